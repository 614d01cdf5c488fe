# SPDX-License-Identifier: EUPL-1.2
"""Large suppliers without a label for which others nearby have one: where a buyer may begin.

Of the suppliers on whom most is spent, and of whom no label is known, those are chances for whom the directory finds
labelled enterprises within `NEARBY` kilometres, by what they do: the trade words in their name, else the words of the
list's category that are not about spending itself. Who has neither, or is at no known place, is none.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kapstok.core.text import fold
from kapstok.enterprises.finding import Find, find
from kapstok.procurement.scan.spool import Row
from kapstok.regions.folder import RegionFolder
from kapstok.regions.gazetteer import gazetteer
from kapstok.resolution.normalise import company_names
from kapstok.resolution.trades import Kind, word_of
from kapstok.search.shapes import Point, Query

NEARBY: Final = 25.0
MOST: Final = 10
_ALTERNATIVES: Final = 3
# So many of the largest are looked at before it is said that there are no more.
_LOOKED_AT: Final = 200
_TRADES: Final = frozenset({Kind.TRADE, Kind.COINED})
_WORD = re.compile(r"[^\W\d_]{3,}")
# Words of ledgers: they say that money was spent, not on what.
_LEDGER_WORDS: Final = """
aanschaf algemeen algemene and anders bedrijf bedrijven bestedingen budget categorie commercial cost costs
crediteur crediteuren derden dienst diensten dienstverlening divers diverse een exploitatie extern externe facturen
facilitair facilitaire general goods het inhuur inkoop inkopen investeringen kosten levering leveringen leverancier
leveranciers misc miscellaneous nvt onbekend other overig overige post purchases services supplies supplier suppliers
the uitgaven van voor werk werken
"""
_OF_SPENDING: Final = frozenset(_LEDGER_WORDS.split())


@dataclass(frozen=True)
class Alternative:
    """A labelled enterprise near a supplier; kilometres as the crow flies, None where that is not known."""

    slug: str
    name: str
    city: str
    distance: float | None
    labels: tuple[tuple[str, str | None, tuple[str, ...]], ...]
    why: tuple[str, ...]


@dataclass(frozen=True)
class Chance:
    """A supplier without a label, with what was searched for, and who has a label."""

    row: str
    name: str
    city: str
    amount: Decimal | None
    words: str
    alternatives: tuple[Alternative, ...]


class Largest:
    """The rows on which most was spent, of those that are added; of equals the first."""

    def __init__(self, most: int = _LOOKED_AT):
        self._most = most
        self._heap: list[tuple[Decimal, int, Row]] = []

    def add(self, number: int, row: Row) -> None:
        """Counts a row; credit notes and rows without a name never are among the largest."""
        amount = row.amount or Decimal(0)
        if amount < 0 or not row.name:
            return
        if len(self._heap) < self._most:
            heapq.heappush(self._heap, (amount, -number, row))
        elif amount > self._heap[0][0]:
            heapq.heapreplace(self._heap, (amount, -number, row))

    def __iter__(self) -> Iterator[Row]:
        return (row for _, _, row in sorted(self._heap, reverse=True))


def chances(folder: RegionFolder, largest: Largest, day: date) -> tuple[Chance, ...]:
    """At most `MOST` chances on a day, the largest first; none while there is no search index."""
    found: list[Chance] = []
    seen: set[tuple[str, str]] = set()
    ask = lru_cache(maxsize=None)(lambda words, near: _alternatives(folder, words, near, day))
    for row in largest:
        key = (fold(row.name), fold(row.city))
        near = _point(row)
        if key in seen or near is None:
            continue
        seen.add(key)
        for words in searched(row.name, row.category):
            if alternatives := ask(words, near):
                found.append(Chance(row.row, row.name, row.city, row.amount, words, alternatives))
                break
        if len(found) == MOST:
            break
    return tuple(found)


def searched(name: str, category: str) -> tuple[str, ...]:
    """What to search for in place of a supplier, the better question first; nothing where nobody can tell."""
    names = company_names(name)
    # What the supplier calls its trade, and what its trade is called: "hoveniersbedrijf", "groen".
    own = (word for one in names for word in one.words if word_of(word).kind in _TRADES)
    trades = dict.fromkeys((*own, *(trade for one in names for trade in one.trade.split())))
    words = (word for word in _WORD.findall(category) if fold(word) not in _OF_SPENDING)
    return tuple(filter(None, (" ".join(trades), " ".join(dict.fromkeys(words)))))


def _point(row: Row) -> Point | None:
    if not row.city and not row.postcode:
        return None
    at = gazetteer().locate(postcode=row.postcode or None, city=row.city or None)
    return Point(at.lat, at.lon) if at.lat is not None and at.lon is not None else None


def _alternatives(folder: RegionFolder, words: str, near: Point, day: date) -> tuple[Alternative, ...]:
    query = Query(words, limit=_ALTERNATIVES, day=day, near=near, within=NEARBY)
    return tuple(_alternative(one) for one in find(folder, query).finds)


def _alternative(found: Find) -> Alternative:
    enterprise = found.standing.enterprise
    held: Sequence[tuple[str, str | None, tuple[str, ...]]] = [
        (label.label, label.level, tuple(label.flags))
        for label in found.standing.labels
        if label.state == "holds"
    ]
    return Alternative(
        slug=enterprise.slug,
        name=enterprise.name,
        city=enterprise.value("city") or "",
        distance=found.distance,
        labels=tuple(dict.fromkeys(held)),
        why=found.why,
    )
