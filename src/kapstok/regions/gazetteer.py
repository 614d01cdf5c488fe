# SPDX-License-Identifier: EUPL-1.2
"""Where in the Netherlands: municipalities, places and postcodes, and what an address says about them.

The tables are the project's own, packaged with it; their sources stand in NOTICE. Rule: gazetteer.md.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal

from kapstok.core.identifiers import cbs_code, pc4, postcode
from kapstok.core.text import fold

Basis = Literal["postcode", "municipality", "place", "unknown"]


@dataclass(frozen=True)
class Municipality:
    """A municipality of the CBS division: code ("GM0193"), where it belongs, and its centre (WGS84)."""

    code: str
    name: str
    province: str
    labour_market_region: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Place:
    """A residential place (woonplaats) in one municipality, with its centre (WGS84)."""

    name: str
    municipality: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Location:
    """What an address says: the municipality, how that is known, and what stays open.

    `candidates` are the codes it may be when it cannot be settled; `note` says in one line why.
    """

    municipality: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    basis: Basis = "unknown"
    candidates: tuple[str, ...] = ()
    note: str | None = None


_PROVINCE_WRITINGS: Final = {
    "Groningen": "groningen gn gr g",
    "Fryslân": "fryslan friesland fr frl",
    "Drenthe": "drenthe dr",
    "Overijssel": "overijssel ov ovl o",
    "Flevoland": "flevoland fl",
    "Gelderland": "gelderland gld gl gd g",
    "Utrecht": "utrecht ut utr",
    "Noord-Holland": "noordholland nh",
    "Zuid-Holland": "zuidholland zh",
    "Zeeland": "zeeland zld ze",
    "Noord-Brabant": "noordbrabant brabant nb",
    "Limburg": "limburg lb l li",
}
_ON_THE_RIVER = re.compile(r"\b(?:aan de[nr]?|a\s?/\s?d(?:en?)?|a\.d\.?)(?=\s)")
_SAINT = re.compile(r"\b(?:st\.?|sint)(?=[\s\-])")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_SUFFIX = re.compile(
    r"^(?P<name>.+?)\s*(?:\((?P<bracket>[^()]+)\)|,\s*(?P<comma>[^,]+)|\s(?P<short>[A-Za-z]{1,3})\.?)$"
)
_PREFIX = re.compile(r"^(?:gem(?:eente|\.)?\s+)", re.IGNORECASE)
_REGION_PREFIX = re.compile(r"^(?:arbeidsmarkt)?regio\s+", re.IGNORECASE)


def place_key(name: str) -> str:
    """The key under which writings of one place name meet: "Alphen a/d Rijn", "'s Hertogenbosch", "St. Willebrord"."""
    folded = _SAINT.sub("sint", _ON_THE_RIVER.sub("aan de", fold(name)))
    return _NOT_A_LETTER.sub("", folded)


def _region_key(name: str) -> str:
    return place_key(_REGION_PREFIX.sub("", name.strip()))


class Gazetteer:
    """The tables, indexed; `gazetteer()` gives the one instance."""

    def __init__(
        self,
        municipalities: Iterable[Municipality],
        places: Iterable[Place],
        postcodes: Iterable[tuple[str, str, float, float]],
        aliases: Iterable[tuple[str, str, str]],
    ):
        self._municipalities = {m.code: m for m in municipalities}
        self._by_alphabet = tuple(sorted(self._municipalities.values(), key=lambda m: fold(m.name)))
        self._by_name = {place_key(m.name): m.code for m in self._municipalities.values()}
        regions = {m.labour_market_region for m in self._municipalities.values()}
        self._labour_market_regions = {_region_key(name): name for name in sorted(regions)}
        self._places: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            self._places[place_key(place.name)].append(place)
        self._postcodes = {digits: (code, lat, lon) for digits, code, lat, lon in postcodes}
        self._official_places = tuple(place for places in self._places.values() for place in places)
        self._aliases = tuple(aliases)
        for kind, alias, code in self._aliases:
            if kind == "municipality":
                self._by_name.setdefault(place_key(alias), code)
            else:
                official = self._by_name_of(code)
                self._places[place_key(alias)] += [
                    p for p in self._places[official] if p.municipality == code
                ]

    def _by_name_of(self, code: str) -> str:
        return place_key(self._municipalities[code].name)

    def municipality(self, code: str) -> Municipality:
        """The municipality with this CBS code. Raises `KeyError`."""
        return self._municipalities[code]

    def municipalities(self) -> tuple[Municipality, ...]:
        """All of them, by name."""
        return self._by_alphabet

    def municipality_named(self, text: str) -> str | None:
        """The code of the municipality that `text` names: its code, its name or a known alias."""
        code = cbs_code(text)
        if code:
            return code if code in self._municipalities else None
        bare = _PREFIX.sub("", text.strip())
        return self._by_name.get(place_key(bare))

    def places_named(self, text: str) -> tuple[Place, ...]:
        """Every place of that name, one for each municipality it lies in.

        Writings of one key are one name, unless the text is exactly one of them: Kapel-Avezaath is not Kapel Avezaath.
        """
        found = tuple(self._places.get(place_key(text), ()))
        exactly = tuple(place for place in found if fold(place.name) == fold(text))
        return exactly or found

    def places(self) -> tuple[Place, ...]:
        """Every place by its official name; one that lies in several municipalities once for each."""
        return self._official_places

    def postcodes(self) -> Mapping[str, tuple[str, float, float]]:
        """Of every postcode, as four digits: the code of its municipality, and its centre (WGS84)."""
        return MappingProxyType(self._postcodes)

    def other_names(self) -> tuple[tuple[str, str], ...]:
        """Second and former names of municipalities, each with the code of what it is now."""
        return tuple((alias, code) for kind, alias, code in self._aliases if kind == "municipality")

    def place_keys(self) -> frozenset[str]:
        """The key of every place and municipality, second names included."""
        return frozenset(self._by_name) | frozenset(key for key, places in self._places.items() if places)

    def labour_market_regions(self) -> tuple[str, ...]:
        return tuple(sorted(self._labour_market_regions.values()))

    def labour_market_region_named(self, text: str) -> str | None:
        """The labour market region that `text` names, in any writing, with or without "regio" before it."""
        return self._labour_market_regions.get(_region_key(text))

    def provinces(self) -> tuple[str, ...]:
        return tuple(sorted({m.province for m in self._municipalities.values()}))

    def locate(
        self,
        *,
        postcode: str | None = None,
        municipality: str | None = None,
        city: str | None = None,
        hints: Iterable[str] = (),
    ) -> Location:
        """What the parts of an address say together: the postcode decides, else the municipality, else the place.

        `hints` are other texts of the same entry; they are only asked when a place name fits several municipalities.
        Never raises: what cannot be known is `unknown`, with a note.
        """
        places, qualifier = self._places_of(city)
        by_postcode = self._of_postcode(postcode, city, places)
        if by_postcode:
            return self._placed(by_postcode, places)
        code = self.municipality_named(municipality) if municipality else None
        if code:
            centre = self._municipalities[code]
            return self._placed(Location(code, None, centre.lat, centre.lon, "municipality"), places)
        return self._of_place(city, places, qualifier, hints)

    def _of_postcode(self, given: str | None, city: str | None, places: tuple[Place, ...]) -> Location | None:
        digits = pc4(given) if given else None
        # Four bare digits are a Belgian postcode too: they count only when the place, if any, is one of ours.
        if (
            not given
            or not digits
            or digits not in self._postcodes
            or (not postcode(given) and city and not places)
        ):
            return None
        code, lat, lon = self._postcodes[digits]
        return Location(code, None, lat, lon, "postcode")

    def _placed(self, location: Location, places: tuple[Place, ...]) -> Location:
        """The location with its place name, and for a bare municipality the place's own point."""
        here = next((p for p in places if p.municipality == location.municipality), None)
        if here is None:
            return location
        if location.basis == "postcode":
            return replace(location, place=here.name)
        return replace(location, place=here.name, lat=here.lat, lon=here.lon)

    def _places_of(self, city: str | None) -> tuple[tuple[Place, ...], str | None]:
        """The places that a city text may mean, and what it says behind the name ("Hengelo (Gld)")."""
        if not city:
            return (), None
        whole = self.places_named(city)
        if whole:
            return whole, None
        parts = _SUFFIX.match(city.strip())
        if parts:
            named = self.places_named(parts["name"])
            if named:
                return named, parts["bracket"] or parts["comma"] or parts["short"]
        return (), None

    def _of_place(
        self, city: str | None, places: tuple[Place, ...], qualifier: str | None, hints: Iterable[str]
    ) -> Location:
        if not city:
            return Location(note="no postcode, municipality or place")
        if qualifier:
            places = tuple(p for p in places if self._qualifies(p, qualifier)) or places
        if not places:
            code = self.municipality_named(city)
            if code is None:
                return Location(note=f"{city!r} is not a place in the tables")
            centre = self._municipalities[code]
            return Location(code, None, centre.lat, centre.lon, "municipality")
        if len(places) > 1:
            places = self._settled(places, list(hints)) or places
        if len(places) == 1:
            place = places[0]
            return Location(place.municipality, place.name, place.lat, place.lon, "place")
        codes = tuple(sorted(p.municipality for p in places))
        names = ", ".join(self._municipalities[code].name for code in codes)
        return Location(place=places[0].name, candidates=codes, note=f"{city!r} may lie in {names}")

    def _qualifies(self, place: Place, qualifier: str) -> bool:
        key = place_key(_PREFIX.sub("", qualifier))
        home = self._municipalities[place.municipality]
        return key in _PROVINCE_WRITINGS[home.province].split() or self._by_name.get(key) == home.code

    def _settled(self, places: tuple[Place, ...], hints: list[str]) -> tuple[Place, ...]:
        """The one place whose municipality or province another text of the entry names; nothing if not just one."""
        text = f" {fold(' '.join(hints))} "
        fitting = tuple(p for p in places if any(_names(text, word) for word in self._telling_words(p)))
        return fitting if len(fitting) == 1 else ()

    def _telling_words(self, place: Place) -> Iterator[str]:
        home = self._municipalities[place.municipality]
        # A municipality called as the place itself tells nothing; a province called as a city may be the city.
        if place_key(home.name) != place_key(place.name):
            yield fold(home.name)
        if home.province not in {"Groningen", "Utrecht"}:
            yield fold(home.province)


def _names(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The packaged tables, read once in a process (some 20 ms)."""
    return Gazetteer(
        municipalities=(
            Municipality(
                r["code"],
                r["name"],
                r["province"],
                r["labour_market_region"],
                float(r["lat"]),
                float(r["lon"]),
            )
            for r in _table("municipalities")
        ),
        places=(
            Place(r["place"], r["municipality_code"], float(r["lat"]), float(r["lon"]))
            for r in _table("places")
        ),
        postcodes=(
            (r["pc4"], r["municipality_code"], float(r["lat"]), float(r["lon"])) for r in _table("postcodes")
        ),
        aliases=((r["kind"], r["alias"], r["code"]) for r in _table("aliases")),
    )


def _table(name: str) -> Iterator[dict[str, str]]:
    text = (files(__package__) / "tables" / f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
