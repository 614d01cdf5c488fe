# SPDX-License-Identifier: EUPL-1.2
"""The order of hits: by worth, by distance, by day or by name, and equals by their turn. The rule: ranking.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import tantivy

from kapstok.search import columns
from kapstok.search.alphabet import NAME_PARTS
from kapstok.search.columns import draw_field
from kapstok.search.distances import kilometres
from kapstok.search.dutch.reading import Understood
from kapstok.search.engine import Snapshot
from kapstok.search.question import among, before_start, from_start
from kapstok.search.shapes import Point, Query, Sort
from kapstok.search.turns import Turn

_SPARE = 64
_WIDER = 8
_MAX_BANDS = 65_000

Place = tuple[float, tantivy.DocAddress]


class Page(NamedTuple):
    """From which hit to which; within the index, because the engine reserves memory for what is asked of it."""

    start: int
    stop: int

    @classmethod
    def of(cls, query: Query, documents: int) -> Page:
        start = min(max(query.offset, 0), documents)
        return cls(start, min(start + max(query.limit, 0), documents))

    def within(self, start: int, stop: int) -> Page:
        """The part of the page that lies in a band from one hit to another, counted within that band."""
        return Page(max(self.start - start, 0), min(self.stop, stop) - start)


class _Band(NamedTuple):
    """Hits that go before all of the next band: those with one term in a field."""

    term: str
    hits: int


def in_order(
    snapshot: Snapshot, query: Query, words: Understood, answer: tantivy.Query, page: Page
) -> list[Place]:
    """The places of one page of the answer, in the order that was asked."""
    searcher, turn = snapshot.searcher, Turn.of(query.day)
    if page.start >= page.stop:
        return []

    def by_worth(part: tantivy.Query, on: Page) -> list[Place]:
        return (_in_turn if words.is_empty else _ranked)(searcher, part, turn, on)

    if query.sort is Sort.DISTANCE and query.near is not None:
        bands = _nearest_first(_terms(searcher, answer, columns.POINT), query.near)
        return _banded(answer, columns.POINT, bands, page, by_worth)
    if query.sort is Sort.NEWEST:
        days = sorted(_terms(searcher, answer, columns.SINCE), reverse=True)
        return _banded(answer, columns.SINCE, days, page, by_worth)
    if query.sort is Sort.NAME:
        return _by_name(searcher, answer, turn, page)
    return by_worth(answer, page)


def _nearest_first(bands: list[_Band], near: Point) -> list[_Band]:
    """Where nobody knows how far it is comes last."""

    def away(band: _Band) -> tuple[float, str]:
        at = columns.point_of(band.term)
        return (kilometres(near, at) if at else float("inf")), band.term

    return sorted(bands, key=away)


def _banded(
    answer: tantivy.Query,
    field: str,
    bands: list[_Band],
    page: Page,
    by_worth: Callable[[tantivy.Query, Page], list[Place]],
) -> list[Place]:
    return [
        place
        for band, part in _on_page(bands, page)
        for place in by_worth(among(answer, field, [band.term]), part)
    ]


def _on_page(bands: list[_Band], page: Page) -> Iterator[tuple[_Band, Page]]:
    """The bands that a page shows something of, each with what."""
    start = 0
    for band in bands:
        stop = start + band.hits
        if page.start < stop and start < page.stop:
            yield band, page.within(start, stop)
        start = stop


def _ranked(searcher: tantivy.Searcher, query: tantivy.Query, turn: Turn, page: Page) -> list[Place]:
    """Best first. Looks past the page until it has everyone who is as good as the last one on it."""
    reach = page.stop + _SPARE
    while True:
        total, places = _search(searcher, query, min(reach, searcher.num_docs))
        best = [(round(score, 3), address) for score, address in places]
        if len(best) == total or best[-1][0] < best[page.stop - 1][0]:
            break
        reach *= _WIDER
    drawn = searcher.fast_field_values(draw_field(turn.draw), [address for _, address in best])
    ranked = sorted(zip(best, drawn, strict=True), key=lambda one: (-one[0][0], turn.rank(int(one[1] or 0))))
    return [place for place, _ in ranked[page.start : page.stop]]


def _in_turn(searcher: tantivy.Searcher, query: tantivy.Query, turn: Turn, page: Page) -> list[Place]:
    """Everyone, in the order of the day: from the day's start to the end of the circle, then from its beginning."""
    wanted, draw = page.stop - page.start, draw_field(turn.draw)
    ahead, places = _search(searcher, from_start(query, turn), wanted, page.start, draw)
    if len(places) < wanted:
        past_end = max(page.start - ahead, 0)
        places += _search(searcher, before_start(query, turn), wanted - len(places), past_end, draw)[1]
    return [(0.0, address) for _, address in places]


def _by_name(searcher: tantivy.Searcher, query: tantivy.Query, turn: Turn, page: Page) -> list[Place]:
    """By the alphabet. Looks past the page until it has everyone whose name begins as that of the last one on it."""
    first, reach = columns.name_field(0), page.stop + _SPARE
    while True:
        total, places = _search(searcher, query, min(reach, searcher.num_docs), by=first)
        addresses = [address for _, address in places]
        begins = _values(searcher, first, addresses)
        if len(places) == total or begins[-1] > begins[page.stop - 1]:
            break
        reach *= _WIDER
    rest = [_values(searcher, columns.name_field(part), addresses) for part in range(1, NAME_PARTS)]
    turns = [turn.rank(drawn) for drawn in _values(searcher, draw_field(turn.draw), addresses)]
    named = sorted(zip(begins, *rest, turns, range(len(places)), strict=True))
    return [(0.0, addresses[one[-1]]) for one in named[page.start : page.stop]]


def _values(searcher: tantivy.Searcher, field: str, addresses: list[tantivy.DocAddress]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(field, addresses)]


def _terms(searcher: tantivy.Searcher, query: tantivy.Query, field: str) -> list[_Band]:
    counted = searcher.aggregate(query, {field: {"terms": {"field": field, "size": _MAX_BANDS}}})
    return [_Band(each["key"], each["doc_count"]) for each in counted[field]["buckets"]]


def _search(
    searcher: tantivy.Searcher, query: tantivy.Query, wanted: int, start: int = 0, by: str | None = None
) -> tuple[int, list[Place]]:
    """All hits counted, `wanted` of them given. The engine panics when asked for none."""
    result: Any = searcher.search(query, max(wanted, 1), offset=start, order_by_field=by, order=_order(by))
    return int(result.count), list(result.hits[:wanted])


def _order(by: str | None) -> tantivy.Order:
    return tantivy.Order.Asc if by else tantivy.Order.Desc
