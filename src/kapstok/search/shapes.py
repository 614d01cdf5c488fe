# SPDX-License-Identifier: EUPL-1.2
"""What goes into the index, what is asked of it, what comes back. Nothing here knows what a document stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kapstok.core.clock import now

FACETS = ("label", "level", "flag", "municipality", "labour_market_region", "province")


def _only_known(facets: Mapping[str, object]) -> None:
    unknown = sorted(set(facets) - set(FACETS))
    if unknown:
        raise ValueError(f"no such facet: {', '.join(unknown)}")


@dataclass(frozen=True)
class Document:
    """One thing to be found, as a reader would describe it.

    `key` names it for ever. `names` are its other names. `municipality` is a name, as people type it; codes belong in
    `facets`, whose values are opaque here ("pso", "pso:3", "GM0193").
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

    def __post_init__(self) -> None:
        _only_known(self.facets)


@dataclass(frozen=True)
class Query:
    """What someone asks: words, and filters (or within one facet, and across facets).

    An empty `text` browses everything that the filters leave. `day` decides the order among equals (see turns.py); one
    day gives one order, page after page. Any text is welcome; only its first words count.
    """

    text: str = ""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    limit: int = 20
    offset: int = 0
    day: date = field(default_factory=lambda: now().date())

    def __post_init__(self) -> None:
        _only_known(self.filters)


@dataclass(frozen=True)
class Hit:
    """One document found. `why` tells a reader, in Dutch, where the words were found; empty when browsing."""

    key: str
    score: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """One page of hits, the number of all hits, and for every facet how many hits each value has.

    The counts of a facet do not feel that facet's own filter, so that a reader sees what another choice would bring.
    `available` is false while there is no index that can be read: nothing was searched, which is not nothing found.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    took_ms: float
    available: bool = True
