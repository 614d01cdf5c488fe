# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapstok.resolution.clustering import Clustering, cluster
from kapstok.resolution.enums import Verdict
from kapstok.resolution.matching import Opinion
from kapstok.resolution.miscopies import miscopied
from kapstok.resolution.records import Pair, Record, Value
from kapstok.resolution.whereabouts import Nearness, nearness
from tests.resolution.entries import entry
from tests.resolution.judging import pair, together

X = {"name": "Groenwerk", "city": "Zwolle"}
SITE = {"website": "groenwerk.nl"}
ONE, TWO = {"kvk": "11223344"}, {"kvk": "55667788"}


def opinions(records: Iterable[Record]) -> dict[Pair, Opinion]:
    """Opinions by a rule of thumb: clusters follow from any opinions, and these are made fast."""
    judged = ((pair(a, b), _opinion(a, b)) for a, b in combinations(records, 2))
    return {both: opinion for both, opinion in judged if opinion}


def _opinion(a: Record, b: Record) -> Opinion | None:
    name = bool({one.key for one in a.names} & {one.key for one in b.names})
    site, near = a.domain is not None and a.domain == b.domain, nearness(a.at, b.at)
    strength = 24 * name + 20 * site + 6 * near
    if a.kvk & b.kvk:
        doubted = miscopied(a, b)
        return Opinion(Verdict.UNSURE if doubted else Verdict.SAME, 1_000 + strength, (), numbered=True)
    if (a.kvk and b.kvk) or a.register == b.register or not (name or site):
        return None
    clear = near >= Nearness.WITHIN or (name and site and near is Nearness.UNKNOWN)
    forms = bool(a.legal_forms and b.legal_forms and a.legal_forms.isdisjoint(b.legal_forms))
    return Opinion(Verdict.SAME if clear and not forms else Verdict.UNSURE, strength, ())


def resolved(records: Iterable[Record], decided: Mapping[Pair, Verdict] | None = None) -> Clustering:
    all_ = list(records)
    return cluster(all_, opinions(all_), decided or {})


def groups(clustering: Clustering) -> set[frozenset[int]]:
    return {members for members in clustering.clusters if len(members) > 1}


def test_entries_that_agree_become_one_cluster_and_the_others_stand_alone() -> None:
    a, b, c = entry("ladder", **X), entry("code", **X), entry("leden", name="De Draad", city="Zwolle")

    assert set(resolved([a, b, c]).clusters) == {together(a, b), together(c)}


def test_a_chain_of_different_facts_is_one_company() -> None:
    by_name, by_number = entry("ladder", **X), entry("code", **X, **ONE, **SITE)
    renamed, by_site = entry("leden", name="Kans", **ONE), entry("werk", name="Draad", city="Zwolle", **SITE)

    assert groups(resolved([by_name, by_number, renamed, by_site])) == {
        together(by_name, by_number, renamed, by_site)
    }


def test_an_entry_between_two_numbers_is_left_alone_and_asked_about() -> None:
    one, two, open_one = entry("ladder", **X, **ONE), entry("code", **X, **TWO), entry("leden", **X)

    found = resolved([one, two, open_one])

    assert groups(found) == set()
    assert found.held == found.open == {pair(one, open_one), pair(two, open_one)}


def test_an_entry_between_two_numbers_follows_strictly_stronger_evidence() -> None:
    one, two = entry("ladder", **X, **ONE, **SITE), entry("code", **X, **TWO)
    open_one = entry("leden", **X, **SITE)

    found = resolved([one, two, open_one])

    assert groups(found) == {together(one, open_one)}
    assert found.open == set()


def test_an_entry_between_namesakes_of_one_register_is_left_alone() -> None:
    first, second, open_one = entry("ladder", **X), entry("ladder", **X), entry("code", **X)

    assert groups(resolved([first, second, open_one])) == set()


def test_what_agrees_besides_the_contested_links_is_still_joined() -> None:
    first, second = entry("ladder", **X), entry("ladder", **X)
    b, c = entry("code", **X), entry("leden", **X)

    found = resolved([first, second, b, c])

    assert groups(found) == {together(b, c)}
    assert found.held == {pair(x, y) for x in (first, second) for y in (b, c)}


def test_weaker_evidence_does_not_decide_what_stronger_evidence_left_open() -> None:
    one, two, open_one = (
        entry("ladder", **X, **SITE, **ONE),
        entry("code", **X, **SITE, **TWO),
        entry("leden", **X, **SITE),
    )
    weaker = entry("werk", **X, **ONE)

    found = resolved([one, two, open_one, weaker])

    assert groups(found) == {together(one, weaker)}


