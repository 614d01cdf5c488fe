# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path

import pytest

from kapstok.resolution import reasons
from kapstok.resolution.model.alternatives import levels_of, names
from kapstok.resolution.model.comparisons import COMPARED, OTHER, settings
from kapstok.resolution.model.scoring import scored
from kapstok.resolution.model.weights import shipped
from kapstok.resolution.records import Record, Value
from tests.resolution.entries import entry
from tests.resolution.judging import pair

# A level that nobody is told of: a person sees it at a glance, or it says too little.
SILENT = {
    "trade": {"shared"},
    "name_place": {"unknown", "own"},
    "form": {"foundation shown once", "shown once"},
    "given": {"equal"},
    "rsin": {OTHER},
    "domain": {"mail"},
    "contact": {OTHER},
    "street": {OTHER},
}

CASES: list[tuple[str, dict[str, Value], dict[str, Value], str | None]] = [
    ("core", {"name": "Groenwerk B.V."}, {"name": "GROENWERK"}, "equal"),
    ("core", {"name": "Draad & Naald"}, {"name": "Naald en Draad"}, "reordered"),
    ("core", {"name": "Vlinderdans"}, {"name": "Vlindedrans"}, "slip"),
    ("core", {"name": "Vlinder"}, {"name": "Vlindr"}, "slip"),
    ("core", {"name": "Vlin"}, {"name": "Vlim"}, OTHER),
    ("core", {"name": "Vlinderdans"}, {"name": "Vlindrdanse"}, "slips"),
    ("core", {"name": "Vlinder 12"}, {"name": "Vlinder 13"}, "alike"),
    ("core", {"name": "Zonnebloem"}, {"name": "Zonnebloem Kaarsjes"}, "within"),
    ("core", {"name": "Zonnebloem"}, {"name": "Zonnebloemkaarsjes"}, "begins"),
    ("core", {"name": "Zonnebloem"}, {"name": "Vlinder", "website": "zonnebloem.nl"}, "site"),
    ("core", {"name": "VZK"}, {"name": "Vlinder Zonnebloem Kaarsjes"}, "initials"),
    ("core", {"name": "Vlinder"}, {"name": "Zonnebloem"}, OTHER),
    ("core", {"name": "Vlinder"}, {}, None),
    ("trade", {"name": "Vlinder Catering"}, {"name": "Catering Vlinder"}, "equal"),
    ("trade", {"name": "Vlinder Catering"}, {"name": "Vlinder Schoonmaak"}, OTHER),
    ("trade", {"name": "Vlinder Catering"}, {"name": "Vlinder"}, None),
    ("name_place", {"name": "Vlinder Zwolle"}, {"name": "Vlinder Zwolle"}, "both"),
    ("name_place", {"name": "Vlinder Zwolle"}, {"name": "Vlinder", "city": "Zwolle"}, "own"),
    ("name_place", {"name": "Vlinder Zwolle"}, {"name": "Vlinder"}, "unknown"),
    ("name_place", {"name": "Vlinder Zwolle"}, {"name": "Vlinder Deventer"}, OTHER),
    ("name_place", {"name": "Vlinder Zwolle"}, {"name": "Vlinder", "city": "Deventer"}, OTHER),
    ("name_place", {"name": "Vlinder"}, {"name": "Vlinder"}, None),
    ("form", {"name": "Vlinder BV"}, {"name": "Vlinder B.V."}, "equal"),
    ("form", {"name": "Stichting Vlinder"}, {"name": "Vlinder"}, "foundation shown once"),
    ("form", {"name": "Vlinder BV"}, {"name": "Vlinder"}, "shown once"),
    ("form", {"name": "Stichting Vlinder"}, {"name": "Vlinder B.V."}, "foundation"),
    ("form", {"name": "Vlinder v.o.f."}, {"name": "Vlinder B.V."}, OTHER),
    ("form", {"name": "Vlinder"}, {"name": "Vlinder"}, None),
    ("part", {"name": "Vlinder Holding"}, {"name": "Vlinder Holding"}, "equal"),
    ("part", {"name": "Vlinder Holding"}, {"name": "Vlinder"}, OTHER),
    ("given", {"name": "J. de Vlinder"}, {"name": "J. de Vlinder"}, "equal"),
    ("given", {"name": "J. de Vlinder"}, {"name": "P. de Vlinder"}, OTHER),
    ("kvk", {"kvk": "11223344"}, {"kvk": "1122.3344"}, "equal"),
    ("kvk", {"kvk": "11223344"}, {"kvk": "11223345"}, "slip"),
    ("kvk", {"kvk": "11223344"}, {"kvk": "55667788"}, OTHER),
    ("kvk", {"kvk": "11223344"}, {}, None),
    ("rsin", {"rsin": "812345605"}, {"vat": "NL812345605B01"}, "equal"),
    ("rsin", {"rsin": "812345605"}, {}, None),
    ("domain", {"website": "vlinder.nl"}, {"email": "hallo@vlinder.nl"}, "equal"),
    ("domain", {"website": "vlinder.nl"}, {"website": "https://www.vlinder.com/x"}, "ending"),
    ("domain", {"website": "vlinder.nl"}, {"email": "hallo@draad.nl"}, "mail"),
    ("domain", {"website": "vlinder.nl"}, {"website": "draad.nl"}, OTHER),
    ("domain", {"website": "facebook.com/a"}, {"website": "facebook.com/b"}, None),
    ("contact", {"email": "A@gmail.com"}, {"email": "a@gmail.com"}, "equal"),
    ("contact", {"phone": "038-1234567"}, {"phone": "+31 38 123 45 67"}, "equal"),
    ("contact", {"email": "a@gmail.com"}, {"email": "b@gmail.com"}, OTHER),
    ("postcode", {"postcode": "8011 AA"}, {"postcode": "8011aa"}, "equal"),
    ("postcode", {"postcode": "8011 AA"}, {"postcode": "8011 BB"}, "near"),
    ("postcode", {"postcode": "8011 AA"}, {"postcode": "7411 BB"}, OTHER),
    ("municipality", {"city": "Den Haag"}, {"city": "'s-Gravenhage"}, "town"),
    ("municipality", {"city": "Hertme"}, {"municipality": "Borne"}, "equal"),
    ("municipality", {"city": "Zwolle"}, {"city": "Deventer"}, OTHER),
    ("street", {"street": "Brink 1"}, {"street": "Brink  1."}, "equal"),
    ("street", {"street": "Brink 1"}, {"street": "Brink 11"}, OTHER),
]


