# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest

from bench.known_pairs import records_of
from bench.market import invent
from kapstok.resolution.candidates import Index, candidate_pairs, without_platforms
from kapstok.resolution.records import Value
from tests.resolution.entries import entry
from tests.resolution.judging import pair

X = {"name": "Groenwerk"}
ZWOLLE = {"city": "Zwolle"}
SITE = {"website": "groenwerk.nl"}


def test_most_entries_of_one_company_are_a_pair_and_pairs_are_few() -> None:
    market = invent(3, size=400)
    records = records_of(market)
    of_one = defaultdict(list)
    for number, shown in enumerate(market.entries):
        of_one[shown.truth].append(number)
    wanted = {two for entries in of_one.values() for two in combinations(entries, 2)}

    found = candidate_pairs(records)

    assert len(wanted & found) / len(wanted) > 0.95
    assert len(found) < 20 * len(records)


def test_two_entries_of_one_register_are_a_pair_only_when_they_share_a_number() -> None:
    alike = [entry("ladder", **X, **SITE, **ZWOLLE) for _ in range(2)]
    numbered = [entry("ladder", name="Draad", city="Deventer", kvk="11223344") for _ in range(2)]

    assert candidate_pairs([*alike, *numbered]) == {pair(*numbered)}


KNOWN: list[tuple[str, dict[str, Value], dict[str, Value], bool]] = [
    ("a number", {"name": "Vlinder", "kvk": "11223344"}, {"kvk": "1122.3344"}, True),
    (
        "an RSIN out of a VAT number",
        {"name": "Vlinder", "rsin": "812345605"},
        {"vat": "NL812345605B01"},
        True,
    ),
    ("a site", {"name": "Vlinder"} | SITE, {"email": "a@groenwerk.nl"}, True),
    ("a name", {"name": "Vlindertuin"}, {"name": "De Vlindertuin B.V."}, True),
    ("a name that is a site", {"name": "Vlindertuin"}, {"website": "vlindertuin.nl"}, True),
    ("a core beside another trade word", {"name": "Vlinder Catering"}, {"name": "Vlinder Horeca"}, True),
    ("words in another order", {"name": "Draad & Naald"}, {"name": "Naald en Draad"}, True),
    ("a postcode", {"name": "Vlinder", "postcode": "8011 AA"}, {"name": "Kans", "postcode": "8011aa"}, True),
    (
        "the start of a name in one place",
        {"name": "Vlindertuin"} | ZWOLLE,
        {"name": "Vlinderpark"} | ZWOLLE,
        True,
    ),
    (
        "an abbreviation in one place",
        {"name": "VZK"} | ZWOLLE,
        {"name": "Vlinder Zon Kaarsjes"} | ZWOLLE,
        True,
    ),
    ("the start of a name in two places", {"name": "Vlindertuin"} | ZWOLLE, {"name": "Vlinderpark"}, False),
    ("a place", {"name": "Vlinder"} | ZWOLLE, {"name": "Kans"} | ZWOLLE, False),
    ("a mailbox provider", {"name": "Vlinder", "email": "a@gmail.com"}, {"email": "a@gmail.com"}, False),
    ("nothing", {"name": "Vlinder"}, {}, False),
]


@pytest.mark.parametrize(
    ("shown", "asked", "found"), [one[1:] for one in KNOWN], ids=[one[0] for one in KNOWN]
)
def test_what_makes_two_records_a_pair_in_a_list_as_among_entries(
    shown: dict[str, Value], asked: dict[str, Value], found: bool
) -> None:
    known, other = entry("ladder", **shown), entry("code", **asked)

    assert (known.entry in Index([known]).candidates(other)) is found
    assert bool(candidate_pairs([known, other])) is found


def test_what_a_crowd_of_known_records_shares_leads_to_none_of_them() -> None:
    crowd = [entry(f"register {number}", **X, **ZWOLLE, **SITE) for number in range(200)]

    assert Index(crowd).candidates(entry("list", **X, **ZWOLLE, **SITE)) == set()


def test_a_large_chain_is_compared_within_each_place() -> None:
    cities = (
        "Zwolle",
        "Deventer",
        "Almelo",
        "Apeldoorn",
        "Arnhem",
        "Borne",
        "Ede",
        "Epe",
        "Raalte",
        "Wierden",
    )
    chain = [
        entry(register, **X, **SITE, city=city) for city in cities * 6 for register in ("ladder", "code")
    ]

    assert len(candidate_pairs(chain)) == len(cities) * 6 * 6


def test_a_site_that_one_register_shows_for_unlike_names_is_a_platform() -> None:
    tenants = [entry("ladder", name=name, **SITE, **ZWOLLE) for name in ("De Draad", "Kans", "Bakkers")]
    other = entry("code", name="Vlinder", **SITE, **ZWOLLE)

    assert {r.domain for r in without_platforms([*tenants, other])} == {None}


def test_a_site_that_a_group_shares_under_one_name_stays_a_site() -> None:
    group = [entry("ladder", name=name, **SITE, **ZWOLLE) for name in ("WVS", "WVS Groen", "WVS Schoonmaak")]

    assert {r.domain for r in without_platforms(group)} == {"groenwerk.nl"}


def test_a_fact_that_a_crowd_shares_does_not_make_all_pairs() -> None:
    crowd = [entry(f"register {i % 5}", **X, **ZWOLLE, **SITE) for i in range(3_000)]

    assert candidate_pairs(crowd) == set()