def test_an_entry_without_a_place_does_not_join_two_branches() -> None:
    zwolle = entry("ladder", **X, **SITE)
    deventer = entry("code", name="Groenwerk", city="Deventer", **SITE)
    nowhere = entry("leden", name="Groenwerk", **SITE)

    assert groups(resolved([zwolle, deventer, nowhere])) == set()
    assert groups(resolved([zwolle, nowhere])) == {together(zwolle, nowhere)}


def test_a_municipality_does_not_join_two_of_its_villages() -> None:
    hertme, zenderen = (
        entry(r, name="Groenwerk", city=c) for r, c in (("ladder", "Hertme"), ("code", "Zenderen"))
    )
    borne = entry("werk", name="Groenwerk", municipality="Borne")

    assert groups(resolved([hertme, zenderen, borne])) == set()


def test_an_ambiguous_place_does_not_join_two_cities_of_that_name() -> None:
    here, there = (
        entry(r, name="Groenwerk", city=c) for r, c in (("ladder", "Hengelo (Ov)"), ("code", "Hengelo (Gld)"))
    )
    hengelo = entry("leden", name="Groenwerk", city="Hengelo")

    assert groups(resolved([here, there, hengelo])) == set()
    assert groups(resolved([here, hengelo])) == {together(here, hengelo)}


def test_a_name_without_a_form_does_not_join_a_foundation_and_its_company() -> None:
    foundation, company = (
        entry("ladder", **X | {"name": "Stichting Groenwerk"}),
        entry("code", **X | {"name": "Groenwerk BV"}),
    )
    bare = entry("leden", **X)

    assert groups(resolved([foundation, company, bare])) == set()


def test_a_company_with_one_number_may_show_two_places() -> None:
    seat = entry("ladder", **X, **ONE)
    post = entry("code", name="Groenwerk", city="Deventer", **ONE)
    third = entry("leden", **X)

    assert groups(resolved([seat, post, third])) == {together(seat, post, third)}


def test_a_certificate_for_two_numbers_is_not_split_over_both() -> None:
    both = entry("ladder", **X, kvk=("11223344", "55667788"))
    one, two = entry("code", **X, **ONE), entry("leden", **X, **TWO)

    found = resolved([both, one, two])

    assert groups(found) == set()
    assert found.held == {pair(both, one), pair(both, two)}


def test_one_register_may_show_a_company_twice_under_one_number() -> None:
    a, b, c = entry("ladder", **X, **ONE), entry("ladder", **X, **ONE), entry("code", **X)

    assert groups(resolved([a, b, c])) == {together(a, b, c)}


def test_a_number_that_a_third_entry_shows_does_not_count_as_shared() -> None:
    numbered, bare = entry("ladder", **X, **ONE), entry("ladder", **X)
    third = entry("code", **X, **ONE)

    assert groups(resolved([numbered, bare, third])) == {together(numbered, third)}


def test_a_miscopied_number_joins_nothing_and_is_asked_about() -> None:
    owner = entry("ladder", name="De Draad", city="Deventer", **ONE)
    owner_again = entry("leden", name="De Draad", **ONE)
    victim, truth = entry("code", **X, **ONE), entry("werk", **X)

    found = resolved([owner, owner_again, victim, truth])

    assert groups(found) == {together(owner, owner_again), together(victim, truth)}
    assert pair(owner, victim) in found.open


def test_a_person_joins_what_the_rules_keep_apart() -> None:
    a, b, c = entry("ladder", **X, **ONE), entry("ladder", **X, **TWO), entry("code", **X, **TWO)

    found = resolved([a, b, c], {pair(a, b): Verdict.SAME})

    assert groups(found) == {together(a, b, c)}


def test_a_person_parts_what_the_rules_join() -> None:
    a, b = entry("ladder", **X, **ONE), entry("code", **X, **ONE)

    found = resolved([a, b], {pair(a, b): Verdict.DIFFERENT})

    assert groups(found) == set()
    assert found.open == set()


@pytest.mark.parametrize("apart", [Verdict.DIFFERENT, Verdict.RELATED])
def test_a_persons_different_keeps_whole_clusters_apart(apart: Verdict) -> None:
    a, b = entry("ladder", **X, **ONE), entry("code", **X, **ONE)
    c, d = entry("leden", **X, **SITE), entry("werk", **X, **SITE)

    found = resolved([a, b, c, d], {pair(a, c): apart})

    assert groups(found) == {together(a, b), together(c, d)}
    assert found.open == set()


def test_two_people_who_contradict_each_other_are_asked_again() -> None:
    a, b, c = entry("ladder", **X), entry("code", **X), entry("leden", **X)
    said = {pair(a, b): Verdict.SAME, pair(b, c): Verdict.SAME, pair(a, c): Verdict.DIFFERENT}

    found = resolved([a, b, c], said)

    assert groups(found) == set()
    assert found.open == {pair(a, b), pair(b, c)}


