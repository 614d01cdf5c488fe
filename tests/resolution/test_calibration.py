# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import random
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.resolution.calibration import BandOfBits, Calibration, calibrated


def told(shift: float, count: int, wrong: float = 0.0) -> list[tuple[float, bool]]:
    """Pairs of which numbers tell, on a list that is surer than thought by `shift` bits."""
    rnd = random.Random(8)
    bits = [rnd.uniform(-6, 12) for _ in range(count)]
    truths = [(one, rnd.random() < Calibration(shift).probability(one)) for one in bits]
    return [(one, same and rnd.random() >= wrong) for one, same in truths]


@pytest.mark.parametrize("shift", [-3.0, 0.0, 2.0])
def test_a_shift_of_the_whole_list_is_found_though_some_numbers_are_wrong(shift: float) -> None:
    pairs = told(shift, 20_000, wrong=0.02)

    assert calibrated([bits for bits, _ in pairs], pairs).shift == pytest.approx(shift, abs=0.35)


def test_a_few_rows_do_not_overthrow_what_is_known_and_none_change_nothing() -> None:
    few = told(-5.0, 3)

    assert -1.5 < calibrated([], few).shift <= 0
    assert calibrated([], []) == Calibration()


def test_a_handful_of_wrong_numbers_among_sure_pairs_makes_them_no_less_sure() -> None:
    sure = [(11.5, number >= 2) for number in range(100)]

    assert calibrated([], sure).probability(11.5) > 0.99


@given(st.lists(st.tuples(st.floats(-60, 60), st.booleans()), max_size=60))
def test_whatever_is_told_probabilities_are_probabilities_and_never_fall(
    pairs: list[tuple[float, bool]],
) -> None:
    found = calibrated([bits for bits, _ in pairs], pairs)

    shares = [found.probability(bits / 2) for bits in range(-80, 81)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    assert sum(row.pairs for row in found.table) == sum(row.told for row in found.table) == len(pairs)
    assert sum(row.right for row in found.table) == sum(same for _, same in pairs)


def test_the_table_says_how_many_were_expected_and_seen_to_be_right() -> None:
    found = calibrated([4.2, 4.9, -40.0, 99.0], [(4.2, True), (4.9, False)])

    lowest, middle, highest = found.table
    assert (lowest.low, lowest.high, lowest.pairs, lowest.observed) == (None, -5.0, 1, None)
    assert (middle.low, middle.high, middle.told, middle.observed) == (4.0, 5.0, 2, 0.5)
    assert (highest.low, highest.high, highest.pairs) == (12.0, None, 1)
    assert middle.expected == pytest.approx(found.probability(4.5))


def test_nothing_is_observed_where_nothing_was_told() -> None:
    assert BandOfBits(None, 0.0, 3, 0.1, 0, 0).observed is None


def test_the_surest_are_right_together_as_often_as_asked_and_each_as_often() -> None:
    bits = [20.0] * 90 + [6.0] * 10 + [2.0] * 5 + [-3.0] * 100

    least = Calibration().surest(bits, wanted=0.995, each=0.95)

    assert least == 6.0
    chosen = [Calibration().probability(one) for one in bits if one >= least]
    assert sum(chosen) / len(chosen) >= 0.995
    assert Calibration().surest(bits, wanted=0.995, each=0.999) == 20.0


def test_where_nothing_is_sure_nothing_is_the_surest() -> None:
    assert Calibration().surest([-2.0, 0.0], wanted=0.995, each=0.95) == inf
    assert Calibration().surest([], wanted=0.995, each=0.95) == inf
