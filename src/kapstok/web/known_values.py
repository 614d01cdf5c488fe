# SPDX-License-Identifier: EUPL-1.2
"""The question in an address as far as it can be meant: filter values that nobody knows are left out, and named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.http import QueryDict

from kapstok.enterprises.finding import find
from kapstok.regions.folder import RegionFolder
from kapstok.regions.gazetteer import gazetteer
from kapstok.search.shapes import Query
from kapstok.web.directory_query import FACETS, DirectoryQuery
from kapstok.web.filters import own_values

_OF_LABELS: Final = ("label", "trede", "kenmerk")


def question_in(given: QueryDict, folder: RegionFolder, day: date) -> DirectoryQuery:
    """What is asked, of values that exist: the region's own, the gazetteer's, or one that the search index holds.

    A value that exists and finds nothing beside the others stays. While there is no index, no value is unknown.
    """
    asked = DirectoryQuery.read(given)
    strange = [pair for pair in asked.narrowed if not _is_known(*pair, folder)]
    if not strange:
        return asked
    indexed = _indexed(folder, day)
    if indexed is None:
        return asked
    return asked.leaving_out([(name, value) for name, value in strange if value not in indexed[FACETS[name]]])


def _is_known(name: str, value: str, folder: RegionFolder) -> bool:
    """Whether it is known without asking the index."""
    if name == "gemeente":
        return gazetteer().municipality_named(value) is not None
    if name == "regio":
        return gazetteer().labour_market_region_named(value) is not None
    return name in _OF_LABELS and value in set(own_values(folder.region()))


def _indexed(folder: RegionFolder, day: date) -> Mapping[str, Mapping[str, int]] | None:
    """Every facet value of the index, of no question in particular; it remembers them until it changes."""
    found = find(folder, Query(limit=0, day=day))
    return found.facets if found.available else None
