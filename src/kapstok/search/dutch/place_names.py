# SPDX-License-Identifier: EUPL-1.2
"""Every name by which people say where: places, municipalities, regions, provinces, with a centre and a size.

Made once in a process from the tables of the regions room and two files here: `regions.toml` (regions that people name)
and `place_homonyms.toml` (names that are words too). The rule is places.md.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from math import sqrt
from types import MappingProxyType
from typing import Any, Final, Literal

from kapstok.regions.gazetteer import Municipality, Place, gazetteer
from kapstok.search.distances import kilometres
from kapstok.search.dutch.place_writings import PROVINCE_WRITINGS, Words, bare_name, words_of, written_as
from kapstok.search.shapes import Point

Kind = Literal["postcode", "place", "municipality", "region", "labour_market_region", "province", "country"]
Guard = Literal["free", "last", "said", "proved"]
_GUARDS: Final[tuple[Guard, ...]] = ("last", "said", "proved")

# From Cadzand to Eemshaven: whoever asks for the country asks for no place.
COUNTRY_REACH: Final = 400.0
_COUNTRY_CENTRE: Final = Point(52.15, 5.38)
_SMALLEST_REACH: Final = 2.0
_LARGEST_TOWN: Final = 8.0
_SMALLEST_REGION: Final = 10.0
_LARGEST_REGION: Final = 60.0
# A region is where five in six of its postcodes are; the rest is its edge.
_SHARE_WITHIN: Final = 5 / 6
# Places of one name that lie so near one another are one place on a border.
_ONE_PLACE: Final = 8.0

# Provinces that bear the name of their chief town: the town is meant, unless "provincie" stands before it.
_TOWNS_TOO: Final = frozenset({"Groningen", "Utrecht"})


@dataclass(frozen=True)
class Named:
    """What one name stands for.

    `size` is the number of postcodes in it; `among` are other places of the name, as one may type them; `is_chief` says
    that a municipality is called after it.
    """

    name: str
    kind: Kind
    municipalities: frozenset[str]
    size: int
    guard: Guard = "free"
    place: Place | None = None
    among: tuple[str, ...] = ()
    is_chief: bool = False

    @cached_property
    def point(self) -> Point:
        """The centre: of a place the gazetteer's, of what is larger the middle of its postcodes."""
        if self.place is not None:
            return Point(self.place.lat, self.place.lon)
        if self.kind == "country":
            return _COUNTRY_CENTRE
        points = self._points
        return Point(
            sum(point.lat for point in points) / len(points), sum(point.lon for point in points) / len(points)
        )

    @cached_property
    def reach(self) -> float:
        """Within how many kilometres of the centre one is simply there."""
        if self.kind == "country":
            return COUNTRY_REACH
        if self.place is not None:
            return round(min(max(1.5 * sqrt(self.size), _SMALLEST_REACH), _LARGEST_TOWN), 1)
        away = sorted(kilometres(self.point, point) for point in self._points)
        edge = away[int((len(away) - 1) * _SHARE_WITHIN)]
        least = _SMALLEST_REACH if self.kind == "municipality" else _SMALLEST_REGION
        return round(min(max(edge, least), _LARGEST_REGION), 1)

    @property
    def _points(self) -> list[Point]:
        centres = [gazetteer().municipality(code) for code in sorted(self.municipalities)]
        points = [point for code in sorted(self.municipalities) for point in _postcodes_of().get(code, ())]
        return points or [Point(centre.lat, centre.lon) for centre in centres]


_COUNTRY: Final = Named("Nederland", "country", frozenset(), 0, "last")


@dataclass(frozen=True)
class PlaceNames:
    """The names by their words.

    `after_region`, `after_province` and `after_municipality` are what a name means behind such a word; `namesakes` all
    places of one name, `longest` the most words of any name that begins with a word.
    """

    names: Mapping[Words, Named]
    after_region: Mapping[Words, Named]
    after_province: Mapping[Words, Named]
    after_municipality: Mapping[Words, Named]
    namesakes: Mapping[Words, tuple[Named, ...]]
    longest: Mapping[str, int]
    province_writings: Mapping[Words, str]

    def knows(self, name: Words) -> bool:
        """Whether the words are a name, be it only behind "regio" or the like."""
        return any(
            name in each
            for each in (self.names, self.after_region, self.after_province, self.after_municipality)
        )


