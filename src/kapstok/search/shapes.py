# SPDX-License-Identifier: EUPL-1.2
"""What goes into the index, what is asked of it, what comes back. Nothing here knows what a document stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kapstok.core.clock import now

if TYPE_CHECKING:
    from kapstok.search.dutch.reading import Understood

FACETS = ("label", "level", "flag", "municipality", "labour_market_region", "province", "category")
# Within how many kilometres hits are counted when a question has a point.
DISTANCES = (5, 10, 25, 50)


class Point(NamedTuple):
    """A point on the earth, in degrees (WGS84)."""

    lat: float
    lon: float


class Sort(StrEnum):
    """What goes first: the best answer, the nearest to the question's point, the name, or who came last."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    NAME = "name"
    NEWEST = "newest"


def _only_known(facets: Mapping[str, object]) -> None:
    unknown = sorted(set(facets) - set(FACETS))
    if unknown:
        raise ValueError(f"no such facet: {', '.join(unknown)}")


@dataclass(frozen=True)
class Document:
    """One thing to be found, as a reader would describe it.

    `key` names it for ever. `names` are its other names. `municipality` is a name, as people type it; codes belong in
    `facets`, whose values are opaque here ("pso", "pso:3", "GM0193"); the facet "category" is made by the chain.
    `point` is where it is, None when unknown; `since` is the day on which it came.
    """

    key: str
    name: str
    names: tuple[str, ...] = ()
    offerings: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    description: str = ""
    city: str = ""
    municipality: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    point: Point | None = None
    since: date | None = None

    def __post_init__(self) -> None:
        _only_known(self.facets)


@dataclass(frozen=True)
class Query:
    """What someone asks: words, and filters (or within one facet, and across facets).

    An empty `text` browses everything that the filters leave. `day` decides the order among equals (see turns.py); one
    day gives one order, page after page. Any text is welcome; only its first words count. `within` is in kilometres
    from `near` and means nothing without it; so does sorting by distance, which then is sorting by relevance. `literal`
    corrects no word and reads no label and no place in the text.
    """

    text: str = ""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    limit: int = 20
    offset: int = 0
    day: date = field(default_factory=lambda: now().date())
    sort: Sort = Sort.RELEVANCE
    near: Point | None = None
    within: float | None = None
    literal: bool = False

    def __post_init__(self) -> None:
        _only_known(self.filters)


@dataclass(frozen=True)
class Hit:
    """One document found; `distance` is in kilometres from the question's point, None where either is unknown."""

    key: str
    score: float
    distance: float | None = None


class Dropped(StrEnum):
    """What was left out of a question, because with it nothing was found."""

    REACH = "reach"
    LABELS = "labels"
    WORDS = "words"


@dataclass(frozen=True)
class Result:
    """One page of hits, the number of all hits, and for every facet how many hits each value has.

    The counts of a facet do not feel that facet's own filter, so that a reader sees what another choice would bring.
    `distances` count the hits within each of DISTANCES, whatever `within` was; empty when no point was asked. `asked`
    is how the question was understood, None when nothing was; `dropped` tells what of it was left out to find anything.
    `unfiltered` is how many there would be without the filters, where there is nothing with them. `available` is false
    while there is no index that can be read: nothing was searched, which is not nothing found.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    took_ms: float
    available: bool = True
    distances: Mapping[int, int] = field(default_factory=dict)
    asked: Understood | None = None
    dropped: tuple[Dropped, ...] = ()
    unfiltered: int = 0
