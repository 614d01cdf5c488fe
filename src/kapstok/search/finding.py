# SPDX-License-Identifier: EUPL-1.2
"""One question put to one snapshot of the index: which documents, in which order, and the counts beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import tantivy

from kapstok.search.analysis import Understood, understand
from kapstok.search.columns import KEY, draw_field, facet_field, shown
from kapstok.search.question import answers, before_start, enough, everything, filtered, from_start
from kapstok.search.reasons import explainer
from kapstok.search.shapes import FACETS, Hit, Query
from kapstok.search.turns import Turn

_MAX_FACET_VALUES = 1_000
_SPARE = 64
_WIDER = 8

Place = tuple[float, tantivy.DocAddress]
Filters = Mapping[str, frozenset[str]]
Counts = Mapping[str, Mapping[str, int]]


class Found(NamedTuple):
    """What `find` gives: all hits counted, one page of them shown."""

    total: int
    hits: tuple[Hit, ...]
    facets: Counts


class _Page(NamedTuple):
    """From which hit to which; within the index, because the engine reserves memory for what is asked of it."""

    start: int
    stop: int


def find(searcher: tantivy.Searcher, query: Query) -> Found:
    """The page that the query asks for, best first, equals in the order of the day. Raises what the engine raises."""
    asked = understand(query.text)
    matching = _matching(searcher, asked, query.filters)
    narrowed = filtered(matching, query.filters)
    page, turn = _page(searcher, query), Turn.of(query.day)
    total, places = (_ranked if asked.words else _in_turn)(searcher, narrowed, turn, page)
    return Found(total, _hits(searcher, asked, places), _counts(searcher, matching, query.filters))


def _page(searcher: tantivy.Searcher, query: Query) -> _Page:
    start = min(max(query.offset, 0), searcher.num_docs)
    return _Page(start, min(start + max(query.limit, 0), searcher.num_docs))


def _matching(searcher: tantivy.Searcher, asked: Understood, filters: Filters) -> tantivy.Query:
    """What answers the words: enough of them, or, where nothing within the filters has enough, any of them."""
    if not asked.words:
        return everything()
    least = enough(len(asked.words))
    strict = answers(asked, least, searcher.doc_freq, searcher.num_docs)
    if least == 1 or _search(searcher, filtered(strict, filters), 1)[0]:
        return strict
    return answers(asked, 1, searcher.doc_freq, searcher.num_docs)


def _ranked(
    searcher: tantivy.Searcher, query: tantivy.Query, turn: Turn, page: _Page
) -> tuple[int, list[Place]]:
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
    return total, [place for place, _ in ranked[page.start : page.stop]]


def _in_turn(
    searcher: tantivy.Searcher, query: tantivy.Query, turn: Turn, page: _Page
) -> tuple[int, list[Place]]:
    """Everyone, in the order of the day: from the day's start to the end of the circle, then from its beginning."""
    wanted, draw = page.stop - page.start, draw_field(turn.draw)
    ahead, places = _search(searcher, from_start(query, turn), wanted, page.start, draw)
    if len(places) < wanted:
        past_end = max(page.start - ahead, 0)
        places += _search(searcher, before_start(query, turn), wanted - len(places), past_end, draw)[1]
    return _search(searcher, query, 1)[0], [(0.0, address) for _, address in places]


def _search(
    searcher: tantivy.Searcher, query: tantivy.Query, wanted: int, start: int = 0, by: str | None = None
) -> tuple[int, list[Place]]:
    """All hits counted, `wanted` of them given. The engine panics when asked for none."""
    result: Any = searcher.search(query, max(wanted, 1), offset=start, order_by_field=by, order=_order(by))
    return int(result.count), list(result.hits[:wanted])


def _order(by: str | None) -> tantivy.Order:
    return tantivy.Order.Asc if by else tantivy.Order.Desc


def _hits(searcher: tantivy.Searcher, asked: Understood, places: list[Place]) -> tuple[Hit, ...]:
    explain = explainer(asked)
    stored = [(score, searcher.doc(address)) for score, address in places]
    return tuple(
        Hit(str(one.get_first(KEY)), score, explain(shown(one)) if score else ()) for score, one in stored
    )


def _counts(searcher: tantivy.Searcher, matching: tantivy.Query, filters: Filters) -> Counts:
    """Hits per value of each facet; a facet that filters is counted apart, without its own filter."""
    chosen = {facet: values for facet, values in filters.items() if values}
    counts = _count(searcher, filtered(matching, filters), [facet for facet in FACETS if facet not in chosen])
    for facet, values in chosen.items():
        counts |= _count(searcher, filtered(matching, filters, without=facet), [facet])
        counts[facet] = dict.fromkeys(sorted(values), 0) | counts[facet]
    return {facet: counts[facet] for facet in FACETS}


def _count(searcher: tantivy.Searcher, query: tantivy.Query, facets: list[str]) -> dict[str, dict[str, int]]:
    if not facets:
        return {}
    asked = {facet: {"terms": {"field": facet_field(facet), "size": _MAX_FACET_VALUES}} for facet in facets}
    counted = searcher.aggregate(query, asked)
    return {facet: {each["key"]: each["doc_count"] for each in counted[facet]["buckets"]} for facet in facets}
