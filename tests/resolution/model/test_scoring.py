# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from kapstok.resolution.model.scoring import rarity, scored
from kapstok.resolution.model.weights import shipped
from tests.resolution.entries import entry
from tests.resolution.judging import pair

X = {"name": "Vlinder", "city": "Zwolle"}


def test_of_several_names_and_numbers_the_likest_two_count() -> None:
    one = entry("ladder", name="Draad", statutory_name="Vlinder", city="Zwolle", kvk=("11223344", "55667788"))
    other, plain = entry("code", **X, kvk="55667788"), entry("leden", **X, kvk="55667788")
    known = {r.entry: r for r in (one, other, plain)}

    found = scored(known, {pair(one, other), pair(other, plain)}, {}, shipped())

    assert found[pair(one, other)] == found[pair(other, plain)]


def test_without_pairs_nothing_is_asked() -> None:
    assert scored({}, set(), {}, shipped()) == {}


def test_a_name_is_as_common_as_the_places_it_is_found_in_counted_in_powers_of_two() -> None:
    cities = ("Zwolle", "Deventer", "Ede", "Epe", "Borne")
    records = [entry(f"register {n}", name="Vlinder", city=city) for n, city in enumerate(cities)]

    assert [rarity(records[:count])["vlinder"] for count in (1, 2, 3, 4, 5)] == [1, 2, 4, 4, 8]
    assert rarity([records[0]] * 9) == {"vlinder": 1}
