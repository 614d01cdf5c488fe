# SPDX-License-Identifier: EUPL-1.2
"""An invented market: the same each time, and with every trap that it promises."""

from __future__ import annotations

import pytest

from bench.market import REPORTING, TUNING, Market, invent, other_habits
from bench.market.measure import true_pairs
from kapstok.core.identifiers import kvk, postcode, rsin
from kapstok.regions.gazetteer import gazetteer


@pytest.fixture(scope="module")
def market() -> Market:
    return invent(1, 1_200)


def test_a_seed_gives_one_market_and_another_seed_another(market: Market) -> None:
    assert invent(1, 1_200).entries == market.entries
    assert invent(2, 1_200).entries != market.entries


def test_no_seed_is_for_tuning_and_for_reporting() -> None:
    assert set(TUNING).isdisjoint(REPORTING)


def test_four_registers_show_companies_that_partly_overlap(market: Market) -> None:
    count = len(market.companies)
    assert {entry.register for entry in market.entries} == {"ladder", "code", "leden", "cedris"}
    assert 1.2 < len(market.entries) / count < 1.6
    assert 0.5 < len(true_pairs(market.entries)) / count < 0.9


def test_numbers_and_sites_are_known_of_about_half_the_entries(market: Market) -> None:
    shares = {
        fact: sum(fact in entry.values for entry in market.entries) / len(market.entries)
        for fact in ("kvk", "website", "postcode")
    }
    assert 0.42 < shares["kvk"] < 0.56
    assert 0.55 < shares["website"] < 0.70
    assert 0.45 < shares["postcode"] < 0.65


def test_registers_with_other_habits_show_more_or_less(market: Market) -> None:
    sparing = invent(1, 1_200, other_habits(kvk=0.4, website=1.5, address=1.0, plain=1.0)).entries
    numbers = sum("kvk" in entry.values for entry in sparing) / len(sparing)
    sites = sum("website" in entry.values for entry in sparing) / len(sparing)
    assert numbers < 0.25
    assert sites > 0.7


def test_every_trap_is_laid(market: Market) -> None:
    laid = {trap for entry in market.entries for trap in entry.traps}
    assert laid >= {
        "form dropped", "form moved", "shortened", "abbreviated", "words moved", "words added", "other trade word",
        "typo", "acronym", "article", "ampersand", "split", "both names", "statutory name only", "municipality as city",
        "moved address", "no kvk", "wrong kvk", "kvk with dots", "kvk without its zero", "kvk with branch digits",
        "e-mail for a website", "platform for a website", "another website", "no place",
    }  # fmt: skip
    assert {one.likeness for one in market.companies} >= {
        "sister", "branch", "namesake elsewhere", "namesake in town", "other trade",
    }  # fmt: skip


def test_two_companies_never_have_one_number(market: Market) -> None:
    numbers = [one.kvk for one in market.companies]
    assert len(set(numbers)) == len(numbers)
    assert all(kvk(number) == number for number in numbers)
    assert all(rsin(one.rsin) for one in market.companies if one.rsin)


def test_a_sister_has_another_number_and_a_branch_another_town_on_one_site(market: Market) -> None:
    sisters = [one for one in market.companies if one.likeness == "sister"]
    branches = [one for one in market.companies if one.likeness == "branch"]
    assert all(one.kvk != market.companies[one.kin or 0].kvk for one in sisters)
    assert all(one.domain == market.companies[one.kin or 0].domain for one in branches)
    assert all(one.town.name in one.name.text for one in branches)
    assert all(one.town != market.companies[one.kin or 0].town for one in branches)


def test_a_postcode_lies_in_the_town_of_its_company(market: Market) -> None:
    for one in market.companies[:100]:
        assert postcode(one.postcode)
        assert gazetteer().locate(postcode=one.postcode).municipality == one.town.code
