# SPDX-License-Identifier: EUPL-1.2
"""Whether two entries are at one place, as far as a register's address tells. Rule: matching.md, "Place"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from kapstok.regions.gazetteer import Location, gazetteer, place_key


class Nearness(IntEnum):
    """How two whereabouts relate; higher is nearer."""

    APART = 0  # known to be different places
    UNKNOWN = 1  # one of the two is not known
    WITHIN = 2  # the one may lie in the other: a village and its municipality, an ambiguous name and one of its places
    SAME = 3  # the same place


@dataclass(frozen=True)
class Whereabouts:
    """A place name made comparable, and the municipality as far as it is settled.

    `place` is None when only the municipality is known; `whole` says that the name is the municipality's own, so
    that any village of it may be meant. `listed` is False for a name that the tables do not know (a district, a place
    abroad, a typing error). `candidates` are the municipalities it may be in while `municipality` is None.
    """

    place: str | None = None
    municipality: str | None = None
    whole: bool = False
    listed: bool = True
    candidates: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        return self.place is not None or self.municipality is not None

    @property
    def settled(self) -> bool:
        return self.municipality is not None

    @property
    def home(self) -> str | None:
        """The municipality, or the place where that is not settled: by which records are laid together."""
        return self.municipality or self.place

    @property
    def names(self) -> frozenset[str]:
        """The place names that fit: the place's own and its municipality's."""
        found = (self.place, _name_of(self.municipality) if self.municipality else None)
        return frozenset(name for name in found if name)


def whereabouts(city: str | None, location: Location) -> Whereabouts:
    """What an entry's city text and its location in the gazetteer say together."""
    code = location.municipality
    if location.place is None and (not city or (code and gazetteer().municipality_named(city) == code)):
        return Whereabouts(municipality=code, whole=code is not None)
    place = official_name(place_key(location.place or city or "")) or None
    if code and place and _is_own_name(place, code):
        return Whereabouts(place, code, whole=True)
    return Whereabouts(
        place, code, listed=location.place is not None, candidates=frozenset(location.candidates)
    )


@lru_cache(maxsize=8_192)
def official_name(place: str) -> str:
    """The key of a place under its municipality's own name where it has a second one: "denhaag" is "sgravenhage"."""
    code = gazetteer().municipality_named(place)
    return _name_of(code) if code and _is_own_name(place, code) else place


@lru_cache(maxsize=512)
def _name_of(code: str) -> str:
    return place_key(gazetteer().municipality(code).name)


@lru_cache(maxsize=8_192)
def _is_own_name(place: str, code: str) -> bool:
    """Whether a place bears its municipality's name, or is a second name of the place that does ("Den Haag")."""
    if place == _name_of(code):
        return True
    # A second name may also be that of a municipality that was merged: it must name the same point on the map.
    return (
        gazetteer().municipality_named(place) == code
        and _points(place, code) & _points(_name_of(code), code) != set()
    )


def _points(place: str, code: str) -> set[tuple[float, float]]:
    return {(p.lat, p.lon) for p in gazetteer().places_named(place) if p.municipality == code}


def nearness(a: Whereabouts, b: Whereabouts) -> Nearness:
    """How near two whereabouts are, by name and municipality alone; an equal full postcode is judged elsewhere."""
    if not a.known or not b.known:
        return Nearness.UNKNOWN
    if a.settled and b.settled:
        return _between_settled(a, b)
    if a.place == b.place:
        return Nearness.WITHIN if a.candidates or b.candidates else Nearness.SAME
    return Nearness.WITHIN if _may_hold(a, b) or _may_hold(b, a) else Nearness.APART


def _between_settled(a: Whereabouts, b: Whereabouts) -> Nearness:
    if a.municipality != b.municipality:
        # A postcode on a border may count for the neighbour; a name that lies in one municipality only tells better.
        return Nearness.SAME if a.place and a.place == b.place and _is_unique(a.place) else Nearness.APART
    if a.place and a.place == b.place:
        return Nearness.SAME
    vague = a.whole or b.whole or not a.listed or not b.listed
    return Nearness.WITHIN if vague else Nearness.APART


def _may_hold(open_one: Whereabouts, settled: Whereabouts) -> bool:
    """Whether an ambiguous name may mean a place in the bare municipality, or the municipality of the village."""
    code = settled.municipality
    if code is None or open_one.place is None or code not in open_one.candidates:
        return False
    return settled.place is None or _is_own_name(open_one.place, code)


@lru_cache(maxsize=8_192)
def _is_unique(place: str) -> bool:
    return len({p.municipality for p in gazetteer().places_named(place)}) == 1