def levels(pairs: list[tuple[Record, Record]]) -> list[dict[str, str]]:
    """The level of each comparison for each pair: one call of the model."""
    known = {r.entry: r for both in pairs for r in both}
    found = scored(known, {pair(*both) for both in pairs}, {}, shipped())
    return [levels_of(found[pair(*both)].levels) for both in pairs]


def test_each_level_holds_of_what_it_is_for_in_either_order() -> None:
    there = levels([(entry("ladder", **a), entry("code", **b)) for _, a, b, _ in CASES])
    back = levels([(entry("code", **b), entry("ladder", **a)) for _, a, b, _ in CASES])

    told = [(name, a, b, found.get(name)) for (name, a, b, _), found in zip(CASES, there, strict=True)]
    assert told == CASES
    assert back == there


@pytest.mark.parametrize("what", ["entries", "list"])
def test_every_level_of_every_comparison_has_weights(what: str) -> None:
    weights = shipped(what)

    assert {compared.name: set(names(compared.name)) for compared in COMPARED} == {
        name: set(rungs) for name, rungs in weights.levels.items()
    }


def test_every_level_is_said_in_dutch_and_english_or_deliberately_not() -> None:
    for compared in COMPARED:
        for level in names(compared.name):
            said = reasons._FOR.get(compared.name, {}).get(level) or reasons._AGAINST.get(
                compared.name, {}
            ).get(level)
            assert (said is None) == (level in SILENT.get(compared.name, ())), (compared.name, level)
            assert said is None or reasons.ENGLISH[said]


def test_the_settings_are_splinks_own_and_can_be_kept_as_a_file(tmp_path: Path) -> None:
    built = settings(shipped(), "duckdb").get_settings("duckdb").as_dict()

    assert [one["output_column_name"] for one in built["comparisons"]] == [one.name for one in COMPARED]
