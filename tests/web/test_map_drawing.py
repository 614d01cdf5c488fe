# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kapstok.regions.gazetteer import gazetteer
from kapstok.regions.region_file import Area
from kapstok.web.map_drawing import WIDTH, Circle, drawing

EAST = Area(provinces=("Overijssel", "Gelderland")).codes
EVERYWHERE = [home.code for home in gazetteer().municipalities()]


def by_name(circles: tuple[Circle, ...]) -> dict[str, Circle]:
    return {circle.name: circle for circle in circles}


def test_more_is_larger_and_north_is_up():
    found = by_name(drawing({"GM0193": 40, "GM0202": 10, "GM0153": 0}, (), EAST).circles)
    assert set(found) == {"Zwolle", "Arnhem"}
    assert found["Zwolle"].radius > found["Arnhem"].radius
    assert found["Zwolle"].y < found["Arnhem"].y


def test_it_shows_only_the_municipalities_that_the_list_is_limited_to():
    found = drawing({"GM0193": 40, "GM0202": 10}, ("GM0202",), EAST)
    assert [(circle.name, circle.count) for circle in found.circles] == [("Arnhem", 10)]


def test_the_frame_is_that_of_the_area_so_that_it_stays_from_question_to_question():
    one, other = drawing({"GM0193": 40}, (), EAST), drawing({"GM0193": 1, "GM0202": 3}, (), EAST)
    assert one.height == other.height
    assert by_name(one.circles)["Zwolle"].x == by_name(other.circles)["Zwolle"].x
    assert len(one.dots) == len(EAST) - 1


def test_what_is_no_municipality_is_not_drawn():
    assert drawing({"<script>": 3}, (), EAST).circles == ()
    assert drawing({}, (), frozenset()).circles == ()


def test_the_table_goes_by_name():
    counts = {"GM0193": 40, "GM0202": 10, "GM0200": 3}
    assert [circle.name for circle in drawing(counts, (), EAST).rows] == ["Apeldoorn", "Arnhem", "Zwolle"]


@given(st.dictionaries(st.sampled_from(EVERYWHERE), st.integers(1, 5_000), max_size=80))
def test_every_circle_lies_within_the_drawing_and_no_two_names_lie_over_each_other(counts: dict[str, int]):
    found = drawing(counts, (), EAST)
    assert len(found.circles) == len(counts)
    for circle in found.circles:
        assert 0 <= circle.x <= WIDTH
        assert 0 <= circle.y <= found.height
    named = [circle for circle in found.circles if circle.is_named]
    for one, other in combinations(named, 2):
        wide = (len(one.name) + len(other.name)) * 6.6 / 2
        assert abs(one.x - other.x) >= wide - 1 or abs(one.name_y - other.name_y) >= 13
    for one in named:
        for other in found.circles:
            beside = abs(one.x - other.x) >= other.radius + len(one.name) * 6.6 / 2 - 1
            line = one.y + one.radius, one.y + one.radius + 14
            assert beside or line[1] <= other.y - other.radius or line[0] >= other.y + other.radius
