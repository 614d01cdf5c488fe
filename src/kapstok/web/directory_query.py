# SPDX-License-Identifier: EUPL-1.2
"""What someone asks of `/aanbod`, read from the address and written back into addresses (docs/addresses.md)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from kapstok.core.text import squeeze
from kapstok.regions.gazetteer import gazetteer
from kapstok.search.shapes import Sort

# The parameter of an address, and the facet of the search index that it filters.
FACETS: Final[Mapping[str, str]] = {
    "label": "label",
    "trede": "level",
    "kenmerk": "flag",
    "categorie": "category",
    "gemeente": "municipality",
    "regio": "labour_market_region",
}
SORTS: Final[Mapping[str, Sort]] = {
    "relevantie": Sort.RELEVANCE,
    "afstand": Sort.DISTANCE,
    "naam": Sort.NAME,
    "nieuw": Sort.NEWEST,
}
LONGEST_TEXT: Final = 200
LONGEST_AROUND: Final = 100
FARTHEST: Final = 300
_LONGEST_VALUE = 100
_MOST_VALUES = 100
_LAST_PAGE = 100_000
_KILOMETRES = re.compile(r"([0-9]{1,4})(?:[.,][0-9]+)?(?: ?km)?")


@dataclass(frozen=True)
class DirectoryQuery:
    """Words, chosen filter values per parameter, around where and how far (km), the order, and the page (from 1).

    `literal`: the words are meant as they stand. `shortened`: there were too many. `unread`: the parameters whose value
    could not be meant. `unknown`: the filter values that nobody knows, with their parameters (known_values.py).
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    around: str = ""
    within: int | None = None
    sort: str = ""
    page: int = 1
    literal: bool = False
    shortened: bool = False
    unread: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, given: QueryDict) -> DirectoryQuery:
        """The question in an address. Any address is one: what cannot be meant is left out, never refused."""
        text = squeeze(given.get("q", ""))
        within, sort = _within(given.get("binnen", "")), given.get("sorteer", "")
        return cls(
            text=text[:LONGEST_TEXT].strip(),
            chosen={name: values for name in FACETS if (values := _values(name, given.getlist(name)))},
            around=squeeze(given.get("rond", ""))[:LONGEST_AROUND].strip(),
            within=within,
            sort=sort if sort in SORTS else "",
            page=_page(given.get("pagina", "")),
            literal=bool(text) and given.get("letterlijk", "") == "1",
            shortened=len(text) > LONGEST_TEXT,
            unread=(
                *(["binnen"] if given.get("binnen") and within is None else []),
                *(["sorteer"] if sort and sort not in SORTS else []),
            ),
        )

    @property
    def narrowed(self) -> tuple[tuple[str, str], ...]:
        """Every chosen value with its parameter."""
        return tuple((name, value) for name, values in self.chosen.items() for value in values)

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """What a new search keeps: everything but the words, how they are meant, and the page."""
        near = [("rond", self.around), ("binnen", str(self.within or "")), ("sorteer", self.sort)]
        return (*self.narrowed, *(pair for pair in near if pair[1]))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The whole question but its page, as the parameters of an address."""
        words = [("q", self.text)] if self.text else []
        literal = [("letterlijk", "1")] if self.literal else []
        return (*words, *literal, *self.kept)

    @property
    def is_plain(self) -> bool:
        """Whether nothing was asked but a page of the list."""
        return not (self.text or self.kept or self.unread or self.unknown)

    @property
    def filters(self) -> dict[str, frozenset[str]]:
        """The chosen values per facet of the index."""
        return {FACETS[name]: frozenset(values) for name, values in self.chosen.items()}

    def without(self, name: str, value: str) -> DirectoryQuery:
        """The same question with one filter value taken away, from the first page."""
        left = tuple(other for other in self.chosen.get(name, ()) if other != value)
        return replace(self, chosen={**self.chosen, name: left}, page=1)

    def leaving_out(self, unknown: Collection[tuple[str, str]]) -> DirectoryQuery:
        """The same question without these values, which are remembered as unknown."""
        chosen = {
            name: tuple(value for value in values if (name, value) not in unknown)
            for name, values in self.chosen.items()
        }
        return replace(self, chosen=chosen, unknown=tuple(unknown))

    def without_filters(self) -> DirectoryQuery:
        return replace(self, chosen={}, within=None, literal=False, page=1)

    def with_text(self, text: str) -> DirectoryQuery:
        """The same question in other words, which may be understood."""
        return replace(self, text=text, literal=False, page=1)

    def literally(self) -> DirectoryQuery:
        """The same question, its words meant as they stand."""
        return replace(self, literal=True, page=1)

    def near(self, around: str) -> DirectoryQuery:
        return replace(self, around=around, page=1)

    def at_any_distance(self) -> DirectoryQuery:
        return replace(self, within=None, page=1)

    def sorted_by(self, sort: str) -> DirectoryQuery:
        return replace(self, sort=sort, page=1)

    def on_page(self, page: int) -> DirectoryQuery:
        return replace(self, page=page)

    def address(self, path: str) -> str:
        """The question as an address; reading it gives the same question."""
        pairs = [*self.pairs, *([("pagina", str(self.page))] if self.page > 1 else [])]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def address_up_to(self, name: str, path: str) -> str:
        """The same question of one value of a filter, whatever was chosen of it: the address up to that value."""
        address = replace(self, chosen={**self.chosen, name: ()}, page=1).address(path)
        return f"{address}{'&' if '?' in address else '?'}{name}="


def _values(name: str, given: list[str]) -> tuple[str, ...]:
    read = (squeeze(value)[:_LONGEST_VALUE] for value in given[:_MOST_VALUES])
    if name == "gemeente":
        read = (gazetteer().municipality_named(value) or value for value in read)
    if name == "regio":
        read = (gazetteer().labour_market_region_named(value) or value for value in read)
    return tuple(dict.fromkeys(value for value in read if value))


def _within(given: str) -> int | None:
    """Whole kilometres; None where nothing that can be meant was given."""
    read = _KILOMETRES.fullmatch(squeeze(given))
    return min(int(read[1]), FARTHEST) if read and int(read[1]) > 0 else None


def _page(given: str) -> int:
    if given.isascii() and given.isdecimal() and len(given) < 7:
        return min(max(int(given), 1), _LAST_PAGE)
    return 1
