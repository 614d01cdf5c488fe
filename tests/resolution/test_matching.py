# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import random
from itertools import product

import pytest

from kapstok.resolution.enums import Verdict
from kapstok.resolution.matching import (
    borne_out,
    contradicts,
    doubts,
    exclude,
    may_be_related,
    only_neighbours,
)
from kapstok.resolution.reasons import CONTESTED, MISCOPIED
from kapstok.resolution.records import Value
from tests.resolution.entries import entry
from tests.resolution.judging import pair, thought, thought_of

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE
JOINED, APART, ASKED = {SAME}, {DIFFERENT, UNSURE}, {UNSURE}
TWO = {DIFFERENT}

Shown = dict[str, Value]
X: Shown = {"name": "De Vlindertuin"}
ZWOLLE: Shown = {"city": "Zwolle"}
DEVENTER: Shown = {"city": "Deventer"}
SITE: Shown = {"website": "vlindertuin.nl"}
OTHER_SITE: Shown = {"website": "https://hetandere.nl"}
HOME: Shown = {"city": "Zwolle", "postcode": "8011 AA", "street": "Brink 1"}
KVK: Shown = {"kvk": "11223344"}
OTHER_KVK: Shown = {"kvk": "55667788"}
WHOLE: Shown = X | HOME | SITE
FOUNDATION: Shown = WHOLE | {"name": "Stichting De Vlindertuin"}
COMPANY: Shown = WHOLE | {"name": "De Vlindertuin B.V."}
HOLDING: Shown = WHOLE | {"name": "De Vlindertuin Holding"}
FIRM: Shown = WHOLE | {"name": "De Vlindertuin v.o.f."}
TENANT: Shown = {"name": "Huurder BV", "phone": "038-1234567"}
ALMERE: Shown = WHOLE | {"name": "De Vlindertuin Almere"}
HILVERSUM: Shown = WHOLE | {"name": "De Vlindertuin Hilversum"}

CASES: list[tuple[str, Shown, Shown, set[Verdict]]] = [
    ("all but the number", WHOLE, WHOLE, JOINED),
    ("all, the number once", WHOLE | KVK, WHOLE, JOINED),
    ("name, place and site", X | ZWOLLE | SITE, X | ZWOLLE | SITE, JOINED),
    ("name and address", X | HOME, X | HOME, JOINED),
    ("name, place and mailbox", X | ZWOLLE | {"email": "a@vlindertuin.nl"}, X | ZWOLLE | SITE, JOINED),
    ("one number, one name", X | KVK, X | KVK, JOINED),
    ("one number, all else equal", WHOLE | KVK, WHOLE | KVK, JOINED),
    ("one of several numbers", WHOLE | {"kvk": ("11223344", "55667788")}, WHOLE | OTHER_KVK, JOINED),
    ("one number, another name at one place", WHOLE | KVK, WHOLE | {"name": "Kansrijk Zuid"} | KVK, JOINED),
    ("a trade name beside a statutory name", WHOLE | {"name": "Hoed", "statutory_name": "Vlindertuin"}, WHOLE, JOINED),
    ("form dropped, one address", COMPANY, WHOLE, JOINED),
    ("form moved", FOUNDATION, WHOLE | {"name": "Vlindertuin (Stichting)"}, JOINED),
    ("a slip of the pen", WHOLE | {"name": "De Vlindertiun"}, WHOLE, JOINED),
    ("own place in the name", WHOLE | {"name": "De Vlindertuin Zwolle"}, WHOLE, JOINED),
    ("second name of a city", X | SITE | {"city": "Den Haag"}, X | SITE | {"city": "'s-Gravenhage"}, JOINED),
    ("another number, all else equal", WHOLE | KVK, WHOLE | OTHER_KVK, TWO),
    ("a number on one digit", WHOLE | KVK, WHOLE | {"kvk": "11223345"}, ASKED),
    ("a foundation and its company", FOUNDATION, COMPANY, ASKED),
    ("two companies of one name", FIRM, COMPANY, ASKED),
    ("a company and its holding", WHOLE, HOLDING, APART),
    ("branches by name on one site", ALMERE, HILVERSUM, APART),
    ("branches by place on one site", X | SITE | ZWOLLE, X | SITE | DEVENTER, APART),
    ("a namesake in another city", X | ZWOLLE, X | DEVENTER, APART),
    ("a namesake elsewhere, all else known", WHOLE, X | OTHER_SITE | DEVENTER | {"postcode": "7411 BB"}, APART),
    ("a name alone", X, X, APART),
    ("a name, the place of one unknown", X | ZWOLLE, X, APART),
    ("an address alone", HOME | {"name": "Kansrijk Zuid"}, X | HOME, APART),
    ("another trade at one address", HOME | {"name": "Vlinder Catering"}, HOME | {"name": "Vlinder Schoonmaak"}, APART),
    ("two tenants of one building", HOME | {"name": "Huurder BV"}, HOME | {"name": "Kansrijk BV"}, TWO),
    ("two tenants with one telephone", HOME | TENANT, HOME | TENANT | {"name": "Kansrijk BV"}, APART),
    ("two brothers in one house", HOME | {"name": "J. Jansen"}, HOME | {"name": "P. Jansen"}, APART),
    ("another digit", ZWOLLE | {"name": "Werkplaats 1"}, ZWOLLE | {"name": "Werkplaats 2"}, APART),
    ("copied: another name in another place", WHOLE | KVK, {"name": "Kansrijk Zuid"} | DEVENTER | KVK, ASKED),
    ("a platform", X | {"website": "facebook.com/x"}, {"name": "Kansrijk", "website": "facebook.com/y"}, TWO),
    ("nothing in common", X | ZWOLLE, {"name": "Kansrijk"} | DEVENTER, TWO),
    ("nothing known", {}, {}, TWO),
]  # fmt: skip


