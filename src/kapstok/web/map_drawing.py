# SPDX-License-Identifier: EUPL-1.2
"""The map beside the list as a drawing: a circle for each municipality where something was found, larger for more.

The same counts always give the same drawing; the table beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sqrt

from kapstok.core.text import fold
from kapstok.regions.gazetteer import Municipality, gazetteer

WIDTH = 360
_PADDING = 28
_SMALLEST, _LARGEST = 6, 22
# How wide a letter and how high a line of the drawing's text are, in its own units.
_LETTER, _LINE = 6.6, 14

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Circle:
    """A municipality on the drawing; `is_named` where there is room for its name."""

    code: str
    name: str
    count: int
    x: int
    y: int
    radius: int
    is_named: bool

    @property
    def name_y(self) -> int:
        """The line on which the name stands, below the circle."""
        return self.y + self.radius + _LINE - 3


@dataclass(frozen=True, eq=False)
class Drawing:
    """The whole drawing. `circles` from most to least, so that a small one lies over a large one; `rows` by name.

    The same counts give the very same drawing as long as it is remembered.
    """

    height: int
    circles: tuple[Circle, ...]
    dots: tuple[tuple[int, int], ...]

    @property
    def rows(self) -> list[Circle]:
        return sorted(self.circles, key=lambda circle: fold(circle.name))


def drawing(counts: Mapping[str, int], chosen: Sequence[str], area: frozenset[str]) -> Drawing:
    """The drawing of what was found per municipality; `chosen` are the municipalities that the list is limited to."""
    shown = {code: count for code, count in counts.items() if count and (not chosen or code in chosen)}
    return _drawn(tuple(sorted(shown.items())), area)


@lru_cache(maxsize=256)
def _drawn(counts: tuple[tuple[str, int], ...], area: frozenset[str]) -> Drawing:
    known = {home.code: home for home in gazetteer().municipalities()}
    found = {known[code]: count for code, count in counts if code in known}
    frame = _Frame.around([*found, *(known[code] for code in sorted(area) if code in known)])
    return Drawing(
        height=frame.height,
        circles=tuple(_circles(found, frame)),
        dots=tuple(
            frame.at(known[code]) for code in sorted(area) if code in known and known[code] not in found
        ),
    )


@dataclass(frozen=True)
class _Frame:
    """How degrees become units of the drawing: at the latitude of its middle, east is as long as north."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: int

    @classmethod
    def around(cls, places: Sequence[Municipality]) -> _Frame:
        if not places:
            return cls(0.0, 0.0, 1.0, 1.0, WIDTH)
        west, east = min(p.lon for p in places), max(p.lon for p in places)
        south, north = min(p.lat for p in places), max(p.lat for p in places)
        narrow = cos(radians((south + north) / 2))
        # One place alone has no extent of its own: then a tenth of a degree is the width.
        scale = (WIDTH - 2 * _PADDING) / max((east - west) * narrow, (north - south) * 0.75, 0.1)
        return cls(west, north, scale, narrow, round((north - south) * scale + 2 * _PADDING + _LINE))

    def at(self, place: Municipality) -> tuple[int, int]:
        x = (place.lon - self.west) * self.squeeze * self.scale + _PADDING
        return round(x), round((self.north - place.lat) * self.scale + _PADDING)


def _circles(found: Mapping[Municipality, int], frame: _Frame) -> Iterable[Circle]:
    most = max(found.values(), default=1)
    drawn: list[tuple[Municipality, int, int, int]] = []
    for home in sorted(found, key=lambda home: (-found[home], home.name)):
        radius = round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(found[home] / most))
        drawn.append((home, *frame.at(home), radius))
    # Circles that come later would lie over a name, so all of them take their place first.
    taken: list[Box] = [(x - radius, y - radius, x + radius, y + radius) for _home, x, y, radius in drawn]
    for home, x, y, radius in drawn:
        name = _name_box(home.name, x, y, radius)
        has_room = name[0] >= 0 and name[2] <= WIDTH and not any(_overlap(name, other) for other in taken)
        taken += [name] if has_room else []
        yield Circle(home.code, home.name, found[home], x, y, radius, has_room)


def _name_box(name: str, x: float, y: float, radius: float) -> Box:
    half = len(name) * _LETTER / 2
    return x - half, y + radius, x + half, y + radius + _LINE


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