@lru_cache(maxsize=1)
def place_names() -> PlaceNames:
    """All names; read once in a process (some 150 ms)."""
    by_words: dict[Words, list[Named]] = defaultdict(list)
    for named, writings in _places_and_municipalities():
        for writing in writings:
            by_words[writing].append(named)
    provinces = dict(_provinces())
    labour_market_regions = dict(_labour_market_regions())
    informal = dict(_informal_regions())
    names = {words: _largest(found) for words, found in by_words.items()}
    for larger in (labour_market_regions, informal, provinces):
        for words, named in larger.items():
            if words not in names or _means_region(names[words], named):
                names[words] = named
    names.update({(country,): _COUNTRY for country in ("nederland", "holland")})
    return PlaceNames(
        names=MappingProxyType(_guarded(names)),
        after_region=MappingProxyType({**labour_market_regions, **informal}),
        after_province=MappingProxyType(provinces),
        after_municipality=MappingProxyType(dict(_municipalities())),
        namesakes=MappingProxyType(
            {words: tuple(found) for words, found in by_words.items() if len(found) > 1}
        ),
        longest=MappingProxyType(_longest((*names, *labour_market_regions))),
        province_writings=MappingProxyType(
            {
                tuple(writing.split()): name
                for name, writings in PROVINCE_WRITINGS.items()
                for writing in writings
            }
        ),
    )


def _means_region(known: Named, region: Named) -> bool:
    """Whether a name that is known already is sooner that of the region: not where a town bears it."""
    if region.kind == "province":
        return region.name not in _TOWNS_TOO
    return region.kind == "region" and known.kind == "municipality"


def _guarded(names: Mapping[Words, Named]) -> dict[Words, Named]:
    """The names without those that are never a place, each with what must speak for it."""
    guards = _guards()
    never = {words for words in names if " ".join(words) in guards["never"]}
    guarded = dict(names)
    for guard in _GUARDS:
        for words in names.keys() & {tuple(name.split()) for name in guards[guard]}:
            guarded[words] = replace(names[words], guard=guard)
    return {words: named for words, named in guarded.items() if words not in never}


