# SPDX-License-Identifier: EUPL-1.2
"""What every table declares is carried out: not a moment before its term, all of it after, as often as one likes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import models

from kapstok.accounts.models import Invitation, Organisation, Person, SharedValue
from kapstok.core.personal_data import Kept
from kapstok.enterprises.models import Claim, Enterprise, Report, ReportingDay
from kapstok.enterprises.throttle import may_report
from kapstok.notices.actions import notify
from kapstok.notices.enums import NoticeState
from kapstok.notices.models import Message, Notice
from kapstok.privacy.declarations import Declared, declared
from kapstok.procurement.models import Need
from kapstok.regions.folder import RegionFolder
from kapstok.upkeep import retention

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
A_MOMENT = timedelta(seconds=1)
YEAR = timedelta(days=365)


def night(home: RegionFolder, at: datetime) -> int:
    """What a night does; the second time there is nothing left to do."""
    done = retention.carry_out(home, at)
    assert retention.carry_out(home, at) == 0
    return done


def enterprise() -> Enterprise:
    return Enterprise.objects.create(
        slug=uuid.uuid4().hex, made_at=NOON, name="De Brug", first_seen=NOON.date(), in_area=True, listed=True
    )


def organisation() -> Organisation:
    return Organisation.objects.create(kind="buyer", name="Zwolle", made_at=NOON)


def person(name: str) -> Person:
    return Person.objects.create(email=f"{name}@voorbeeld.example", joined_at=NOON)


def message(at: datetime) -> Any:
    return Message.objects.create(
        person=person("anna"), topic="t", key="k", subject="s", at=at, delivery="site"
    )


def invitation(at: datetime) -> Any:
    return Invitation.objects.create(organisation=organisation(), email="a@b.example", made_at=at, actor="x")


def need(at: datetime) -> Any:
    return Need.objects.create(organisation=organisation(), title="t", text="t", made_at=at, actor="x")


@pytest.mark.parametrize(
    ("make", "term"),
    [(message, YEAR), (invitation, timedelta(days=60)), (need, timedelta(days=400))],
)
def test_a_row_goes_when_its_term_is_over_and_not_before(
    home: RegionFolder, make: Any, term: timedelta
) -> None:
    made = make(NOON)
    assert night(home, NOON + term) == 0
    assert type(made).objects.exists()
    assert night(home, NOON + term + A_MOMENT) == 1
    assert not type(made).objects.exists()


def test_the_text_of_mail_goes_after_a_month_the_rest_after_a_year_and_never_what_waits(
    home: RegionFolder,
) -> None:
    for state in NoticeState:
        for days in (10, 30, 40, 365, 400):
            notify(to=["anna@voorbeeld.example"], subject="Iets", text="Kijk", key=f"{state}:{days}")
            Notice.objects.filter(key=f"{state}:{days}").update(
                state=state, queued_at=NOON - timedelta(days=days)
            )
    # Emptied: 40, 365 and (on its way out) 400 of three states; removed: 400.
    assert night(home, NOON) == 12
    left = dict(Notice.objects.values_list("key", "text"))
    assert {key for key, text in left.items() if not text} == {
        f"{state}:{days}" for state in ("sent", "failed", "uncertain") for days in (40, 365)
    }
    assert {key for key in left if key.endswith(":400")} == {"queued:400", "sending:400"}


def test_what_a_reader_told_of_themselves_goes_a_year_after_it_was_handled(home: RegionFolder) -> None:
    given = {
        "enterprise": enterprise(),
        "topic": "place",
        "name": "Haas",
        "email": "haas@bos.example",
        "at": NOON,
    }
    handled = Report.objects.create(**given, text="Verhuisd.", outcome="changed", handled_at=NOON)
    waiting = Report.objects.create(**given, text="Verhuisd.")
    assert night(home, NOON + YEAR) == 0
    assert night(home, NOON + YEAR + A_MOMENT) == 1
    handled.refresh_from_db()
    assert (handled.text, handled.name, handled.email, handled.outcome) == ("", "", "", "changed")
    assert handled.forgotten_at == NOON + YEAR + A_MOMENT
    waiting.refresh_from_db()
    assert waiting.name == "Haas"


def test_what_a_claimant_told_goes_a_year_after_the_claim_ended_and_the_claim_stays(
    home: RegionFolder,
) -> None:
    made = Claim.objects.create(
        enterprise=enterprise(), person=person("anna"), proof="email", target="info@brug.example",
        message="Ik ben de eigenaar.", state="granted", made_at=NOON, ends_at=NOON,
    )  # fmt: skip
    assert night(home, NOON + YEAR) == 0
    assert night(home, NOON + YEAR + A_MOMENT) == 1
    made.refresh_from_db()
    assert (made.target, made.message, made.state) == ("", "", "granted")


def test_the_names_of_networks_go_with_their_day(home: RegionFolder) -> None:
    may_report("192.0.2.7", NOON)
    assert night(home, NOON) == 0
    assert night(home, NOON + timedelta(days=1)) == 1
    assert not ReportingDay.objects.exists()


def test_sessions_that_ended_go_and_others_stay(home: RegionFolder) -> None:
    for hours in (-1, 1):
        session = SessionStore()
        session.set_expiry(timedelta(hours=hours))
        session.save()
    assert night(home, datetime.now(UTC)) == 1
    assert Session.objects.count() == 1


def test_what_sign_in_counted_goes_when_it_no_longer_counts(home: RegionFolder) -> None:
    cache.set("tries", 3, timeout=60)
    assert night(home, datetime.now(UTC)) == 0
    assert night(home, datetime.now(UTC) + timedelta(minutes=2)) == 1
    assert not SharedValue.objects.exists()


def test_more_than_goes_in_one_batch_goes_in_one_night(
    home: RegionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "_AT_ONCE", 2)
    anna = person("anna")
    Message.objects.bulk_create(
        Message(person=anna, topic="t", key=f"k{n}", subject="s", at=NOON, delivery="site") for n in range(5)
    )
    assert night(home, NOON + YEAR + A_MOMENT) == 5


def test_a_night_that_is_killed_halfway_is_finished_by_the_next(
    home: RegionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "_AT_ONCE", 2)
    anna = person("anna")
    Message.objects.bulk_create(
        Message(person=anna, topic="t", key=f"k{n}", subject="s", at=NOON, delivery="site") for n in range(5)
    )
    batches = retention._batches

    def killed_after_one(rows: models.QuerySet[Any]) -> Iterator[list[Any]]:
        yield next(batches(rows))
        raise KeyboardInterrupt

    with monkeypatch.context() as killing:
        killing.setattr(retention, "_batches", killed_after_one)
        with pytest.raises(KeyboardInterrupt):
            retention._carry_out(
                next(one for one in declared() if one.model is Message),
                Message.personal_data.kept[0],
                NOON + YEAR + A_MOMENT,
            )
    assert Message.objects.count() == 3
    assert night(home, NOON + YEAR + A_MOMENT) == 3


def test_every_declared_rule_can_be_asked_of_its_table() -> None:
    rules: list[tuple[Declared, Kept]] = [(one, kept) for one in declared() for kept in one.data.kept]
    assert len(rules) > 8
    for one, kept in rules:
        assert isinstance(retention.due(one, kept, NOON), models.QuerySet)
        assert not retention.due(one, kept, NOON).exists()
