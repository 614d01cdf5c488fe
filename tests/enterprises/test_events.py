# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kapstok.enterprises.actions import assemble, refresh
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, LabelEvent
from kapstok.enterprises.queries import events
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db

BRUG = {"name": "De Brug", "city": "Zwolle", "level": "1"}


def brug(**facts: str) -> dict[str, str]:
    return {**BRUG, **facts}


def told(**asked: object) -> list[tuple[str, str]]:
    return [(event.enterprise.name, event.kind) for event in events(**asked)]  # type: ignore[arg-type]


def test_what_a_first_run_shows_was_there_before_we_looked(rules: ListingRules) -> None:
    PublishedRegister().run(1, brug=BRUG)
    follow(1, rules)
    assert told() == []
    [event] = events(baseline=True)
    assert (event.kind, event.baseline, event.day) == ("gained", True, day(1))


def test_a_sync_that_stopped_before_assembling_still_finds_its_baseline(rules: ListingRules) -> None:
    ladder = PublishedRegister()
    ladder.run(1, brug=BRUG)
    ladder.run(2, brug=BRUG, nieuw={"name": "Nieuw", "city": "Deventer", "level": "2"})
    follow(2, rules)
    assert told() == [("Nieuw", "gained")]


def test_an_event_says_what_was_and_is_and_in_which_run_it_showed(rules: ListingRules) -> None:
    ladder = PublishedRegister()
    ladder.run(1, brug=BRUG)
    follow(1, rules)
    run = ladder.run(2, brug={**BRUG, "level": "2", "flags": ["30+"]})
    follow(2, rules)
    [event] = events()
    assert (event.kind, event.label, event.day, event.run_id) == ("upgraded", "pso", day(2), run.pk)
    assert (event.before_state, event.before_level, event.before_flags) == ("holds", "1", [])
    assert (event.after_state, event.after_level, event.after_flags) == ("holds", "2", ["30+"])
    assert event.entry_id == ladder.entry("brug")


def test_assembling_again_tells_nothing_again(rules: ListingRules) -> None:
    ladder = PublishedRegister()
    ladder.run(1, brug=BRUG)
    ladder.run(2, brug=brug(level="3"))
    follow(2, rules)
    before = list(LabelEvent.objects.values_list("pk", flat=True))
    follow(2, rules)
    assemble(day(3), rules)
    assert list(LabelEvent.objects.values_list("pk", flat=True)) == before


def test_what_is_rolled_back_is_told_once_when_it_is_done_again(rules: ListingRules) -> None:
    ladder = PublishedRegister()
    ladder.run(1, brug=BRUG)
    follow(1, rules)
    ladder.run(2, brug=brug(level="3"))
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        follow(2, rules)
        raise KeyboardInterrupt
    assert told() == []
    follow(2, rules)
    assert told() == [("De Brug", "upgraded")]


def test_the_calendar_makes_events_too(rules: ListingRules) -> None:
    PublishedRegister().run(1, brug=brug(valid_until=day(5).isoformat()))
    follow(1, rules)
    refresh(day(5), rules)
    assert told() == []
    refresh(day(6), rules)
    refresh(day(36), rules)
    refresh(day(36), rules)
    assert told() == [("De Brug", "lapsed"), ("De Brug", "pending")]


def test_entries_that_become_one_company_and_part_again_make_no_event(rules: ListingRules) -> None:
    ladder, code = PublishedRegister(), PublishedRegister("code", "cso", "Code")
    hoek = {"name": "Het Hoekje", "city": "Zwolle"}
    for on, numbers in ((1, {}), (2, {"kvk": "08123456"}), (3, {})):
        ladder.run(on, brug=brug(**numbers))
        code.run(on, hoek={**hoek, **numbers})
        follow(on, rules)
        assert Enterprise.objects.filter(merged_into=None).count() == (1 if numbers else 2)
    assert told() == []


def test_an_event_is_of_the_enterprise_that_its_entry_is_of_now(rules: ListingRules) -> None:
    ladder, code = PublishedRegister(), PublishedRegister("code", "cso", "Code")
    hoek = {"name": "Het Hoekje", "city": "Zwolle"}
    ladder.run(1, brug=BRUG)
    code.run(1)
    follow(1, rules)
    code.run(2, hoek=hoek)
    follow(2, rules)
    assert told() == [("Het Hoekje", "gained")]
    ladder.run(3, brug=brug(kvk="08123456"))
    code.run(3, hoek={**hoek, "kvk": "08123456"})
    follow(3, rules)
    assert told() == [("De Brug", "gained")]


def test_events_are_asked_by_label_kind_register_and_days(rules: ListingRules) -> None:
    ladder, code = PublishedRegister(), PublishedRegister("code", "cso", "Code")
    ladder.run(1)
    code.run(1)
    ladder.run(2, brug=BRUG)
    follow(2, rules)
    code.run(3, hoek={"name": "Hoek", "city": "Zwolle"})
    ladder.run(3, brug=brug(level="2"))
    follow(3, rules)
    assert told() == [("Hoek", "gained"), ("De Brug", "upgraded"), ("De Brug", "gained")]
    assert told(label="cso") == told(register="code") == [("Hoek", "gained")]
    assert told(kind="upgraded") == [("De Brug", "upgraded")]
    assert told(since=day(3)) == [("Hoek", "gained"), ("De Brug", "upgraded")]
    assert told(until=day(2)) == [("De Brug", "gained")]


def test_a_list_of_events_takes_one_query_however_long(rules: ListingRules) -> None:
    ladder = PublishedRegister()
    ladder.run(1)
    ladder.run(2, **{f"k{n}": brug(name=f"Bedrijf {n}", kvk=f"{n:08}") for n in range(1, 30)})
    follow(2, rules)
    with CaptureQueriesContext(connection) as queries:
        assert len({(event.enterprise.slug, event.entry.register.name) for event in events()}) == 29
    assert len(queries) == 1