def _longest(writings: Iterable[Words]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for words in writings:
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return longest


def _largest(found: list[Named]) -> Named:
    """The largest of several places of one name, which then knows the others."""
    larger = _region_file()["larger"]
    first, *others = sorted(
        dict.fromkeys(found),
        key=lambda each: (
            larger.get(each.name) not in each.municipalities,
            not each.is_chief,
            -each.size,
            each.name,
        ),
    )
    among = [each for each in others if each.place is not None]
    same = [each for each in among if kilometres(first.point, each.point) <= _ONE_PLACE]
    elsewhere = [each for each in among if each not in same]
    return replace(
        first,
        municipalities=first.municipalities.union(*(each.municipalities for each in same)),
        among=tuple(dict.fromkeys(_surely(each) for each in elsewhere)),
    )


def _surely(named: Named) -> str:
    (code,) = named.municipalities
    home = gazetteer().municipality(code).name
    where = gazetteer().municipality(code).province if bare_name(home) == named.name else home
    return f"{named.name} ({where})"


def _places_and_municipalities() -> Iterator[tuple[Named, set[Words]]]:
    sizes = _sizes()
    by_town: dict[str, Named] = {}
    for place in gazetteer().places():
        named = Named(
            bare_name(place.name), "place", frozenset({place.municipality}), sizes.get(place, 0), place=place
        )
        yield named, set(written_as(place.name))
        by_town[place.municipality] = _chief(by_town.get(place.municipality), named)
    for home in gazetteer().municipalities():
        size = len(_postcodes_of().get(home.code, ()))
        yield _town_or_municipality(home, size, by_town), set(written_as(home.name))
    yield from _other_names(by_town)


def _chief(known: Named | None, named: Named) -> Named:
    """The town that a municipality is called after, else its largest."""
    if known is None:
        return named
    (code,) = named.municipalities
    called = {bare_name(gazetteer().municipality(code).name), *_second_names().get(code, ())}
    return max(known, named, key=lambda each: (each.name in called, each.size))


def _town_or_municipality(home: Municipality, size: int, by_town: Mapping[str, Named]) -> Named:
    """A municipality called after its chief place is that place: who says Deventer means the town."""
    town = by_town.get(home.code)
    bare = bare_name(home.name)
    if town is not None and town.name in {bare, *_second_names().get(home.code, ())}:
        return replace(town, is_chief=True)
    # A former or composite municipality is smaller in people's minds than a town of the same size.
    return Named(bare, "municipality", frozenset({home.code}), max(size // 2, 1))


def _other_names(by_town: Mapping[str, Named]) -> Iterator[tuple[Named, set[Words]]]:
    known = {place.name for place in gazetteer().places()}
    for alias, code in gazetteer().other_names():
        if alias in known or code not in by_town:
            continue
        town = by_town[code]
        current = gazetteer().municipality(code).name
        is_same = alias in _EVERYDAY or alias.startswith(bare_name(current))
        named = town if is_same else Named(bare_name(alias), "municipality", frozenset({code}), 1)
        yield named, set(written_as(alias))
    for entry in _region_file()["name"]:
        yield by_town[entry["municipality"]], set(written_as(entry["name"]))


_EVERYDAY: Final = frozenset({"Den Haag", "The Hague", "Den Bosch"})


@lru_cache(maxsize=1)
def _second_names() -> Mapping[str, frozenset[str]]:
    """Of each municipality, other names that are its own; not those of what merged into it."""
    names: dict[str, set[str]] = defaultdict(set)
    for alias, code in gazetteer().other_names():
        if alias in _EVERYDAY:
            names[code].add(alias)
    return {code: frozenset(own) for code, own in names.items()}


def _provinces() -> Iterator[tuple[Words, Named]]:
    for name, writings in PROVINCE_WRITINGS.items():
        codes = frozenset(home.code for home in gazetteer().municipalities() if home.province == name)
        named = Named(name, "province", codes, _size_of(codes))
        for writing in writings:
            if len(writing) > 3:
                yield tuple(writing.split()), named


def _municipalities() -> Iterator[tuple[Words, Named]]:
    for home in gazetteer().municipalities():
        codes = frozenset({home.code})
        for writing in (bare_name(home.name), *_second_names().get(home.code, ())):
            yield words_of(writing), Named(bare_name(writing), "municipality", codes, _size_of(codes))


def _labour_market_regions() -> Iterator[tuple[Words, Named]]:
    for name in gazetteer().labour_market_regions():
        codes = frozenset(h.code for h in gazetteer().municipalities() if h.labour_market_region == name)
        named = Named(name, "labour_market_region", codes, _size_of(codes))
        yield words_of(name.removeprefix("Regio ")), named


def _informal_regions() -> Iterator[tuple[Words, Named]]:
    for entry in _region_file()["region"]:
        codes = frozenset(
            home.code
            for home in gazetteer().municipalities()
            if home.code in entry.get("municipalities", ())
            or home.province in entry.get("provinces", ())
            or home.labour_market_region in entry.get("labour_market_regions", ())
        )
        guard: Guard = "said" if entry.get("guarded") else "free"
        named = Named(entry["name"], "region", codes, _size_of(codes), guard)
        for writing in (entry["name"], *entry.get("also", ())):
            words = words_of(writing)
            yield words, named
            if len(words) > 1:
                yield ("".join(words),), named


def _size_of(codes: Iterable[str]) -> int:
    return sum(len(_postcodes_of().get(code, ())) for code in codes)


def _sizes() -> Mapping[Place, int]:
    """How many postcodes each place has: each postcode belongs to the nearest place of its municipality."""
    by_home: dict[str, list[Place]] = defaultdict(list)
    for place in gazetteer().places():
        by_home[place.municipality].append(place)
    sizes: dict[Place, int] = defaultdict(int)
    for code, points in _postcodes_of().items():
        for point in points:
            if by_home[code]:
                sizes[min(by_home[code], key=lambda place: _roughly(point, place))] += 1
    return sizes


def _roughly(point: Point, place: Place) -> float:
    """Orders distances as well as the true one does within a municipality, and sooner."""
    return (point.lat - place.lat) ** 2 + (0.61 * (point.lon - place.lon)) ** 2


@lru_cache(maxsize=1)
def _postcodes_of() -> Mapping[str, tuple[Point, ...]]:
    found: dict[str, list[Point]] = defaultdict(list)
    for code, lat, lon in gazetteer().postcodes().values():
        found[code].append(Point(lat, lon))
    return {code: tuple(points) for code, points in found.items()}


@lru_cache(maxsize=1)
def _region_file() -> Mapping[str, Any]:
    return _toml("regions.toml")


def _guards() -> Mapping[str, Mapping[str, str]]:
    return _toml("place_homonyms.toml")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("kapstok.search.dutch") / name).read_text("utf-8"))