def test_what_is_thought_of_two_entries_in_either_order() -> None:
    there = thought_of([(entry("ladder", **a), entry("code", **b)) for _, a, b, _ in CASES])
    back = thought_of([(entry("code", **b), entry("ladder", **a)) for _, a, b, _ in CASES])

    verdicts = [
        (case[0], found.verdict if found else DIFFERENT) for case, found in zip(CASES, there, strict=True)
    ]
    assert [one for one, case in zip(verdicts, CASES, strict=True) if one[1] not in case[3]] == []
    assert back == there


def test_two_entries_of_one_register_are_two_companies_unless_they_share_a_number() -> None:
    twins = entry("ladder", **WHOLE), entry("ladder", **WHOLE)
    numbered = entry("ladder", **WHOLE, **KVK), entry("ladder", **WHOLE, **KVK)

    unnumbered, shared = thought_of([twins, numbered])

    assert unnumbered is None
    assert shared is not None
    assert (shared.verdict, shared.numbered) == (SAME, True)


def test_contradicting_numbers_are_never_one_company_whatever_else_there_is() -> None:
    names = ("De Vlindertuin", "Stichting De Vlindertuin", "De Vlindertuin Zwolle", "Vlindertuin")
    shown: list[Shown] = [
        {"name": name, **more} for name, more in product(names, (HOME, HOME | SITE, SITE, DEVENTER))
    ]
    pairs = [(entry("ladder", **a, **KVK), entry("code", **b, **OTHER_KVK)) for a, b in product(shown, shown)]

    assert set(thought_of(pairs)) == {None}


def test_more_agreement_is_stronger_evidence_and_a_number_is_the_strongest() -> None:
    whole = WHOLE | KVK
    shown: list[Shown] = [X | ZWOLLE | SITE, X | HOME | SITE, whole]

    found = thought_of([(entry("ladder", **one), entry("code", **whole)) for one in shown])

    strengths = [one.strength for one in found if one]
    assert strengths == sorted(set(strengths))
    assert len(strengths) == len(shown)
    assert strengths[-1] - strengths[-2] > 500


def test_an_entry_that_fits_two_companies_is_joined_to_neither_for_certain() -> None:
    rnd = random.Random(4)
    one, two = entry("ladder", **X, **ZWOLLE, **KVK), entry("code", **X, **ZWOLLE, **OTHER_KVK)
    between = entry("leden", **X, **ZWOLLE)
    records = [one, two, between]
    rnd.shuffle(records)

    found = thought(records)

    assert pair(one, two) not in found
    assert {found[pair(known, between)].verdict for known in (one, two) if pair(known, between) in found} <= {
        UNSURE
    }


