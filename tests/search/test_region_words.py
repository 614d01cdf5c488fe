# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from dataclasses import replace

import pytest

from kapstok.core.models import AuditEntry
from kapstok.search.enums import EntryKind
from kapstok.search.models import AddedWord
from kapstok.search.queries import counting_words, outbox_mark, words_mark
from kapstok.search.region_words import (
    NotCounting,
    ReasonNeeded,
    UnusableWord,
    clashes,
    put_live,
    standing,
    take_away,
    usable,
)
from kapstok.search.trying import Trial
from tests.search.directories import concept, thesaurus

OURS = thesaurus(
    concept("glasbewassing", "ramen wassen", asks=["vieze ramen"]),
    concept("wasserij", "was doen", category="98310000", asks=["ramen"]),
)
FINE = Trial(0.9, 0.9, (), ())
WORSE = Trial(0.9, 0.87, (), ())


def live(
    *entries: str, trial: Trial = FINE, reason: str = "", kind: EntryKind = EntryKind.ASKS
) -> list[AddedWord]:
    return put_live(
        thesaurus=OURS,
        concept="glasbewassing",
        kind=kind,
        entries=entries,
        trial=trial,
        reason=reason,
        actor="person:1",
    )


def test_entries_come_in_one_written_form_each_once() -> None:
    assert usable(["  ruiten \t lappen", "", "ruiten lappen", "zemen\x00"]) == ("ruiten lappen", "zemen")


@pytest.mark.parametrize(
    "entries",
    [[], [" "], ["x"], ["y" * 81], ["een twee drie vier vijf zes"], ["!!"], [f"woord{n}" for n in range(21)]],
)
def test_what_cannot_be_an_entry_is_refused(entries: list[str]) -> None:
    with pytest.raises(UnusableWord):
        usable(entries)


def test_a_concept_has_what_means_the_same_already() -> None:
    known = OURS.concepts["glasbewassing"]
    assert standing(known, EntryKind.ASKS, ["wassen raam", "vies raam", "lappen"]) == (
        "wassen raam",
        "vies raam",
    )
    # How people ask for it is not yet what it is called.
    assert standing(known, EntryKind.WORDS, ["wassen raam", "vies raam"]) == ("wassen raam",)


def test_another_concept_with_the_same_word_is_named() -> None:
    assert clashes(OURS, "glasbewassing", ["raam", "vies raam", "glas"]) == (
        ("raam", OURS.concepts["wasserij"]),
    )


@pytest.mark.django_db
def test_an_entry_counts_with_who_and_why_and_what_was_measured() -> None:
    before = outbox_mark()
    [word] = live("ruiten lappen", reason=" Zo zegt men het hier. ")
    assert (word.concept, word.kind, word.entry, word.reason) == (
        "glasbewassing",
        "asks",
        "ruiten lappen",
        "Zo zegt men het hier.",
    )
    assert (word.before, word.after, word.added_by) == (0.9, 0.9, "person:1")
    assert list(counting_words()) == [word]
    assert outbox_mark() != before
    said = AuditEntry.objects.get()
    assert (said.verb, said.subject, said.details["entry"]) == (
        "add word",
        f"word:{word.pk}",
        "ruiten lappen",
    )


@pytest.mark.django_db
def test_what_stands_there_or_counts_already_is_left_as_it_is() -> None:
    live("ruiten lappen")
    assert [word.entry for word in live("ruiten lappen", "ramen wassen", "zemen")] == ["zemen"]
    mark = words_mark()
    with pytest.raises(UnusableWord):
        live("ruiten lappen", "ramen wassen")
    assert words_mark() == mark
    assert counting_words().count() == 2


@pytest.mark.django_db
def test_a_fall_asks_a_reason() -> None:
    for reason in ("", "  "):
        with pytest.raises(ReasonNeeded):
            live("ruiten lappen", trial=WORSE, reason=reason)
    assert live("ruiten lappen", trial=WORSE, reason="De proefvraag klopt niet.")
    assert live("zemen", trial=replace(WORSE, after=0.881))


@pytest.mark.django_db
def test_a_concept_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnusableWord):
        put_live(
            thesaurus=OURS, concept="maan", kind=EntryKind.ASKS, entries=["maan"], trial=FINE, reason="", actor="a"
        )  # fmt: skip


@pytest.mark.django_db
def test_taken_away_it_counts_no_more_stays_in_the_log_and_may_come_back() -> None:
    [word] = live("ruiten lappen")
    mark = words_mark()
    take_away(word=word.pk, actor="person:2")
    assert words_mark() != mark
    assert list(counting_words()) == []
    kept = AddedWord.objects.get()
    assert (kept.removed_by, kept.removed_at is not None) == ("person:2", True)
    with pytest.raises(NotCounting):
        take_away(word=word.pk, actor="person:3")
    live("ruiten lappen")
    assert AddedWord.objects.count() == 2
