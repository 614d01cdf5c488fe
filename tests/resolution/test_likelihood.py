# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.resolution.likelihood import Likelihood, bounds, likelihood, share


@pytest.mark.parametrize(("score", "chance"), [(0.0, 0.5), (1.0, 2 / 3), (-1.0, 1 / 3), (10.0, 1024 / 1025)])
def test_each_bit_doubles_the_odds(score: float, chance: float) -> None:
    assert share(score) == pytest.approx(chance)


@given(st.floats(allow_nan=False))
def test_every_weight_has_a_share_and_falls_in_the_step_whose_bounds_hold_it(score: float) -> None:
    assert 0 <= share(score) <= 1
    least, below = bounds(likelihood(score))
    assert least is None or least <= score
    assert below is None or score < below


def test_no_weight_is_no_step_of_any_weight() -> None:
    assert likelihood(None) is Likelihood.UNKNOWN
    assert bounds(Likelihood.UNKNOWN) == (None, None)
