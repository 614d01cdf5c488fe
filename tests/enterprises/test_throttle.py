# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from kapstok.enterprises import throttle
from kapstok.enterprises.models import ReportingDay, ReportingNetwork
from kapstok.enterprises.throttle import PER_NETWORK, may_report, network_of

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (" 192.0.2.7 ", "192.0.2.7"),
        ("", ""),
        ("<script>", ""),
    ],
)
def test_what_counts_as_one_network(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.django_db
def test_a_network_is_heard_so_many_times_a_day_and_others_go_on() -> None:
    assert all(may_report("192.0.2.7", NOON) for _ in range(PER_NETWORK))
    assert not may_report("192.0.2.7", NOON)
    assert may_report("192.0.2.8", NOON)
    assert may_report("192.0.2.7", NOON + timedelta(days=1))


@pytest.mark.django_db
def test_all_networks_together_have_an_end_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "PER_DAY", 3)
    assert [may_report(f"192.0.2.{n}", NOON) for n in range(5)] == [True, True, True, False, False]


@pytest.mark.django_db
def test_no_address_is_kept_and_the_next_day_nobody_can_tell_whose_name_it_was() -> None:
    may_report("192.0.2.7", NOON)
    first = ReportingNetwork.objects.get()
    assert re.fullmatch("[0-9a-f]{64}", first.name)
    assert first.name != sha256(network_of("192.0.2.7").encode()).hexdigest()
    may_report("192.0.2.7", NOON + timedelta(days=1))
    later = ReportingNetwork.objects.get()
    assert later.name != first.name
    assert [one.day for one in ReportingDay.objects.all()] == [(NOON + timedelta(days=1)).date()]
