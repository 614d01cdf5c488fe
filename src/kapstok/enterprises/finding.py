# SPDX-License-Identifier: EUPL-1.2
"""What a search of the directory finds: hits of the index, as the database says they stand on the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.standing import Standing, standing
from kapstok.regions.folder import RegionFolder
from kapstok.search.index import search_index
from kapstok.search.shapes import Query


@dataclass(frozen=True)
class Find:
    """One enterprise found, as it stands; `why` tells a reader, in Dutch, where the words were found."""

    standing: Standing
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class Findings:
    """One page of what was found. `facets` count what the index knows, which may lag a moment behind the finds.

    `available` is false while there is no index to ask: nothing was searched, which is not nothing found.
    """

    total: int
    finds: tuple[Find, ...]
    facets: Mapping[str, Mapping[str, int]]
    took_ms: float
    available: bool


def index_path(folder: RegionFolder) -> Path:
    """Where the search index of a region lies."""
    return folder.var / "search"


def find(folder: RegionFolder, query: Query) -> Findings:
    """The enterprises that answer a query; what is not listed on its day is neither among them nor counted."""
    result = search_index(index_path(folder)).search(query)
    hits = {hit.key: hit for hit in result.hits}
    known = standing(list(hits), query.day, ListingRules.of(folder.region()))
    listed = [(one, hits[str(one.enterprise.pk)]) for one in known if one.is_listed]
    finds = tuple(Find(one, hit.score, hit.why) for one, hit in listed)
    total = result.total - (len(hits) - len(finds))
    return Findings(total, finds, result.facets, result.took_ms, result.available)
