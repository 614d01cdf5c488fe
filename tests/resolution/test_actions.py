# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import random
from dataclasses import replace
from string import ascii_lowercase

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from bench.market import Shown, invent
from kapstok.core.models import AuditEntry
from kapstok.enterprises.locating import entry_location
from kapstok.registers.models import Entry, Register
from kapstok.resolution.actions import resolve
from kapstok.resolution.bands import Bands
from kapstok.resolution.deciding import decide
from kapstok.resolution.model.weights import shipped
from kapstok.resolution.models import ClusterMember, JudgedPair, Judgement, Resolved
from kapstok.resolution.queries import clusters, in_force, latest_judgements, open_count, open_pairs
from kapstok.resolution.records import Record, Value, record
from kapstok.resolution.reviewing import UnknownPair
from tests.resolution.entries import entry as plain_entry
from tests.resolution.judging import as_shipped, together

pytestmark = pytest.mark.django_db

HOME = {"city": "Zwolle", "postcode": "8011 AA", "street": "Brink 1"}
X = {"name": "Groenwerk", "website": "groenwerk.nl", **HOME}
# All agrees but the legal form: these two are never joined unseen.
FIRM, COMPANY = X | {"name": "Groenwerk V.O.F."}, X | {"name": "Groenwerk B.V."}
ANNA = "person:1"


def entry(register: str, **values: Value) -> Record:
    """A record of an entry that the database knows."""
    home, _made = Register.objects.get_or_create(id=register, defaults={"name": register, "label": "pso"})
    row = Entry.objects.create(register=home, key=f"{register}/{Entry.objects.count()}")
    return plain_entry(register, row.pk, **values)


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
    assert {"zelfde naam", "zelfde website", "zelfde plaats"} <= set(judgement.why)
    assert (judgement.by, judgement.model) == (in_force().version, in_force().version)
    kept = JudgedPair.objects.get()
    assert judgement.score == kept.score is not None
    assert {judgement.first_hash, judgement.second_hash} == set(
        ClusterMember.objects.values_list("record_hash", flat=True)
    )


def test_a_second_time_nothing_is_written() -> None:
    records = [entry("ladder", **FIRM), entry("code", **COMPANY), entry("leden", **X, kvk="11223344")]
    first = resolve(records)

    with CaptureQueriesContext(connection) as queries:
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


def test_the_pairs_that_a_decision_is_worth_most_of_come_first() -> None:
    alone = entry("ladder", **FIRM), entry("code", **COMPANY)
    draad = {"website": "draad.nl", "city": "Deventer", "postcode": "7411 AA", "street": "Brink 1"}
    firms = [entry(register, name="De Draad V.O.F.", **draad) for register in ("ladder", "leden")]
    companies = [entry(register, name="De Draad B.V.", **draad) for register in ("code", "werk")]

    resolution = resolve([*alone, *firms, *companies])

    assert resolution.clusters == [
        together(*alone[:1]),
        together(*alone[1:]),
        together(*firms),
        together(*companies),
    ]
    found = open_pairs()
    assert found[-1].worth < found[0].worth
    assert {found[-1].first, found[-1].second} == together(*alone)
    assert "andere rechtsvorm" in open_pairs(limit=1)[0].why


def test_a_link_that_fits_two_companies_is_asked_about() -> None:
    a, b, c = entry("ladder", **X, kvk="11223344"), entry("code", **X, kvk="55667788"), entry("leden", **X)

    resolution = resolve([a, b, c])

    assert resolution.clusters == [together(a), together(b), together(c)]
    assert resolution.open_reviews == 2
    assert "past even goed bij een andere vermelding" in open_pairs()[0].why


def test_a_persons_same_holds_in_every_later_resolution() -> None:
    a, b = entry("ladder", **FIRM), entry("code", **COMPANY)
    resolve([a, b])

    decide(pair=the_open_pair(), verdict="same", actor=ANNA)

    assert open_count() == 0
    for _ in range(2):
        resolution = resolve([a, b])
        assert (resolution.clusters, resolution.open_reviews) == ([together(a, b)], 0)


def test_a_persons_different_closes_the_pair_for_good() -> None:
    a, b = entry("ladder", **FIRM), entry("code", **COMPANY)
    resolve([a, b])

    decide(pair=the_open_pair(), verdict="different", actor=ANNA)

    resolution = resolve([a, b])
    assert (resolution.clusters, resolution.open_reviews) == ([together(a), together(b)], 0)


def test_a_persons_word_outlives_what_the_rules_come_to_think() -> None:
    a, b = entry("ladder", **FIRM), entry("code", **COMPANY)
    resolve([a, b])
    decide(pair=the_open_pair(), verdict="different", actor=ANNA)

    alike = plain_entry("code", b.entry, **FIRM, kvk="11223344")

    assert resolve([a, alike]).clusters == [together(a), together(b)]


def test_the_last_word_of_a_person_counts_and_both_stay_in_the_log() -> None:
    a, b = entry("ladder", **FIRM), entry("code", **COMPANY)
    resolve([a, b])
    pair = the_open_pair()

    decide(pair=pair, verdict="same", actor=ANNA)
    decide(pair=pair, verdict="different", actor="person:2")

    assert resolve([a, b]).clusters == [together(a), together(b)]
    said = Judgement.objects.filter(by_person=True)
    assert [(j.by, j.verdict) for j in said] == [(ANNA, "same"), ("person:2", "different")]


def test_a_decision_is_in_the_audit_trail() -> None:
    resolve([entry("ladder", **FIRM), entry("code", **COMPANY)])
    pair = the_open_pair()

    decide(pair=pair, verdict="same", actor=ANNA)

    line = AuditEntry.objects.get()
    assert (line.actor, line.subject, line.details) == (ANNA, f"pair:{pair}", {"verdict": "same"})


