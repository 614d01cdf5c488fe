# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from kapstok.resolution.bands import SHIPPED, worth


def test_what_is_sure_lies_above_what_a_person_looks_at() -> None:
    assert SHIPPED.look < 0 < SHIPPED.same


@given(st.floats(allow_nan=False), st.integers(1, 10_000))
def test_a_decision_is_worth_something_from_nothing_to_a_thousand_for_two_single_entries(
    bits: float, entries: int
) -> None:
    assert 0 <= worth(bits, 1) <= 1_000
    assert worth(bits, 1) <= worth(bits, entries) <= 1_000 * entries


def test_it_is_worth_most_where_the_odds_are_even_and_many_entries_are_brought_together() -> None:
    assert worth(0.0, 1) == 1_000
    assert worth(0.0, 1) > worth(3.0, 1) > worth(9.0, 1)
    assert worth(3.0, 1) == worth(-3.0, 1)
    assert worth(0.0, 4) == 2_000


def test_what_nobody_weighed_or_what_is_plain_is_worth_nothing() -> None:
    assert worth(None, 9) == 0
    assert worth(inf, 1) == worth(-inf, 1) == 0
