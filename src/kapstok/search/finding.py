# SPDX-License-Identifier: EUPL-1.2
"""One question put to one snapshot of the index: which documents, in which order, and the counts beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import tantivy

from kapstok.search import columns
from kapstok.search.distances import counted, kilometres
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.meaning import arrived
from kapstok.search.dutch.reading import Understood
from kapstok.search.engine import Snapshot
from kapstok.search.ordering import Page, Place, in_order
from kapstok.search.question import (
    FARTHEST,
    among,
    answers,
    around,
    enough,
    everything,
    filtered,
    with_nearness,
)
from kapstok.search.shapes import FACETS, Dropped, Hit, Point, Query, Sort

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
    asked: Understood | None = None
    dropped: tuple[Dropped, ...] = ()
    unfiltered: int = 0


@dataclass(frozen=True)
class _Asked:
    """A question as the engine gets it: what answers it within its filters, and the same with each filter left out.

    `query` has the labels and the place that stood in the text among its filters. `near_enough` are the points within
    reach, None when no reach was asked.
    """

    query: Query
    words: Understood
    answer: tantivy.Query
    near_enough: tuple[str, ...] | None
    dropped: tuple[Dropped, ...] = ()

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


def find(snapshot: Snapshot, query: Query, chain: Chain, words: Understood) -> Found:
    """The page that the query asks for, in its order, equals in the order of the day. Raises what the engine raises.

    `words` is the query's text as the chain understands it.
    """
    sameness = _sameness(query, chain)
    asked, total = snapshot.once(("asked", *sameness), lambda: _answered(snapshot, query, chain, words))
    points = snapshot.once(("points", *sameness), lambda: _points_of(snapshot.searcher, asked))
    page = Page.of(query, snapshot.searcher.num_docs)
    # What is remembered of a question is the same on all days, but for the order.
    asked_today = replace(asked.query, day=query.day)
    places = in_order(snapshot, asked_today, asked.words, _ranked(asked, chain, points), page)
    return Found(
        total,
        _hits(snapshot.searcher, asked, places),
        snapshot.once(("facets", *sameness), lambda: _counts(snapshot.searcher, asked)),
        snapshot.once(("near", *sameness), lambda: _distances(asked, points)),
        words,
        asked.dropped,
        snapshot.once(
            ("unfiltered", *sameness), lambda: 0 if total else _unfiltered(snapshot.searcher, asked)
        ),
    )


def find_keys(snapshot: Snapshot, query: Query, chain: Chain, words: Understood) -> tuple[str, ...]:
    """The keys of all that answers, in no order; page and sort do not count."""
    searcher = snapshot.searcher
    asked, _ = _answered(snapshot, query, chain, words)
    hits = searcher.search(asked.narrowed, max(searcher.num_docs, 1)).hits
    return tuple(str(searcher.doc(address).get_first(columns.KEY)) for _, address in hits)


def vocabulary(snapshot: Snapshot) -> Mapping[str, int]:
    """The words of names and offerings with how many documents have them; takes as long as counting them."""
    return _terms(snapshot.searcher, everything(), columns.VOCABULARY)


def knows(snapshot: Snapshot, word: str) -> bool:
    """Whether a document has this word (folded) in its name or offerings."""
    return snapshot.searcher.doc_freq(columns.VOCABULARY, word) > 0


def count(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """How many documents answer."""
    result: Any = searcher.search(query, 1)
    return int(result.count)


def _sameness(query: Query, chain: Chain) -> tuple[Any, ...]:
    """What questions with the same counts have in common."""
    filters = tuple((facet, values) for facet, values in sorted(query.filters.items()) if values)
    near = (query.near, query.within) if query.near else None
    return query.text, query.literal, filters, near, query.sort, chain, arrived()


def _answered(snapshot: Snapshot, query: Query, chain: Chain, words: Understood) -> tuple[_Asked, int]:
    """The first way of reading the question that finds anything, else the last one; and how much it finds."""
    for asked in _readings(snapshot, query, chain, words):
        total = count(snapshot.searcher, asked.narrowed)
        if total:
            break
    return asked, total


def _readings(snapshot: Snapshot, query: Query, chain: Chain, words: Understood) -> Iterator[_Asked]:
    """The question as it was asked, then with ever more left out: words, how far, labels. Filters always stay."""
    least, whole = enough(words), _with_text(query, words)
    yield _asked(snapshot, whole, chain, words, least)
    dropped: tuple[Dropped, ...] = ()
    if least > 1:
        least, dropped = 1, (Dropped.WORDS,)
        yield _asked(snapshot, whole, chain, words, least, dropped)
    if whole.within is not None and query.within is None:
        whole, dropped = replace(whole, within=None), (*dropped, Dropped.REACH)
        yield _asked(snapshot, whole, chain, words, least, dropped)
    if whole.filters != query.filters:
        whole, dropped = replace(whole, filters=query.filters), (*dropped, Dropped.LABELS)
        yield _asked(snapshot, whole, chain, words, least, dropped)


def _with_text(query: Query, words: Understood) -> Query:
    """The query with what its text says of labels and place, as far as nothing was chosen apart."""
    filters = dict(query.filters)
    for label in words.labels:
        if not query.filters.get(label.facet):
            filters[label.facet] = filters.get(label.facet, frozenset()) | label.values
    if words.place is None or query.near is not None:
        return replace(query, filters=filters)
    # Without anything else to go by, the nearest are what was asked for.
    sort = Sort.DISTANCE if words.is_empty and query.sort is Sort.RELEVANCE else query.sort
    within = query.within if query.within is not None else words.place.within
    return replace(query, filters=filters, near=words.place.point, within=within, sort=sort)


def _asked(
    snapshot: Snapshot,
    query: Query,
    chain: Chain,
    words: Understood,
    least: int,
    dropped: tuple[Dropped, ...] = (),
) -> _Asked:
    return _Asked(query, words, _answer(snapshot, chain, words, least), _in_reach(snapshot, query), dropped)


def _answer(snapshot: Snapshot, chain: Chain, words: Understood, least: int) -> tantivy.Query:
    if words.is_empty:
        return everything()
    searcher = snapshot.searcher
    return answers(words, least, chain.thesaurus, searcher.doc_freq, searcher.num_docs)


def _ranked(asked: _Asked, chain: Chain, points: Mapping[str, int]) -> tantivy.Query:
    """The hits with what being near adds: only for ranking them, because it costs more than finding them."""
    place, words = asked.query.near, asked.words
    if words.is_empty or words.place is None or words.place.point != place:
        return asked.narrowed
    farthest = min(words.place.reach + FARTHEST, asked.query.within or FARTHEST * 2)
    near = [(term, km - words.place.reach) for term, km in _within(place, points, farthest)]
    return with_nearness(asked.narrowed, around(words, chain.thesaurus, near))


def _within(place: Point, points: Iterable[str], farthest: float) -> Iterator[tuple[str, float]]:
    """The points (as terms) within so many kilometres, each with its kilometres."""
    for term in points:
        at = columns.point_of(term)
        # One degree is at least 110 km from north to south: most need no more than this.
        if at and abs(at.lat - place.lat) * 110 <= farthest and (km := kilometres(place, at)) <= farthest:
            yield term, km


def _in_reach(snapshot: Snapshot, query: Query) -> tuple[str, ...] | None:
    """Every point of the index that lies within reach."""
    near, within = query.near, query.within
    if near is None or within is None:
        return None
    return tuple(term for term, at in _around(snapshot, near, within) if kilometres(near, at) <= within)


def _around(snapshot: Snapshot, near: Point, within: float) -> Iterator[tuple[str, Point]]:
    """The points of the index that may lie within so many kilometres, by a square that holds the circle."""
    tall = within / 111
    wide = within / 60
    for term, at in snapshot.once("points", lambda: _points(snapshot.searcher)):
        if abs(at.lat - near.lat) <= tall and abs(at.lon - near.lon) <= wide:
            yield term, at


def _points(searcher: tantivy.Searcher) -> tuple[tuple[str, Point], ...]:
    known = _terms(searcher, everything(), columns.POINT)
    return tuple((term, at) for term in known if (at := columns.point_of(term)))


def _unfiltered(searcher: tantivy.Searcher, asked: _Asked) -> int:
    return count(searcher, asked.answer) if asked.query.filters or asked.near_enough is not None else 0


def _hits(searcher: tantivy.Searcher, asked: _Asked, places: list[Place]) -> tuple[Hit, ...]:
    near = asked.query.near
    stored = [(score, searcher.doc(address)) for score, address in places]
    return tuple(
        Hit(str(one.get_first(columns.KEY)), score, _distance(near, one) if near else None)
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


def _points_of(searcher: tantivy.Searcher, asked: _Asked) -> Mapping[str, int]:
    """Where the hits at any distance are, and how many; nothing where no point was asked."""
    return _terms(searcher, asked.at_any_distance, columns.POINT) if asked.query.near else {}


def _distances(asked: _Asked, found: Mapping[str, int]) -> Mapping[int, int]:
    if asked.query.near is None:
        return {}
    points = {at: hits for term, hits in found.items() if (at := columns.point_of(term))}
    return counted(asked.query.near, points)


def _terms(searcher: tantivy.Searcher, query: tantivy.Query, field: str) -> dict[str, int]:
    """How many documents have each term of a field."""
    counted = searcher.aggregate(query, {field: {"terms": {"field": field, "size": _MAX_POINTS}}})
    return {each["key"]: each["doc_count"] for each in counted[field]["buckets"]}
