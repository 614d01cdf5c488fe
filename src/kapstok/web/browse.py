# SPDX-License-Identifier: EUPL-1.2
"""What there is, to begin with when one does not know what to search for: by category, place and label, with counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from kapstok.core.text import fold
from kapstok.enterprises.finding import Findings, find
from kapstok.regions.folder import RegionFolder
from kapstok.regions.region_file import Region
from kapstok.search.alphabet import name_parts
from kapstok.search.shapes import Query
from kapstok.web.directory_query import FACETS
from kapstok.web.filters import value_text
from kapstok.web.ways import Way

# From how many links on a list is cut by the alphabet.
_LONG = 30


@dataclass(frozen=True)
class Letter:
    """The links that begin with one letter; an empty letter where the list is short. `id` is its place on the page."""

    id: str
    letter: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class LabelWays:
    """A label, and its levels and flags that someone holds."""

    label: Way
    levels: tuple[Way, ...]


@dataclass(frozen=True)
class BrowsePage:
    """All that the page shows; `available` is false while there is nothing to ask."""

    available: bool
    total: int
    categories: tuple[Letter, ...]
    municipalities: tuple[Letter, ...]
    regions: tuple[Way, ...]
    labels: tuple[LabelWays, ...]


def browse_page(path: str, folder: RegionFolder, day: date) -> BrowsePage:
    """What can be found today, by links to the list at `path`."""
    region, found = folder.region(), find(folder, Query(limit=0, day=day))
    by = _Ways(path, region, found)
    return BrowsePage(
        available=found.available,
        total=found.total,
        categories=_by_letter("categorie", by.all("categorie")),
        municipalities=_by_letter("gemeente", by.all("gemeente")),
        regions=tuple(sorted(by.all("regio"), key=lambda way: name_parts(way.text))),
        labels=tuple(_labels(region, by)),
    )


@dataclass(frozen=True)
class _Ways:
    path: str
    region: Region
    found: Findings

    def counts(self, name: str) -> Mapping[str, int]:
        return self.found.facets.get(FACETS[name], {})

    def all(self, name: str) -> list[Way]:
        return [self.way(name, value) for value in self.counts(name)]

    def way(self, name: str, value: str) -> Way:
        text = value_text(self.region, name, value, self.found.categories)
        return Way(text, self.counts(name).get(value, 0), f"{self.path}?{urlencode({name: value})}")


def _by_letter(name: str, ways: Iterable[Way]) -> tuple[Letter, ...]:
    found = sorted(ways, key=lambda way: name_parts(way.text))
    if len(found) <= _LONG:
        return (Letter(name, "", tuple(found)),) if found else ()
    letters: defaultdict[str, list[Way]] = defaultdict(list)
    for way in found:
        letters[_letter(way.text)].append(way)
    return tuple(
        Letter(f"{name}-{_as_id(letter)}", letter, tuple(letters[letter])) for letter in sorted(letters)
    )


def _letter(text: str) -> str:
    """The letter under which a Dutch list has it; what begins otherwise stands under #, before the letters."""
    first = next((each for each in fold(text) if each.isalnum()), "").upper()
    return first if first.isascii() and first.isalpha() else "#"


def _as_id(letter: str) -> str:
    return "ander" if letter == "#" else letter.lower()


def _labels(region: Region, by: _Ways) -> Iterable[LabelWays]:
    for key, label in region.labels.items():
        parts = [("trede", f"{key}:{level}") for level in label.levels]
        parts += [("kenmerk", f"{key}:{flag}") for flag in label.flags]
        levels = tuple(by.way(name, value) for name, value in parts if by.counts(name).get(value))
        if by.counts("label").get(key):
            yield LabelWays(by.way("label", key), levels)
