# SPDX-License-Identifier: EUPL-1.2
"""One question put to one snapshot of the index: which documents, in which order, and the counts beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import tantivy

from kapstok.search import columns
from kapstok.search.analysis import Understood, understand
from kapstok.search.distances import counted, kilometres
from kapstok.search.engine import Snapshot
from kapstok.search.ordering import Page, Place, in_order
from kapstok.search.question import among, answers, enough, everything, filtered
from kapstok.search.reasons import explainer
from kapstok.search.shapes import FACETS, Hit, Point, Query

_MAX_FACET_VALUES = 1_000
_MAX_POINTS = 65_000

Filters = Mapping[str, frozenset[str]]
Counts = Mapping[str, Mapping[str, int]]


class Found(NamedTuple):
    """What `find` gives: all hits counted, one page of them shown."""

    total: int
    hits: tuple[Hit, ...]
    facets: Counts
    distances: Mapping[int, int]
    spellings: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class _Asked:
    """A question as the engine gets it: what answers it within its filters, and the same with each filter left out.

    `near_enough` are the points within reach, None when no reach was asked.
    """

    query: Query
    words: Understood
    answer: tantivy.Query
    near_enough: tuple[str, ...] | None

    @property
    def narrowed(self) -> tantivy.Query:
        return self.without(None)

    def without(self, facet: str | None) -> tantivy.Query:
        """What answers the question when one facet filters nothing."""
        return self._in_reach(filtered(self.answer, self.query.filters, facet))

    @property
    def at_any_distance(self) -> tantivy.Query:
        return filtered(self.answer, self.query.filters)

    def _in_reach(self, query: tantivy.Query) -> tantivy.Query:
        return query if self.near_enough is None else among(query, columns.POINT, self.near_enough)


def find(snapshot: Snapshot, query: Query) -> Found:
    """The page that the query asks for, in its order, equals in the order of the day. Raises what the engine raises."""
    asked = _asked(snapshot, query)
    total = snapshot.once(("total", *_sameness(query)), lambda: count(snapshot.searcher, asked.narrowed))
    page = Page.of(query, snapshot.searcher.num_docs)
    places = in_order(snapshot, query, asked.words, asked.narrowed, page)
    return Found(
        total,
        _hits(snapshot.searcher, asked, places),
        snapshot.once(("facets", *_sameness(query)), lambda: _counts(snapshot.searcher, asked)),
        snapshot.once(("near", *_sameness(query)), lambda: _distances(snapshot.searcher, asked)),
        snapshot.once("spellings", lambda: _spellings(snapshot.searcher)),
    )


def find_keys(snapshot: Snapshot, query: Query) -> tuple[str, ...]:
    """The keys of all that answers, in no order; page and sort do not count."""
    searcher = snapshot.searcher
    hits = searcher.search(_asked(snapshot, query).narrowed, max(searcher.num_docs, 1)).hits
    return tuple(str(searcher.doc(address).get_first(columns.KEY)) for _, address in hits)


def count(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """How many documents answer."""
    result: Any = searcher.search(query, 1)
    return int(result.count)


def _sameness(query: Query) -> tuple[Any, ...]:
    """What questions with the same counts have in common."""
    filters = tuple((facet, values) for facet, values in sorted(query.filters.items()) if values)
    return query.text, filters, query.near, query.within if query.near else None


def _asked(snapshot: Snapshot, query: Query) -> _Asked:
    words, reach = understand(query.text), _in_reach(snapshot, query)
    everyone = _Asked(query, words, everything(), reach)
    if not words.words:
        return everyone
    return _Asked(query, words, _answer(snapshot.searcher, everyone), reach)


def _in_reach(snapshot: Snapshot, query: Query) -> tuple[str, ...] | None:
    """Every point of the index that lies within reach."""
    near, within = query.near, query.within
    if near is None or within is None:
        return None
    known = snapshot.once("points", lambda: tuple(_terms(snapshot.searcher, everything(), columns.POINT)))
    return tuple(term for term in known if (at := columns.point_of(term)) and kilometres(near, at) <= within)


def _answer(searcher: tantivy.Searcher, asked: _Asked) -> tantivy.Query:
    """What answers the words: enough of them, or, where nothing within the filters has enough, any of them."""
    least = enough(len(asked.words.words))
    strict = answers(asked.words, least, searcher.doc_freq, searcher.num_docs)
    if least == 1 or count(searcher, _Asked(asked.query, asked.words, strict, asked.near_enough).narrowed):
        return strict
    return answers(asked.words, 1, searcher.doc_freq, searcher.num_docs)


def _hits(searcher: tantivy.Searcher, asked: _Asked, places: list[Place]) -> tuple[Hit, ...]:
    explain = explainer(asked.words)
    stored = [(score, searcher.doc(address)) for score, address in places]
    return tuple(
        Hit(
            str(one.get_first(columns.KEY)),
            score,
            explain(columns.shown(one)) if score else (),
            _distance(asked.query.near, one) if asked.query.near else None,
        )
        for score, one in stored
    )


def _distance(near: Point, stored: tantivy.Document) -> float | None:
    at = columns.point_of(str(stored.get_first(columns.POINT)))
    return kilometres(near, at) if at else None


def _counts(searcher: tantivy.Searcher, asked: _Asked) -> Counts:
    """Hits per value of each facet; a facet that filters is counted apart, without its own filter."""
    chosen = {facet: values for facet, values in asked.query.filters.items() if values}
    counts = _count(searcher, asked.narrowed, [facet for facet in FACETS if facet not in chosen])
    for facet, values in chosen.items():
        counts |= _count(searcher, asked.without(facet), [facet])
        counts[facet] = dict.fromkeys(sorted(values), 0) | counts[facet]
    return {facet: counts[facet] for facet in FACETS}


def _count(searcher: tantivy.Searcher, query: tantivy.Query, facets: list[str]) -> dict[str, dict[str, int]]:
    if not facets:
        return {}
    asked = {
        facet: {"terms": {"field": columns.facet_field(facet), "size": _MAX_FACET_VALUES}} for facet in facets
    }
    counted = searcher.aggregate(query, asked)
    return {facet: {each["key"]: each["doc_count"] for each in counted[facet]["buckets"]} for facet in facets}


def _distances(searcher: tantivy.Searcher, asked: _Asked) -> Mapping[int, int]:
    if asked.query.near is None:
        return {}
    found = _terms(searcher, asked.at_any_distance, columns.POINT)
    points = {at: hits for term, hits in found.items() if (at := columns.point_of(term))}
    return counted(asked.query.near, points)


def _spellings(searcher: tantivy.Searcher) -> Mapping[str, Mapping[str, str]]:
    """The commonest spelling of every value; between equals the first in the alphabet, so that it stays."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    known = _terms(searcher, everything(), columns.SPELLING)
    for term in sorted(known, key=lambda term: (-known[term], term)):
        facet, each, text = term.split("\t", 2)
        found[facet].setdefault(each, text)
    return found


def _terms(searcher: tantivy.Searcher, query: tantivy.Query, field: str) -> dict[str, int]:
    """How many documents have each term of a field."""
    counted = searcher.aggregate(query, {field: {"terms": {"field": field, "size": _MAX_POINTS}}})
    return {each["key"]: each["doc_count"] for each in counted[field]["buckets"]}
