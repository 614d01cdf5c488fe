# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.regions.gazetteer import gazetteer, place_key

HENGELO, BRONCKHORST, ZWOLLE, DEVENTER, DEN_HAAG = "GM0164", "GM1876", "GM0193", "GM0150", "GM0518"


@pytest.mark.parametrize(
    ("address", "municipality", "basis"),
    [
        ({"postcode": "7411 LB"}, DEVENTER, "postcode"),
        ({"postcode": "7411LB", "city": "Zwolle"}, DEVENTER, "postcode"),  # a postcode decides before a place
        ({"postcode": "7411 LB", "municipality": "Zwolle"}, DEVENTER, "postcode"),
        ({"postcode": "7411", "city": "Deventer"}, DEVENTER, "postcode"),
        ({"postcode": "8000 AA", "city": "Zwolle"}, ZWOLLE, "place"),  # a box at the post office
        ({"municipality": "GM0193"}, ZWOLLE, "municipality"),
        ({"municipality": "gemeente Zwolle", "city": "Deventer"}, ZWOLLE, "municipality"),
        ({"municipality": "Den Haag"}, DEN_HAAG, "municipality"),
        ({"municipality": "Uden"}, "GM1991", "municipality"),  # merged into Maashorst in 2022
        ({"municipality": "Atlantis", "city": "Zwolle"}, ZWOLLE, "place"),
        ({"city": "'s-Gravenhage"}, DEN_HAAG, "place"),
        ({"city": "DEN HAAG"}, DEN_HAAG, "place"),
        ({"city": "’s Hertogenbosch"}, "GM0796", "place"),
        ({"city": "Den Bosch"}, "GM0796", "place"),
        ({"city": "Alphen a/d Rijn"}, "GM0484", "place"),
        ({"city": "Capelle a.d. IJssel"}, "GM0502", "place"),
        ({"city": "Kapel-Avezaath"}, "GM0214", "place"),  # two places, apart only by a hyphen
        ({"city": "Kapel Avezaath"}, "GM0281", "place"),
        ({"city": "Sint Willebrord"}, "GM0840", "place"),
        ({"city": "Twenterand"}, "GM1700", "municipality"),  # no such place: the municipality is meant
        ({"city": "Hengelo", "postcode": "7551 AB"}, HENGELO, "postcode"),
        ({"city": "Hengelo", "postcode": "7255 AA"}, BRONCKHORST, "postcode"),
        ({"city": "Hengelo", "municipality": "Bronckhorst"}, BRONCKHORST, "municipality"),
        ({"city": "Hengelo (Gld)"}, BRONCKHORST, "place"),
        ({"city": "Hengelo Gld."}, BRONCKHORST, "place"),
        ({"city": "Hengelo (Bronckhorst)"}, BRONCKHORST, "place"),
        ({"city": "Hengelo, Overijssel"}, HENGELO, "place"),
        ({"city": "HENGELO OV"}, HENGELO, "place"),
        ({"city": "Hengelo (O)"}, HENGELO, "place"),
        ({"city": "Hengelo G"}, BRONCKHORST, "place"),
        ({"city": "Hengelo", "hints": ["Groenwerk in de gemeente Bronckhorst"]}, BRONCKHORST, "place"),
        ({"city": "Hengelo", "hints": ["Overijssel"]}, HENGELO, "place"),
    ],
)
def test_an_address_gives_its_municipality(address: dict[str, str], municipality: str, basis: str) -> None:
    found = gazetteer().locate(**address)
    assert (found.municipality, found.basis) == (municipality, basis)
    assert found.lat is not None
    assert found.candidates == ()


@pytest.mark.parametrize(
    "address",
    [
        {"city": "Hengelo"},
        {"city": "Hengelo", "hints": ["Hengelo, de leukste"]},
        {"city": "Hengelo", "hints": ["Actief in Overijssel en Gelderland"]},
        {"city": "Hengelo (Limburg)"},
    ],
)
def test_a_name_that_fits_two_municipalities_stays_open_and_says_so(address: dict[str, str]) -> None:
    found = gazetteer().locate(**address)
    assert (found.municipality, found.basis) == (None, "unknown")
    assert found.candidates == (HENGELO, BRONCKHORST)
    assert found.note is not None
    assert found.note.endswith("may lie in Hengelo, Bronckhorst")


@pytest.mark.parametrize(
    "address",
    [
        {},
        {"city": "Gent", "postcode": "9000"},
        {"city": "Nordhorn", "postcode": "48529"},
        {"postcode": "D-48529"},
        {"city": "online"},
    ],
)
def test_what_is_not_in_the_netherlands_is_unknown_with_a_reason(address: dict[str, str]) -> None:
    found = gazetteer().locate(**address)
    assert (found.municipality, found.candidates) == (None, ())
    assert found.note


def test_a_postcode_keeps_the_name_of_its_place() -> None:
    assert gazetteer().locate(postcode="7411 LB", city="deventer").place == "Deventer"


def test_the_tables_are_whole() -> None:
    tables = gazetteer()
    assert len(tables.municipalities()) == 342
    assert len(tables.labour_market_regions()) == 35
    assert len(tables.provinces()) == 12
    for municipality in tables.municipalities():
        assert tables.municipality_named(municipality.name) == municipality.code
        assert tables.municipality_named(municipality.code) == municipality.code
        assert 50 < municipality.lat < 54
        assert 3 < municipality.lon < 8


@given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=30))
def test_no_address_breaks_the_gazetteer(city: str, postcode: str, municipality: str) -> None:
    found = gazetteer().locate(city=city, postcode=postcode, municipality=municipality)
    assert found.municipality is not None or found.note


@given(st.sampled_from([m.name for m in gazetteer().municipalities()]))
def test_the_key_of_a_name_does_not_hang_on_case_or_spaces(name: str) -> None:
    assert place_key(f" {name.upper()} ") == place_key(name)


def test_places_are_told_by_their_official_names_and_municipalities_by_their_others() -> None:
    places = gazetteer().places()
    assert {place.municipality for place in places if place.name == "Hengelo"} == {"GM0164", "GM1876"}
    assert "The Hague" not in {place.name for place in places}
    assert ("Den Bosch", "GM0796") in gazetteer().other_names()


def test_postcodes_are_told_with_their_municipality_and_centre() -> None:
    code, lat, lon = gazetteer().postcodes()["7411"]
    assert code == "GM0150"
    assert (round(lat, 1), round(lon, 1)) == (52.3, 6.2)