def test_the_reasons_are_short_dutch_phrases_that_hold_no_value() -> None:
    joined, apart = thought_of(
        [
            (entry("ladder", **WHOLE), entry("code", **WHOLE)),
            (
                entry("ladder", **WHOLE | {"name": "Stichting De Vlindertuin"}),
                entry("code", **WHOLE | {"kvk": "11223345", "name": "Vlindertuin"}),
            ),
        ]
    )

    assert joined is not None
    assert apart is not None
    assert {"zelfde naam", "zelfde website", "zelfde postcode", "zelfde adres", "zelfde plaats"} <= set(
        joined.why
    )
    assert not any(
        value in " ".join((*joined.why, *apart.why)).casefold() for value in ("vlinder", "8011", "brink")
    )


CONTRADICTIONS = [
    ({"kvk": "slip"}, True),
    ({"form": "foundation"}, True),
    ({"form": "other"}, True),
    ({"form": "foundation", "kvk": "equal", "core": "equal"}, False),
    ({"form": "foundation shown once"}, False),
    ({"municipality": "other"}, True),
    ({"given": "other"}, True),
    ({"name_place": "other"}, True),
    ({"municipality": "other", "kvk": "equal", "core": "equal"}, False),
    ({"part": "other", "core": "equal"}, True),
    ({"part": "other", "core": "other"}, False),
    ({"kvk": "equal", "core": "other"}, True),
    ({"kvk": "equal", "core": "other", "domain": "equal"}, False),
    ({"kvk": "equal", "core": "other", "municipality": "town"}, False),
    ({"core": "equal", "domain": "other"}, False),
]


@pytest.mark.parametrize(("held", "never"), CONTRADICTIONS)
def test_what_never_joins_unseen(held: dict[str, str], never: bool) -> None:
    assert contradicts(held) is never


BEARERS = [
    ({"kvk": "equal"}, True),
    ({"rsin": "equal"}, True),
    ({"domain": "equal"}, True),
    ({"contact": "equal", "core": "alike"}, True),
    ({"contact": "equal", "core": "other"}, False),
    ({"core": "equal", "municipality": "town"}, True),
    ({"core": "equal", "postcode": "equal"}, True),
    ({"core": "within", "postcode": "equal"}, True),
    ({"core": "within", "municipality": "town"}, False),
    ({"core": "alike", "municipality": "town"}, False),
    ({"core": "equal"}, False),
    ({"core": "equal", "trade": "other", "municipality": "town"}, False),
    ({"postcode": "equal", "core": "other"}, False),
    ({"municipality": "town", "street": "equal"}, False),
]


@pytest.mark.parametrize(("held", "enough"), BEARERS)
def test_what_speaks_for_one_company_by_itself(held: dict[str, str], enough: bool) -> None:
    assert borne_out(held) is enough


def test_a_person_is_told_first_why_a_pair_waits() -> None:
    assert doubts({"kvk": "equal", "core": "other"}, 20.0) == (MISCOPIED,)
    assert doubts({"core": "equal"}, 0.0) == (CONTESTED,)
    assert doubts({"core": "equal"}, 20.0) == ()


def test_a_foundation_and_its_company_at_one_place_may_be_called_related() -> None:
    kin = {"core": "equal", "form": "foundation", "municipality": "town"}

    assert may_be_related(kin)
    assert not may_be_related(kin | {"municipality": "other"})
    assert not may_be_related(kin | {"kvk": "equal"})


def test_neighbours_share_an_address_and_nothing_of_their_own() -> None:
    neighbours = {"core": "other", "postcode": "equal", "street": "equal"}

    assert only_neighbours(neighbours)
    assert not any(
        only_neighbours(neighbours | {fact: "equal"}) for fact in ("kvk", "rsin", "domain", "contact")
    )
    assert not only_neighbours(neighbours | {"core": "alike"})


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (X | KVK, X | OTHER_KVK, True),
        (X | KVK, {"name": "Kansrijk"} | KVK, False),
        ({"name": "Stichting De Vlindertuin"}, {"name": "De Vlindertuin B.V."}, True),
        (X, {"name": "De Vlindertuin Holding"}, True),
        (X, {"name": "Kansrijk"}, False),
    ],
)
def test_which_two_entries_are_hardly_one_company(a: Shown, b: Shown, apart: bool) -> None:
    assert exclude(entry("ladder", **a), entry("code", **b)) is apart
    assert exclude(entry("code", **b), entry("ladder", **a)) is apart


def test_one_register_has_each_company_once() -> None:
    assert exclude(entry("ladder", **X), entry("ladder", name="Kansrijk"))