def test_a_pair_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownPair, match="no pair with id 7"):
        decide(pair=7, verdict="same", actor=ANNA)


def test_another_model_comes_in_by_the_same_door_and_the_hard_rules_stay() -> None:
    a, b = entry("ladder", **FIRM), entry("code", **COMPANY)
    c, d = entry("leden", **X, kvk="11223344"), entry("werk", **X, kvk="55667788")

    resolution = resolve(
        [a, b, c, d], model=replace(as_shipped("all is one"), bands=Bands(same=-99, look=-99))
    )

    homes = {number: members for members in resolution.clusters for number in members}
    assert homes[a.entry] is not homes[b.entry]
    assert homes[c.entry] is not homes[d.entry]


def test_another_version_of_the_model_judges_every_pair_anew_and_the_log_names_it() -> None:
    a, b = entry("ladder", **X), entry("code", **X)
    resolve([a, b], as_shipped("one"))
    nothing_is_sure = Bands(same=99, look=-3)

    resolution = resolve([a, b], replace(as_shipped("two"), bands=nothing_is_sure))

    assert (resolution.clusters, resolution.open_reviews) == ([together(a), together(b)], 1)
    assert [(j.verdict, j.by) for j in Judgement.objects.all()] == [("same", "one"), ("unsure", "two")]


def test_only_pairs_with_an_entry_that_changed_are_scored_anew() -> None:
    a, b, c = (entry(register, **X) for register in ("ladder", "code", "leden"))
    resolve([a, b, c], as_shipped("one"))
    before = dict(JudgedPair.objects.values_list("pk", "bits"))
    # Under the same version these weights are not looked at, but for what is scored now.
    other = replace(as_shipped("one"), weights=replace(shipped(), shares=shipped().shares | {"same": 0.01}))
    changed = plain_entry("leden", c.entry, **X, phone="038-1234567")

    resolve([a, b, changed], other)

    unchanged = JudgedPair.objects.get(first=a.entry, second=b.entry)
    assert unchanged.bits == before[unchanged.pk]
    rest = JudgedPair.objects.exclude(pk=unchanged.pk)
    assert len(rest) == 2
    assert all(row.bits is not None and row.bits < before[row.pk] for row in rest)


def test_a_pair_that_a_crowd_hid_is_scored_when_the_crowd_is_gone() -> None:
    tenant = {"city": "Zwolle", "postcode": "8011 AA", "street": "Brink 1"}
    crowd = [
        entry("ladder", name=f"Huurder {letter}{letter}{letter}", **tenant) for letter in ascii_lowercase
    ]
    one = entry("code", name="VZK", **tenant, phone="038-1234567")
    two = entry("leden", name="Vlinder Zon Kaarsjes", **tenant, phone="038-1234567")
    whole = [*crowd, *crowd_of_strangers(100, tenant), one, two]
    resolve(whole)

    resolve([*crowd[:3], one, two])
    after = thought_now()
    forget()
    resolve([*crowd[:3], one, two])

    assert thought_now() == after


def crowd_of_strangers(size: int, tenant: dict[str, str]) -> list[Record]:
    return [
        entry("werk", name=f"Kantoor {number} {'xyz'[number % 3] * 4}", **tenant) for number in range(size)
    ]


def test_step_by_step_is_the_same_as_at_once_whatever_comes_changes_and_goes() -> None:
    rnd = random.Random(11)
    market = invent(11, size=150)
    numbers = [entry(shown.register, name="x").entry for shown in market.entries]
    shown = dict(zip(numbers, market.entries, strict=True))

    for _ in range(6):
        there = sorted(rnd.sample(numbers, k=round(len(numbers) * rnd.uniform(0.4, 1))))
        for number in rnd.sample(numbers, k=5):
            # An entry comes to show what another one of its register shows.
            alike = [other for other in shown.values() if other.register == shown[number].register]
            shown[number] = rnd.choice(alike)
        records = [record_of(number, shown[number]) for number in there]
        rnd.shuffle(records)
        resolve(records)
    stepwise = thought_now()
    forget()
    resolve(sorted(records, key=lambda r: r.entry))

    assert thought_now() == stepwise


def record_of(number: int, shown: Shown) -> Record:
    location = entry_location(shown.values)
    return record(entry=number, register=shown.register, values=shown.values, location=location)


def thought_now() -> tuple[object, ...]:
    """All that a user sees of a resolution: clusters, pairs that wait and why, and what is thought of each pair."""
    opinions = latest_judgements(by_person=False).exclude(verdict="different")
    said = opinions.values_list("pair__first_id", "pair__second_id", "verdict", "strength", "why")
    waiting = {(one.first, one.second, one.worth, one.why) for one in open_pairs()}
    return clusters(), waiting, sorted((*rest, tuple(why)) for *rest, why in said)


def forget() -> None:
    """All that was ever thought, as if the database were new."""
    for table in (Judgement, JudgedPair, ClusterMember, Resolved):
        table.objects.all().delete()


def test_reading_open_pairs_takes_two_queries_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    names = [f"{letter}linderdans" for letter in "BDGHKLMPRSTV"]
    firms = [entry("ladder", name=f"{name} V.O.F.", website=f"{name}.nl", **HOME) for name in names]
    resolve([*firms, *(entry("code", name=f"{name} B.V.", website=f"{name}.nl", **HOME) for name in names)])

    with django_assert_num_queries(2):
        assert len(open_pairs()) >= len(names)


def test_no_entries_give_no_clusters() -> None:
    assert resolve([]).clusters == clusters() == []
    assert JudgedPair.objects.count() == 0
