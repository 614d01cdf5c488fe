# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from itertools import product

import pytest

from kapstok.regions.gazetteer import gazetteer
from kapstok.resolution.whereabouts import Nearness, Whereabouts, nearness, whereabouts

SAME, WITHIN, UNKNOWN, APART = Nearness.SAME, Nearness.WITHIN, Nearness.UNKNOWN, Nearness.APART


def at(
    city: str | None = None, *, municipality: str | None = None, postcode: str | None = None
) -> Whereabouts:
    return whereabouts(city, gazetteer().locate(city=city, municipality=municipality, postcode=postcode))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (at("Zwolle"), at("ZWOLLE"), SAME),
        (at("Zwolle"), at("Zwolle", postcode="8011 AA"), SAME),
        (at("Zwolle"), at("Deventer"), APART),
        (at("Den Haag"), at("'s-Gravenhage"), SAME),
        (at("Den Haag"), at("The Hague"), SAME),
        (at("Den Bosch"), at("'s-Hertogenbosch"), SAME),
        (at("Hertme"), at("Borne"), WITHIN),
        (at("Hertme"), at(municipality="Borne"), WITHIN),
        (at("Borne"), at(municipality="Borne"), WITHIN),
        (at(postcode="8011 AA"), at("Zwolle"), WITHIN),
        (at("Hertme"), at("Zenderen"), APART),
        (at("Hertme"), at("Zwolle"), APART),
        (at("Zenderen"), at(municipality="Zwolle"), APART),
        (at("Cuijk"), at("Grave"), APART),
        (at("Cuijk"), at(municipality="Land van Cuijk"), WITHIN),
        (at("Driemond", postcode="1109 AA"), at("Amsterdam"), WITHIN),
        (at("Driemond", postcode="1109 AA"), at("Driemond", postcode="1109 AB"), SAME),
        (at("Hengelo (Gld)"), at("Hengelo (Ov)"), APART),
        (at("Hengelo"), at("Hengelo (Gld)"), WITHIN),
        (at("Hengelo"), at("Hengelo (Ov)"), WITHIN),
        (at("Hengelo"), at("Hengelo"), WITHIN),
        (at("Hengelo"), at(municipality="Hengelo"), WITHIN),
        (at("Hengelo"), at(municipality="Bronckhorst"), WITHIN),
        (at("Bergen"), at("Schoorl"), APART),
        (at("Hengelo"), at("Vorden"), APART),
        (at("Hengelo"), at("Borne"), APART),
        (at("Gronau"), at("Gronau"), SAME),
        (at("Gronau"), at("Enschede"), APART),
        (at(), at("Zwolle"), UNKNOWN),
        (at(), at(), UNKNOWN),
    ],
)
def test_how_near_two_addresses_are(a: Whereabouts, b: Whereabouts, expected: Nearness) -> None:
    assert nearness(a, b) is nearness(b, a) is expected


def test_a_border_postcode_does_not_part_a_place_that_lies_in_one_municipality() -> None:
    counted_for_the_neighbour = Whereabouts("gorssel", municipality="GM0301")

    assert nearness(counted_for_the_neighbour, at("Gorssel")) is SAME
    assert nearness(Whereabouts("hengelo", municipality="GM0164"), at("Hengelo (Gld)")) is APART


def test_an_address_is_the_same_as_itself_or_not_known() -> None:
    addresses = [at("Zwolle"), at("Hertme"), at(municipality="Borne"), at("Gronau"), at()]

    for a, b in product(addresses, addresses):
        assert (nearness(a, b) >= WITHIN) == (
            (a == b and a.known) or {a, b} == {at("Hertme"), at(municipality="Borne")}
        )
