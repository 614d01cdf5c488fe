# SPDX-License-Identifier: EUPL-1.2
"""What someone asks of `/aanbod`, read from the address and written back into addresses (docs/addresses.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from kapstok.core.text import squeeze
from kapstok.regions.gazetteer import gazetteer

# The parameter of an address, and the facet of the search index that it filters.
FACETS: Final[Mapping[str, str]] = {
    "label": "label",
    "trede": "level",
    "kenmerk": "flag",
    "gemeente": "municipality",
    "regio": "labour_market_region",
}
LONGEST_TEXT: Final = 200
_LONGEST_VALUE = 100
_MOST_VALUES = 100
_LAST_PAGE = 100_000


@dataclass(frozen=True)
class DirectoryQuery:
    """Words, chosen filter values per parameter, and the page (from 1). `shortened`: there were too many words."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    shortened: bool = False

    @classmethod
    def read(cls, given: QueryDict) -> DirectoryQuery:
        """The question in an address. Any address is one: what cannot be meant is left out, never refused."""
        text = squeeze(given.get("q", ""))
        return cls(
            text=text[:LONGEST_TEXT].strip(),
            chosen={name: values for name in FACETS if (values := _values(name, given.getlist(name)))},
            page=_page(given.get("pagina", "")),
            shortened=len(text) > LONGEST_TEXT,
        )

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """Every chosen value with its parameter: what a new search keeps."""
        return tuple((name, value) for name, values in self.chosen.items() for value in values)

    @property
    def filters(self) -> dict[str, frozenset[str]]:
        """The chosen values per facet of the index."""
        return {FACETS[name]: frozenset(values) for name, values in self.chosen.items()}

    def without(self, name: str, value: str) -> DirectoryQuery:
        """The same question with one filter value taken away, from the first page."""
        left = tuple(other for other in self.chosen.get(name, ()) if other != value)
        return replace(self, chosen={**self.chosen, name: left}, page=1)

    def without_filters(self) -> DirectoryQuery:
        return replace(self, chosen={}, page=1)

    def on_page(self, page: int) -> DirectoryQuery:
        return replace(self, page=page)

    def address(self, path: str) -> str:
        """The question as an address; reading it gives the same question."""
        pairs = [("q", self.text)] if self.text else []
        pairs += self.kept
        pairs += [("pagina", str(self.page))] if self.page > 1 else []
        return f"{path}?{urlencode(pairs)}" if pairs else path


def _values(name: str, given: list[str]) -> tuple[str, ...]:
    read = (squeeze(value)[:_LONGEST_VALUE] for value in given[:_MOST_VALUES])
    if name == "gemeente":
        read = (gazetteer().municipality_named(value) or value for value in read)
    return tuple(dict.fromkeys(value for value in read if value))


def _page(given: str) -> int:
    if given.isascii() and given.isdecimal() and len(given) < 7:
        return min(max(int(given), 1), _LAST_PAGE)
    return 1
