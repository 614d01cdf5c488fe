# SPDX-License-Identifier: EUPL-1.2
"""Where invented companies are: real places with their real postcodes, large ones drawn more often."""

from __future__ import annotations

import csv
import random
from bisect import bisect
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

from kapstok.regions.gazetteer import Municipality, Place, gazetteer

# Villages together hold as many companies as this share of their municipality's main place holds.
_VILLAGE = 0.3


@dataclass(frozen=True)
class Town:
    """A place with the municipality it lies in and the four digits of its postcodes."""

    name: str
    municipality: str
    code: str
    digits: tuple[str, ...]
    weight: float
    lat: float
    lon: float

    @property
    def is_village(self) -> bool:
        return self.name != self.municipality


class Towns:
    """All towns, to be drawn from by weight."""

    def __init__(self, towns: tuple[Town, ...]):
        self.all = towns
        self._sums = list(accumulate(town.weight for town in towns))

    def draw(self, rng: random.Random) -> Town:
        """A town, a large one more often."""
        return self.all[bisect(self._sums, rng.random() * self._sums[-1])]

    def near(self, home: Town, count: int) -> Towns:
        """The towns that lie nearest to one, that one included."""
        ordered = sorted(self.all, key=lambda t: ((t.lat - home.lat) / 0.62) ** 2 + (t.lon - home.lon) ** 2)
        return Towns(tuple(ordered[:count]))


@lru_cache(maxsize=1)
def towns() -> Towns:
    """The places of the packaged tables that have a postcode of their own."""
    homes = {m.code: m for m in gazetteer().municipalities()}
    places: dict[str, list[Place]] = defaultdict(list)
    for row in _table("places"):
        code = row["municipality_code"]
        places[code].append(Place(row["place"], code, float(row["lat"]), float(row["lon"])))
    digits: dict[Place, list[str]] = defaultdict(list)
    for row in _table("postcodes"):
        here = places.get(row["municipality_code"], [])
        if here:
            digits[_nearest(here, float(row["lat"]), float(row["lon"]))].append(row["pc4"])
    sizes = Counter({code: sum(len(digits[p]) for p in found) for code, found in places.items()})
    return Towns(tuple(_town(p, homes[p.municipality], digits[p], sizes) for p in digits if digits[p]))


def _town(place: Place, home: Municipality, digits: list[str], sizes: Counter[str]) -> Town:
    share = len(digits) if place.name == home.name else len(digits) * _VILLAGE
    return Town(
        name=place.name,
        municipality=home.name,
        code=home.code,
        digits=tuple(digits),
        weight=share * sizes[home.code] ** 0.4,
        lat=place.lat,
        lon=place.lon,
    )


def _nearest(here: list[Place], lat: float, lon: float) -> Place:
    return min(here, key=lambda p: ((p.lat - lat) / 0.62) ** 2 + (p.lon - lon) ** 2)


def _table(name: str) -> list[dict[str, str]]:
    text = (files("kapstok.regions") / "tables" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
