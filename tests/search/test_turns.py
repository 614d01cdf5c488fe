# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kapstok.search.turns import CIRCLE, DRAWS, Turn, draws

KEYS = [f"onderneming-{number}" for number in range(40)]


def order(day: date, keys: list[str]) -> list[str]:
    turn = Turn.of(day)
    return sorted(keys, key=lambda key: turn.rank(draws(key)[turn.draw]))


def test_a_day_has_one_order_and_the_next_day_another() -> None:
    day = date(2026, 11, 22)
    assert order(day, KEYS) == order(day, KEYS[::-1])
    assert order(day, KEYS) != order(day + timedelta(1), KEYS)


def test_whoever_comes_or_goes_the_others_keep_their_order() -> None:
    day = date(2026, 11, 22)
    assert order(day, KEYS[5:]) == [key for key in order(day, KEYS) if key in KEYS[5:]]


def test_in_two_years_everyone_has_stood_among_the_first_ten() -> None:
    days = [date(2026, 1, 1) + timedelta(number) for number in range(730)]
    first = Counter(key for day in days for key in order(day, KEYS)[:10])
    fair = 730 * 10 / len(KEYS)
    assert set(first) == set(KEYS)
    assert max(first.values()) < 2 * fair
    assert min(first.values()) > fair / 2


@given(st.text(max_size=50), st.dates())
def test_every_key_has_a_turn_on_every_day(key: str, day: date) -> None:
    turn = Turn.of(day)
    assert len(draws(key)) == DRAWS
    assert 0 <= turn.start < CIRCLE
    assert 0 <= turn.rank(draws(key)[turn.draw]) < CIRCLE
