# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from itertools import combinations

from kapstok.resolution.candidates import candidate_pairs, without_platforms
from kapstok.resolution.enums import Verdict
from kapstok.resolution.matching import judge
from tests.resolution.entries import entry
from tests.resolution.invented import invented_region

X = {"name": "Groenwerk"}
ZWOLLE = {"city": "Zwolle"}
SITE = {"website": "groenwerk.nl"}


def test_every_pair_that_the_rules_link_is_a_candidate() -> None:
    records = invented_region(seed=3, size=80).records

    linked = {(a.entry, b.entry) for a, b in combinations(records, 2) if judge(a, b).verdict is Verdict.SAME}

    assert linked <= candidate_pairs(records)


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
