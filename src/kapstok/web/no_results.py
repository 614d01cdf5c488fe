# SPDX-License-Identifier: EUPL-1.2
"""Where to go from a question that finds nothing: what there is without its filters, and what there is at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext

from kapstok.enterprises.finding import Findings
from kapstok.web.directory_query import DirectoryQuery
from kapstok.web.ways import Way

# How many filters are tried without, each by itself, and how many categories are named.
_TRIED = 6
_NAMED = 8
# Codes of one division of the CPV begin with the same two digits.
_DIVISION = 2

Count = Callable[[DirectoryQuery], int]


@dataclass(frozen=True)
class NoResults:
    """`without`: the same question without one filter, or without any, with how many that finds.

    `categories`: what there is at all, what is nearest to the question first.
    """

    without: tuple[Way, ...] = ()
    categories: tuple[Way, ...] = ()


def without_filters(
    asked: DirectoryQuery, narrowing: Sequence[tuple[str, DirectoryQuery]], count: Count, path: str
) -> Iterator[Way]:
    """The question with less of its filters, as far as that finds anything.

    `narrowing` has each filter in words with the question without it; `count` says how many a question finds.
    """
    tried = [
        (gettext("Zoek zonder “%(filter)s”") % {"filter": text}, query) for text, query in narrowing[:_TRIED]
    ]
    if len(narrowing) > 1:
        tried.append((gettext("Zoek opnieuw zonder filters"), asked.without_filters()))
    for text, query in tried:
        if found := count(query):
            yield Way(text, found, query.address(path))


def nearest_categories(whole: Findings, asked: Collection[str], path: str) -> Iterator[Way]:
    """The largest categories of the whole directory, those of the same division as what was asked first."""
    counts = whole.facets.get("category", {})

    def order(code: str) -> tuple[int, int, str]:
        return -_nearness(code, asked), -counts[code], code

    for code in sorted(counts, key=order)[:_NAMED]:
        name = whole.categories.get(code, code)
        yield Way(name, counts[code], f"{path}?{urlencode({'categorie': code})}")


def _nearness(code: str, asked: Collection[str]) -> int:
    """How many digits the code shares with the nearest of those asked; 0 where that is no division."""
    shared = [n for n in range(_DIVISION, len(code) + 1) if any(code[:n] == other[:n] for other in asked)]
    return max(shared, default=0)
