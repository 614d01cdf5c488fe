# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import logging

import pytest

from kapstok.accounts.actions import add_administrator
from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.heartbeat import Heartbeat
from kapstok.core.models import AuditEntry
from kapstok.notices.models import Message, Notice
from kapstok.regions.folder import RegionFolder
from kapstok.upkeep.trail import TrailBroken, look_at_trail, verify_trail
from kapstok.upkeep.work import STEPS, Work, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail(db: None) -> None:
    add_administrator(email="adrie@voorbeeld.example", actor="test")
    for number in range(3):
        record("program", "tidy", f"thing:{number}")


def seen(home: RegionFolder) -> list[tuple[str, str]]:
    return [(one.health.value, one.said) for one in look_at_trail(home)]


@pytest.mark.usefixtures("trail")
def test_each_night_the_trail_is_verified_and_its_head_logged(
    home: RegionFolder, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("kapstok"), "propagate", True)
    with caplog.at_level(logging.INFO, "kapstok.worker"):
        assert verify_trail(home, now()) == 4
    head = AuditEntry.objects.get(number=4)
    assert f"audit trail: 4 entries, head 4:{head.seal}" in caplog.messages
    assert seen(home) == [("well", f"4 entries hold, head 4:{head.seal}")]
    assert not Notice.objects.exists()


@pytest.mark.usefixtures("trail")
def test_where_it_does_not_hold_administrators_are_told_once(home: RegionFolder) -> None:
    verify_trail(home, now())
    AuditEntry.objects.filter(number=2).update(actor="nobody")
    for _night in range(2):
        with pytest.raises(TrailBroken, match="breaks at number 2"):
            verify_trail(home, now())
    message, notice = Message.objects.get(), Notice.objects.get()
    assert (message.person.email, message.path) == ("adrie@voorbeeld.example", "/beheer/logboek")
    assert (notice.address, "vanaf regel 2" in notice.subject) == ("adrie@voorbeeld.example", True)
    assert [health for health, _said in seen(home)] == ["ill"]


@pytest.mark.usefixtures("trail")
def test_the_worker_seals_what_was_left(home: RegionFolder) -> None:
    assert AuditEntry.objects.filter(number=None).count() == 4
    (step,) = [step for step in STEPS if step.name == "trail"]
    assert take(step, Work(home, Heartbeat(1, now(), now())))
    assert not AuditEntry.objects.filter(number=None).exists()
