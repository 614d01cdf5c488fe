# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.regions.gazetteer import gazetteer
from kapstok.regions.region_file import Area
from kapstok.web.around import around, distance_words, is_rough

EAST = Area(provinces=("Overijssel", "Gelderland"))
OVERIJSSEL = Area(provinces=("Overijssel",))


@pytest.mark.parametrize("text", ["8011", "8011AB", "8011 ab", " 8011 AB "])
def test_a_postcode_may_be_typed_in_any_way_and_four_digits_are_enough(text: str):
    found = around(text, EAST)
    assert found.point is not None
    assert found.name == "postcode 8011 (Zwolle)"


@pytest.mark.parametrize(
    ("text", "name"),
    [("Zwolle", "Zwolle"), ("raalte", "Raalte"), ("Gemeente Zwolle", "Zwolle"), ("GM0193", "Zwolle"),
     ("Den Haag", "Den Haag"), ("Hengelo (Gld)", "Hengelo")],
)  # fmt: skip
def test_a_place_or_municipality_may_be_named(text: str, name: str):
    found = around(text, EAST)
    assert found.point is not None
    assert found.name.startswith(name)


@pytest.mark.parametrize("text", ["0000", "99999", "Atlantis", "\u202e8011", "x" * 10_000, "<b>", "'; --"])
def test_what_is_nowhere_is_unknown(text: str):
    found = around(text, EAST)
    assert found.is_unknown
    assert found.choices == ()


def test_nothing_is_not_unknown():
    assert not around("", EAST).is_unknown


def test_of_several_places_the_only_one_in_the_area_is_meant():
    found = around("Hengelo", OVERIJSSEL)
    assert found.point is not None
    assert found.point.lat == pytest.approx(52.27, abs=0.02)
    assert found.choices == ()


def test_of_several_places_the_one_that_names_its_municipality_is_meant_and_the_others_can_be_chosen():
    found = around("Hengelo", EAST)
    assert found.point is not None
    assert found.choices == ("Hengelo (Bronckhorst)",)


def test_where_it_may_be_any_all_can_be_chosen_and_each_choice_is_one_place():
    found = around("Bergen", EAST)
    assert found.point is None
    assert len(found.choices) > 1
    for choice in found.choices:
        assert around(choice, EAST).point is not None, choice
        assert around(choice, EAST).choices == (), choice


@given(st.text(max_size=60))
def test_any_text_is_a_place_or_none(text: str):
    around(text, EAST)


def test_a_point_is_rough_when_only_the_municipality_is_known():
    centre = gazetteer().municipality("GM0193")
    assert is_rough(centre.lat, centre.lon, "GM0193")
    assert not is_rough(52.5112, 6.0907, "GM0193")
    assert not is_rough(52.5112, 6.0907, None)


@pytest.mark.parametrize(
    ("km", "rough", "said"),
    [
        (0.2, False, "minder dan 1 km"),
        (0.2, True, "ongeveer 1 km"),
        (4.4, False, "4 km"),
        (31.6, True, "ongeveer 32 km"),
    ],
)
def test_a_distance_is_said_as_exactly_as_it_is_known(km: float, rough: bool, said: str):
    assert distance_words(km, rough) == said
