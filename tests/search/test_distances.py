# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.search.distances import counted, kilometres
from kapstok.search.shapes import Point

ZWOLLE, DEVENTER, ARNHEM = Point(52.5168, 6.0830), Point(52.2661, 6.1552), Point(51.9851, 5.8987)
POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def test_distances_are_those_of_the_map() -> None:
    assert kilometres(ZWOLLE, DEVENTER) == pytest.approx(28.3, abs=0.2)
    assert kilometres(ZWOLLE, ARNHEM) == pytest.approx(60.4, abs=0.4)
    assert kilometres(Point(52.0, 179.9), Point(52.0, -179.9)) == pytest.approx(13.7, abs=0.1)


@given(POINTS, POINTS)
def test_a_distance_is_the_same_both_ways_and_never_more_than_half_the_earth(
    one: Point, other: Point
) -> None:
    assert kilometres(one, other) == pytest.approx(kilometres(other, one))
    assert 0 <= kilometres(one, other) <= 20_016
    assert kilometres(one, one) == 0


def test_each_step_counts_all_within_it() -> None:
    assert counted(ZWOLLE, {ZWOLLE: 3, DEVENTER: 2, ARNHEM: 1}) == {5: 3, 10: 3, 25: 3, 50: 5}
