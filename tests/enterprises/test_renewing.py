# SPDX-License-Identifier: EUPL-1.2
"""Reminders of labels that end, and the word that renewal is under way, which changes nothing but a sentence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kapstok.core.models import AuditEntry
from kapstok.enterprises.evidence import evidence
from kapstok.enterprises.export import label_row
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, RenewalNote
from kapstok.enterprises.queries import documents, profile_of
from kapstok.enterprises.renewing import NothingToRenew, forget, remind, said_of, say_under_way, take_back
from kapstok.notices.models import Message
from kapstok.regions.folder import RegionFolder
from kapstok.search.queries import outbox_mark
from tests.enterprises.owners import owner_of
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db

END = 200


def brug(until: int = END, **more: str) -> dict[str, str]:
    return {"name": "De Brug", "city": "Zwolle", "level": "1", "valid_until": day(until).isoformat(), **more}


@pytest.fixture
def ladder(rules: ListingRules) -> PublishedRegister:
    made = PublishedRegister()
    made.run(1, brug=brug())
    follow(1, rules)
    return made


def the_brug() -> Enterprise:
    return Enterprise.objects.get(slug="de-brug")


def reminders(home: RegionFolder, *days: int) -> list[int]:
    """How many people hear something new on each of these days."""
    return [remind(home.region(), day(on)) for on in days]


def test_who_acts_for_it_hears_of_the_end_three_times_and_each_time_once(
    ladder: PublishedRegister, home: RegionFolder
) -> None:
    owner_of(the_brug())
    assert reminders(home, END - 121, END - 120, END - 119, END - 60, END - 59, END - 14, END, END + 1) == [
        0, 1, 0, 1, 0, 1, 0, 0,
    ]  # fmt: skip


def test_the_reminder_says_what_ends_when_and_whom_to_ask_in_each_language(
    ladder: PublishedRegister, home: RegionFolder
) -> None:
    owner_of(the_brug())
    owner_of(the_brug(), "emma@voorbeeld.example", language="en")
    assert remind(home.region(), day(END - 60)) == 2
    dutch, english = (Message.objects.get(person__language=language) for language in ("nl", "en"))
    assert dutch.subject == "PSO trede 1 is geldig tot 19 juli 2026"
    assert "volgens het register geldig tot 19 juli 2026." in dutch.text
    for words in ("De Brug", "60 dagen", "PSO-Nederland", "https://register.example/"):
        assert words in dutch.text
    assert dutch.path == "/mijn/onderneming/de-brug"
    assert english.text != dutch.text


def test_an_enterprise_without_people_is_reminded_of_nothing(
    ladder: PublishedRegister, home: RegionFolder
) -> None:
    assert remind(home.region(), day(END - 60)) == 0


def test_nothing_is_said_of_a_term_that_the_register_shows_renewed(
    ladder: PublishedRegister, home: RegionFolder, rules: ListingRules
) -> None:
    owner_of(the_brug())
    ladder.run(END - 60, brug=brug(END + 730, valid_from=day(END + 1).isoformat()))
    follow(END - 60, rules)
    assert the_brug().labels.get().valid_until == day(END)
    assert remind(home.region(), day(END - 60)) == 0


def test_of_two_entries_of_one_label_the_one_that_lasts_longest_counts(
    ladder: PublishedRegister, home: RegionFolder, rules: ListingRules
) -> None:
    kvk = {"kvk": "08123456"}
    ladder.run(2, brug=brug(**kvk), anew=brug(END + 730, **kvk))
    follow(2, rules)
    owner_of(Enterprise.objects.get(merged_into=None))
    assert Enterprise.objects.get(merged_into=None).labels.count() == 2
    assert remind(home.region(), day(END - 60)) == 0


def test_a_label_without_an_end_or_that_does_not_hold_has_no_reminder(
    ladder: PublishedRegister, home: RegionFolder, rules: ListingRules
) -> None:
    owner_of(the_brug())
    ladder.run(2, brug=brug(level="aspirant"))
    follow(2, rules)
    assert remind(home.region(), day(END - 60)) == 0


def note(ladder: PublishedRegister, on: int) -> RenewalNote:
    return say_under_way(enterprise=the_brug(), entry=ladder.entry("brug"), actor="person:x", day=day(on))


def test_what_an_enterprise_says_is_kept_with_its_day_and_told_in_the_trail(
    ladder: PublishedRegister,
) -> None:
    entry = ladder.entry("brug")
    before = outbox_mark()
    note(ladder, END - 30)
    shown = said_of([entry], day(END - 29))
    assert (shown[entry].until, shown[entry].day) == (day(END), day(END - 30))
    assert AuditEntry.objects.filter(verb="say that renewal is under way", subject=f"entry:{entry}").exists()
    assert outbox_mark() != before
    take_back(enterprise=the_brug(), entry=entry, actor="person:x")
    assert said_of([entry], day(END - 29)) == {}


def test_it_changes_no_state_listing_evidence_export_or_search(
    ladder: PublishedRegister, rules: ListingRules
) -> None:
    def told(on: int) -> tuple[object, ...]:
        enterprise = the_brug()
        return (
            profile_of(enterprise, day(on), rules),
            evidence(enterprise, day(on), rules),
            [label_row(label) for label in profile_of(enterprise, day(on), rules).labels],
            documents([str(enterprise.pk)]),
            enterprise.listed,
            [*enterprise.labels.values()],
        )

    days = (END - 30, END, END + 1, END + 20, END + 31, END + 100)
    before = [told(on) for on in days]
    note(ladder, END - 30)
    assert [told(on) for on in days] == before
    follow(END + 40, rules)
    assert not the_brug().listed
    lapsed = told(END + 40)
    note(ladder, END + 40)
    assert told(END + 40) == lapsed
    follow(END + 41, rules)
    assert not the_brug().listed


def test_another_date_of_the_register_ends_it_by_itself(
    ladder: PublishedRegister, rules: ListingRules
) -> None:
    entry = ladder.entry("brug")
    note(ladder, END - 30)
    ladder.run(END - 20, brug=brug(END + 730))
    follow(END - 20, rules)
    assert said_of([entry], day(END - 20)) == {}
    with pytest.raises(NothingToRenew):
        note(ladder, END - 19)


def test_a_run_that_shows_the_same_date_again_leaves_it(
    ladder: PublishedRegister, rules: ListingRules
) -> None:
    note(ladder, END - 30)
    ladder.run(END - 20, brug=brug(level="2"))
    follow(END - 20, rules)
    assert said_of([ladder.entry("brug")], day(END - 20))


def test_nobody_says_it_of_an_entry_of_another_enterprise_or_without_an_end(
    ladder: PublishedRegister, rules: ListingRules
) -> None:
    ladder.run(2, brug=brug(), kade={"name": "De Kade", "city": "Zwolle", "level": "1"})
    follow(2, rules)
    kade = Enterprise.objects.get(slug="de-kade")
    for enterprise, entry in ((kade, "brug"), (kade, "kade")):
        with pytest.raises(NothingToRenew):
            say_under_way(enterprise=enterprise, entry=ladder.entry(entry), actor="x", day=day(END - 30))
    with pytest.raises(NothingToRenew):
        take_back(enterprise=kade, entry=ladder.entry("brug"), actor="x")
    with pytest.raises(NothingToRenew):
        note(ladder, END - 181)


def test_what_is_over_is_erased_at_night(ladder: PublishedRegister) -> None:
    note(ladder, END - 30)
    over = datetime.combine(day(END + 121), datetime.min.time(), tzinfo=UTC)
    assert forget(over - timedelta(days=1)) == 0
    assert forget(over) == 1
    assert not RenewalNote.objects.exists()


def test_a_page_of_an_enterprise_that_said_nothing_asks_one_question(ladder: PublishedRegister) -> None:
    entry = ladder.entry("brug")
    with CaptureQueriesContext(connection) as asked:
        assert said_of([entry], day(5)) == {}
    assert len(asked) == 1
