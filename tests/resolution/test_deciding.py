# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.core.models import AuditEntry
from kapstok.registers.models import Entry, Register
from kapstok.resolution.actions import resolve
from kapstok.resolution.deciding import DecidedMeanwhile, NoteTooLong, NothingSaid, decide, withdraw
from kapstok.resolution.enums import Verdict
from kapstok.resolution.models import JudgedPair, Judgement
from kapstok.resolution.queries import clusters, decided, open_count
from kapstok.resolution.records import Record, Value
from kapstok.resolution.reviewing import UnknownPair, queue
from tests.resolution.entries import entry as plain_entry

pytestmark = pytest.mark.django_db

ANNA, BEA = "person:1", "person:2"
# All agrees but the legal form: these two are never joined unseen.
AT_HOME = {"city": "Zwolle", "postcode": "8011 AA", "street": "Brink 1", "website": "groenwerk.nl"}
FIRM = {"name": "Groenwerk V.O.F.", **AT_HOME}
COMPANY = {"name": "Groenwerk B.V.", **AT_HOME}


def entry(register: str, **values: Value) -> Record:
    """A record of an entry that the database knows."""
    home, _ = Register.objects.get_or_create(id=register, defaults={"name": register, "label": "pso"})
    row = Entry.objects.create(register=home, key=f"{register}/{Entry.objects.count()}")
    return plain_entry(register, row.pk, **values)


def together(*records: Record) -> frozenset[int]:
    return frozenset(r.entry for r in records)


def the_open_pair() -> int:
    return queue().get().pk


@pytest.fixture
def doubted() -> tuple[Record, Record]:
    """A firm and a company of one name: a pair that waits for a person."""
    both = entry("ladder", **FIRM), entry("code", **COMPANY)
    resolve(both)
    return both


def test_a_word_keeps_the_reason_the_model_and_what_was_judged(doubted: tuple[Record, Record]) -> None:
    decide(pair=the_open_pair(), verdict="same", actor=ANNA, note=" gebeld,\r\nzelfde baas\x00 ")
    said, thought = Judgement.objects.get(by_person=True), Judgement.objects.get(by_person=False)
    assert (said.note, said.by, said.verdict) == ("gebeld,\nzelfde baas", ANNA, "same")
    assert said.model in (thought.model, thought.by)
    assert said.model
    assert said.score == JudgedPair.objects.get().score


def test_related_keeps_them_apart_like_different(doubted: tuple[Record, Record]) -> None:
    decide(pair=the_open_pair(), verdict="related", actor=ANNA)
    resolution = resolve(doubted)
    assert resolution.clusters == [together(doubted[0]), together(doubted[1])]
    assert resolution.open_reviews == 0


@pytest.mark.parametrize("word", ["same", "different", "related"])
def test_a_word_that_is_taken_back_is_as_if_never_said(doubted: tuple[Record, Record], word: Verdict) -> None:
    pair, before = the_open_pair(), clusters()
    decide(pair=pair, verdict=word, actor=ANNA)
    resolve(doubted)
    withdraw(pair=pair, actor=BEA, note="vergissing")
    resolve(doubted)
    assert (decided(), clusters(), the_open_pair()) == ({}, before, pair)
    said = Judgement.objects.filter(by_person=True)
    assert [(one.verdict, one.by) for one in said] == [(word, ANNA), ("withdrawn", BEA)]


def test_after_it_was_taken_back_a_pair_can_be_decided_anew(doubted: tuple[Record, Record]) -> None:
    pair = the_open_pair()
    decide(pair=pair, verdict="different", actor=ANNA)
    withdraw(pair=pair, actor=ANNA)
    decide(pair=pair, verdict="same", actor=ANNA)
    assert resolve(doubted).clusters == [together(*doubted)]


def test_the_second_of_two_editors_is_told_who_decided(doubted: tuple[Record, Record]) -> None:
    pair = the_open_pair()
    decide(pair=pair, verdict="same", actor=ANNA, after=0)
    with pytest.raises(DecidedMeanwhile, match=r"pair \d+ was decided meanwhile: same, by person:1") as told:
        decide(pair=pair, verdict="different", actor=BEA, after=0)
    assert told.value.said.by == ANNA
    with pytest.raises(DecidedMeanwhile):
        withdraw(pair=pair, actor=BEA, after=0)
    assert decided() == {tuple(sorted(r.entry for r in doubted)): Verdict.SAME}


def test_who_saw_the_last_word_may_say_something_else(doubted: tuple[Record, Record]) -> None:
    pair = the_open_pair()
    first = decide(pair=pair, verdict="same", actor=ANNA, after=0)
    decide(pair=pair, verdict="different", actor=BEA, after=first.pk)
    assert set(decided().values()) == {Verdict.DIFFERENT}


def test_what_nobody_said_cannot_be_taken_back(doubted: tuple[Record, Record]) -> None:
    pair = the_open_pair()
    with pytest.raises(NothingSaid, match=f"nobody decided pair {pair}"):
        withdraw(pair=pair, actor=ANNA)
    decide(pair=pair, verdict="same", actor=ANNA)
    withdraw(pair=pair, actor=ANNA)
    with pytest.raises(NothingSaid):
        withdraw(pair=pair, actor=ANNA)


def test_nothing_is_said_of_a_pair_that_is_not_there() -> None:
    with pytest.raises(UnknownPair, match="no pair with id 7"):
        withdraw(pair=7, actor=ANNA)


def test_a_reason_that_is_too_long_is_refused_and_nothing_is_said(doubted: tuple[Record, Record]) -> None:
    with pytest.raises(NoteTooLong, match="501 characters; at most 500"):
        decide(pair=the_open_pair(), verdict="same", actor=ANNA, note="x" * 501)
    assert open_count() == 1
    assert not AuditEntry.objects.exists()


def test_taking_back_is_in_the_audit_trail(doubted: tuple[Record, Record]) -> None:
    pair = the_open_pair()
    decide(pair=pair, verdict="same", actor=ANNA)
    withdraw(pair=pair, actor=BEA)
    line = AuditEntry.objects.first()
    assert line is not None
    assert (line.actor, line.verb, line.subject, line.details) == (
        BEA,
        "withdraw",
        f"pair:{pair}",
        {"verdict": "same"},
    )


def test_different_keeps_whole_clusters_apart() -> None:
    a, b = entry("ladder", **FIRM), entry("code", **COMPANY)
    resolve([a, b])
    decide(pair=the_open_pair(), verdict="different", actor=ANNA)
    also_a, also_b = entry("leden", **FIRM), entry("zorg", **COMPANY)
    resolution = resolve([a, b, also_a, also_b])
    assert resolution.clusters == [together(a, also_a), together(b, also_b)]
    assert resolution.open_reviews == 0


def test_a_word_outlives_entries_that_change_go_and_come_back(doubted: tuple[Record, Record]) -> None:
    a, b = doubted
    decide(pair=the_open_pair(), verdict="same", actor=ANNA)
    resolve(doubted)
    moved = plain_entry("code", b.entry, name="Heel Anders B.V.", city="Deventer", kvk="11223344")
    assert resolve([a, moved]).clusters == [together(a, b)]
    assert resolve([a]).clusters == [together(a)]
    assert resolve([a, moved]).clusters == [together(a, b)]