def test_a_word_about_an_entry_that_is_not_there_is_kept_for_later() -> None:
    a, b = entry("ladder", **X), entry("code", **X)

    found = resolved([a, b], {(a.entry, 999_999): Verdict.SAME, (b.entry, 999_999): Verdict.DIFFERENT})

    assert groups(found) == {together(a, b)}


def test_an_unsure_pair_that_stronger_evidence_settled_is_not_asked() -> None:
    a, b = entry("ladder", **X), entry("code", **X)
    branch, same_branch = (entry(r, name="Groenwerk", city="Deventer", **SITE) for r in ("ladder", "code"))

    assert resolved([a, b, branch, same_branch]).open == set()


_shown = st.fixed_dictionaries(
    {
        "name": st.sampled_from(
            ["Groenwerk", "Stichting Groenwerk", "Groenwerk BV", "De Draad", "Groenwerk Zwolle"]
        )
    },
    optional={
        "city": st.sampled_from(
            ["Zwolle", "Zwolle", "Deventer", "Hengelo", "Hengelo (Gld)", "Hertme", "Zenderen"]
        ),
        "municipality": st.sampled_from(["Borne", "Zwolle"]),
        "postcode": st.sampled_from(["8011AA", "8011AB"]),
        "kvk": st.sampled_from(["11223344", "55667788", ("11223344", "55667788")]),
        "website": st.sampled_from(["groenwerk.nl", "draad.nl"]),
    },
)
_entries = st.lists(st.tuples(st.sampled_from("abcde"), _shown), max_size=14)
_words = st.lists(
    st.tuples(
        st.integers(1, 14),
        st.integers(1, 14),
        st.sampled_from([Verdict.SAME, Verdict.DIFFERENT, Verdict.RELATED]),
    )
)
Shown = list[tuple[str, dict[str, Value]]]
Words = list[tuple[int, int, str]]


def records_of(shown: Shown) -> list[Record]:
    return [entry(register, number, **values) for number, (register, values) in enumerate(shown, 1)]


def words_of(words: Words, size: int) -> dict[Pair, Verdict]:
    return {(a, b): Verdict(word) for a, b, word in words if a < b <= size}


@settings(max_examples=100)
@given(_entries, _words, st.randoms(use_true_random=False))
def test_the_order_of_entries_and_words_makes_no_difference(
    shown: Shown, words: Words, rnd: random.Random
) -> None:
    records, decided = records_of(shown), words_of(words, len(shown))
    shuffled, said = list(records), list(decided.items())
    rnd.shuffle(shuffled)
    rnd.shuffle(said)

    assert resolved(shuffled, dict(said)) == resolved(records, decided)


@settings(max_examples=100)
@given(_entries, _words, st.randoms(use_true_random=False))
def test_the_numbers_of_entries_make_no_difference(shown: Shown, words: Words, rnd: random.Random) -> None:
    records, decided = records_of(shown), words_of(words, len(shown))
    numbers = rnd.sample(range(100), len(records))
    other = {r.entry: number for r, number in zip(records, numbers, strict=True)}

    def renumbered(pairs: Iterable[Pair]) -> set[Pair]:
        return {(min(other[a], other[b]), max(other[a], other[b])) for a, b in pairs}

    before = resolved(records, decided)
    after = resolved(
        [replace(r, entry=other[r.entry]) for r in records],
        {next(iter(renumbered([p]))): verdict for p, verdict in decided.items()},
    )

    assert set(after.clusters) == {frozenset(other[e] for e in members) for members in before.clusters}
    assert (after.held, after.open) == (renumbered(before.held), renumbered(before.open))


@settings(max_examples=100)
@given(_entries)
def test_no_cluster_holds_what_excludes_each_other(shown: Shown) -> None:
    records = {r.entry: r for r in records_of(shown)}

    found = resolved(records.values())

    assert sorted(e for members in found.clusters for e in members) == sorted(records)
    for members in found.clusters:
        for a, b in ((records[x], records[y]) for x, y in combinations(sorted(members), 2)):
            assert not (a.kvk and b.kvk) or a.kvk & b.kvk
            assert a.register != b.register or a.kvk & b.kvk
            assert not (a.kvk & b.kvk and miscopied(a, b))


@settings(max_examples=100)
@given(_entries, _words)
def test_a_persons_different_or_related_always_holds(shown: Shown, words: Words) -> None:
    decided = words_of(words, len(shown))

    found = resolved(records_of(shown), decided)

    homes = {e: members for members in found.clusters for e in members}
    assert all(homes[a] is not homes[b] for (a, b), verdict in decided.items() if verdict is not Verdict.SAME)


@settings(max_examples=100)
@given(_entries)
def test_an_open_pair_never_lies_within_a_cluster(shown: Shown) -> None:
    found = resolved(records_of(shown))

    homes = {e: members for members in found.clusters for e in members}
    assert all(homes[a] is not homes[b] for a, b in found.open)
