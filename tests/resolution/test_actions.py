# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kapstok.core.models import AuditEntry
from kapstok.registers.models import Entry, Register
from kapstok.resolution.actions import UnknownPair, decide, resolve
from kapstok.resolution.enums import Verdict
from kapstok.resolution.matching import Opinion
from kapstok.resolution.models import JudgedPair, Judgement
from kapstok.resolution.queries import clusters, open_count, open_pairs
from kapstok.resolution.records import Record, Value
from tests.resolution.entries import entry as plain_entry

pytestmark = pytest.mark.django_db

X = {"name": "Groenwerk", "city": "Zwolle"}
FOUNDATION, COMPANY = X | {"name": "Stichting Groenwerk"}, X | {"name": "Groenwerk B.V."}
ANNA = "person:1"


def entry(register: str, **values: Value) -> Record:
    """A record of an entry that the database knows."""
    home, _made = Register.objects.get_or_create(id=register, defaults={"name": register, "label": "pso"})
    row = Entry.objects.create(register=home, key=f"{register}/{Entry.objects.count()}")
    return plain_entry(register, row.pk, **values)


def together(*records: Record) -> frozenset[int]:
    return frozenset(r.entry for r in records)


def the_open_pair() -> int:
    (found,) = open_pairs()
    return found.id


def test_resolving_writes_the_clusters_it_gives() -> None:
    a, b, c = entry("ladder", **X), entry("code", **X), entry("code", name="De Draad", city="Zwolle")

    resolution = resolve([a, b, c])

    assert resolution.clusters == clusters() == [together(a, b), together(c)]
    assert resolution.open_reviews == open_count() == 0


def test_every_opinion_is_in_the_log_with_its_reasons() -> None:
    resolve([entry("ladder", **X), entry("code", **X)])

    judgement = Judgement.objects.get()
    assert (judgement.verdict, judgement.by_person) == ("same", False)
    assert judgement.why == ["zelfde naam", "zelfde plaats"]


def test_a_second_time_nothing_is_written() -> None:
    records = [entry("ladder", **FOUNDATION), entry("code", **COMPANY), entry("leden", **X, kvk="11223344")]
    first = resolve(records)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        second = resolve(reversed(records))

    assert second == first
    assert [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_a_changed_entry_leaves_its_cluster_and_the_log_keeps_both_opinions() -> None:
    a, b = entry("ladder", **X), entry("code", **X)
    resolve([a, b])

    moved = plain_entry("code", b.entry, name="De Draad", city="Deventer")
    resolve([a, moved])

    assert clusters() == [together(a), together(b)]
    assert [j.verdict for j in Judgement.objects.all()] == ["same", "different"]


def test_a_new_entry_joins_the_cluster_that_is_there() -> None:
    a, b = entry("ladder", **X), entry("code", **X)
    resolve([a, b])
    c = entry("leden", **X)

    assert resolve([a, b, c]).clusters == [together(a, b, c)]


def test_open_pairs_come_with_most_evidence_first() -> None:
    pairs = [
        (entry("ladder", **a), entry("code", **b))
        for a, b in [
            (FOUNDATION, COMPANY),
            (
                {"name": "Stichting De Draad", "city": "Zwolle", "website": "draad.nl"},
                {"name": "De Draad B.V.", "city": "Zwolle", "website": "draad.nl"},
            ),
        ]
    ]

    resolution = resolve([r for pair in pairs for r in pair])

    assert resolution.open_reviews == 2
    assert [{p.first, p.second} for p in open_pairs()] == [together(*pairs[1]), together(*pairs[0])]
    assert "andere rechtsvorm" in open_pairs(limit=1)[0].why


def test_a_link_that_fits_two_companies_is_asked_about() -> None:
    a, b, c = entry("ladder", **X, kvk="11223344"), entry("code", **X, kvk="55667788"), entry("leden", **X)

    resolution = resolve([a, b, c])

    assert resolution.clusters == [together(a), together(b), together(c)]
    assert resolution.open_reviews == 2
    assert "past even goed bij een andere vermelding" in open_pairs()[0].why


def test_a_persons_same_holds_in_every_later_resolution() -> None:
    a, b = entry("ladder", **FOUNDATION), entry("code", **COMPANY)
    resolve([a, b])

    decide(pair=the_open_pair(), verdict="same", actor=ANNA)

    assert open_count() == 0
    for _ in range(2):
        resolution = resolve([a, b])
        assert (resolution.clusters, resolution.open_reviews) == ([together(a, b)], 0)


def test_a_persons_different_closes_the_pair_for_good() -> None:
    a, b = entry("ladder", **FOUNDATION), entry("code", **COMPANY)
    resolve([a, b])

    decide(pair=the_open_pair(), verdict="different", actor=ANNA)

    resolution = resolve([a, b])
    assert (resolution.clusters, resolution.open_reviews) == ([together(a), together(b)], 0)


def test_a_persons_word_outlives_what_the_rules_come_to_think() -> None:
    a, b = entry("ladder", **FOUNDATION), entry("code", **COMPANY)
    resolve([a, b])
    decide(pair=the_open_pair(), verdict="different", actor=ANNA)

    alike = plain_entry("code", b.entry, **FOUNDATION, website="groenwerk.nl", kvk="11223344")

    assert resolve([a, alike]).clusters == [together(a), together(b)]


def test_the_last_word_of_a_person_counts_and_both_stay_in_the_log() -> None:
    a, b = entry("ladder", **FOUNDATION), entry("code", **COMPANY)
    resolve([a, b])
    pair = the_open_pair()

    decide(pair=pair, verdict="same", actor=ANNA)
    decide(pair=pair, verdict="different", actor="person:2")

    assert resolve([a, b]).clusters == [together(a), together(b)]
    said = Judgement.objects.filter(by_person=True)
    assert [(j.by, j.verdict) for j in said] == [(ANNA, "same"), ("person:2", "different")]


def test_a_decision_is_in_the_audit_trail() -> None:
    resolve([entry("ladder", **FOUNDATION), entry("code", **COMPANY)])
    pair = the_open_pair()

    decide(pair=pair, verdict="same", actor=ANNA)

    line = AuditEntry.objects.get()
    assert (line.actor, line.subject, line.details) == (ANNA, f"pair:{pair}", {"verdict": "same"})


def test_a_pair_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownPair, match="no pair with id 7"):
        decide(pair=7, verdict="same", actor=ANNA)


def test_another_matcher_comes_in_by_the_same_door_and_the_hard_rules_stay() -> None:
    a, b = entry("ladder", name="Groenwerk"), entry("code", name="De Draad")
    c, d = entry("ladder", **X, kvk="11223344"), entry("code", **X, kvk="55667788")
    sure = Opinion(Verdict.SAME, 99, ("model",))

    resolution = resolve([a, b, c, d], matcher=lambda _: {(a.entry, b.entry): sure, (c.entry, d.entry): sure})

    assert resolution.clusters == [together(a, b), together(c), together(d)]


def test_reading_open_pairs_takes_two_queries_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    names = [f"Werkplaats nummer {n}" for n in range(12)]
    stichting = [entry("ladder", name=f"Stichting {name}", city="Zwolle") for name in names]
    resolve([*stichting, *(entry("code", name=f"{name} B.V.", city="Zwolle") for name in names)])

    with django_assert_num_queries(2):
        assert len(open_pairs()) == len(names)


def test_no_entries_give_no_clusters() -> None:
    assert resolve([]).clusters == clusters() == []
    assert JudgedPair.objects.count() == 0
