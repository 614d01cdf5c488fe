# SPDX-License-Identifier: EUPL-1.2
"""What the second look is fitted to: pairs with their truth, without those that the rules decide alone."""

from __future__ import annotations

from math import inf

import pytest

from bench import known_pairs
from bench.fitting import Known
from bench.market import creditors, invent
from kapstok.resolution.matching import contradicts
from kapstok.resolution.model.alternatives import levels_of
from kapstok.resolution.model.weights import shipped

MARKET = invent(1, 300)


@pytest.fixture(scope="module")
def of_entries() -> list[Known]:
    return list(known_pairs.of_entries(MARKET, shipped("entries")))


def test_most_pairs_of_many_bits_are_one_company_and_few_of_little(of_entries: list[Known]) -> None:
    many = [one.same for one in of_entries if one.bits > 8]
    few = [one.same for one in of_entries if one.bits < -8]
    assert sum(many) / len(many) > 0.9
    assert sum(few) / len(few) < 0.3


def test_what_contradicts_is_left_out(of_entries: list[Known]) -> None:
    assert of_entries
    assert not any(contradicts(levels_of(one.levels)) for one in of_entries)


def test_a_row_of_a_list_gives_at_most_one_pair_with_its_rival() -> None:
    rows = creditors(MARKET, 1, 300, known_share=0.5)
    known = list(known_pairs.of_list(MARKET, rows, shipped("list")))
    assert 90 < len(known) <= 300
    assert sum(one.same for one in known) > 90
    assert all(one.rival == -inf or one.rival <= one.bits for one in known)
