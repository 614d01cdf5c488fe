# SPDX-License-Identifier: EUPL-1.2
"""A question in the engine's terms. The rule, in our own words, stands in ranking.md; its numbers stand here.

Queries are built from terms, never parsed from text, so that nothing typed can be an operator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import log

import tantivy

from kapstok.search import columns
from kapstok.search.analysis import COLUMNS, Understood, Word
from kapstok.search.columns import schema
from kapstok.search.turns import CIRCLE, Turn

# What it is worth to stand in a column, for a word that nobody else has.
WORTH: Mapping[str, float] = {
    "name": 1.0,
    "offerings": 0.6,
    "sectors": 0.4,
    "place": 0.12,
    "description": 0.12,
}
# The share of that worth when only the beginning of a longer word matches.
BEGINNING = 0.5
# For each word found at all: more than twelve words can be worth together.
FOUND = 20.0
# The share of FOUND for each further column with the word: tells a main trade from a side line, turns no columns round.
CONFIRMED = 0.002
WHOLE_NAME = 1_000.0

_SHORTEST_COMPOUND_PART = 4
_SHORTEST_UNFINISHED = 2
_MAX_FILTER_VALUES = 1_000

_MUST, _SHOULD = tantivy.Occur.Must, tantivy.Occur.Should
Frequency = Callable[[str, str], int]


def beginnings(word: Word) -> tuple[str, ...]:
    """How a longer word may begin to count as found: with a compound's first part, or with what is being typed."""
    parts = [word.stem] if len(word.stem) >= _SHORTEST_COMPOUND_PART else []
    if word.unfinished and len(word.text) >= _SHORTEST_UNFINISHED:
        parts.append(word.text)
    return tuple(dict.fromkeys(parts))


def enough(words: int) -> int:
    """How many of the words a document must hold: half of them, rounded up."""
    return (words + 1) // 2


def answers(asked: Understood, least: int, frequency: Frequency, documents: int) -> tantivy.Query:
    """Documents that hold at least `least` words; `frequency(field, term)` counts documents, out of `documents`."""
    words = [(_SHOULD, _holds(word, _rarity(word, frequency, documents))) for word in asked.words]
    whole_name = tantivy.Query.term_query(schema(), columns.TITLE, columns.value(asked.title))
    return tantivy.Query.boolean_query(
        [
            (_MUST, tantivy.Query.boolean_query(words, least)),
            (_SHOULD, tantivy.Query.const_score_query(whole_name, WHOLE_NAME)),
        ]
    )


def only(kind: str) -> tantivy.Query:
    """The entries of one kind."""
    return tantivy.Query.term_query(schema(), columns.KIND, kind)


def everything() -> tantivy.Query:
    """All documents, without the marker."""
    return only(columns.DOCUMENT)


def filtered(
    query: tantivy.Query, filters: Mapping[str, frozenset[str]], without: str | None = None
) -> tantivy.Query:
    """The query within the filters, except the one on the facet `without`. A facet without values filters nothing."""
    chosen = [_one_of(facet, values) for facet, values in filters.items() if values and facet != without]
    return query.and_must_match(*chosen) if chosen else query


def among(query: tantivy.Query, field: str, terms: Iterable[str]) -> tantivy.Query:
    """The query within the documents that have one of these terms in a field."""
    return query.and_must_match(_any_of(field, terms))


def from_start(query: tantivy.Query, turn: Turn) -> tantivy.Query:
    """What comes between the day's start and the end of the circle."""
    return query.and_must_match(_drawn(turn.draw, turn.start, CIRCLE))


def before_start(query: tantivy.Query, turn: Turn) -> tantivy.Query:
    """What comes after the circle closes."""
    return query.and_must_match(_drawn(turn.draw, 0, turn.start))


def _drawn(draw: int, low: int, high: int) -> tantivy.Query:
    kind = tantivy.FieldType.Unsigned
    bounds = tantivy.Query.range_query(
        schema(), columns.draw_field(draw), kind, low, high, include_upper=False
    )
    return _worth(bounds, 0.0)


def _one_of(facet: str, values: frozenset[str]) -> tantivy.Query:
    """Documents with one of the values; as terms, because the engine's term set reads every document's values."""
    field = columns.facet_field(facet)
    return _any_of(field, [columns.value(each) for each in sorted(values)[:_MAX_FILTER_VALUES]])


def _any_of(field: str, terms: Iterable[str]) -> tantivy.Query:
    found = [(_SHOULD, tantivy.Query.term_query(schema(), field, each, "basic")) for each in terms]
    return _worth(tantivy.Query.boolean_query(found), 0.0)


def _holds(word: Word, rarity: float) -> tantivy.Query:
    """Documents with the word, each at the worth of the best column where it stands, and a little for every other."""
    found = [_in_column(word, column, WORTH[column] * rarity) for column in COLUMNS]
    return tantivy.Query.disjunction_max_query(found, CONFIRMED)


def _in_column(word: Word, column: str, worth: float) -> tantivy.Query:
    whole = _worth(_is_in(word, column), FOUND + worth)
    begun = [_worth(_begins(column, each), FOUND + worth * BEGINNING) for each in beginnings(word)]
    return tantivy.Query.disjunction_max_query([whole, *begun])


def _worth(query: tantivy.Query, score: float) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, score)


def _is_in(word: Word, column: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema(), columns.stems_of(column), word.stem, "basic")


def _begins(column: str, beginning: str) -> tantivy.Query:
    field = columns.words_of(column)
    return tantivy.Query.fuzzy_term_query(schema(), field, beginning, distance=0, prefix=True)


def _rarity(word: Word, frequency: Frequency, documents: int) -> float:
    """0.5..1: how much the word tells, by the column in which it is most common."""
    common = max(frequency(columns.stems_of(column), word.stem) for column in COLUMNS)
    return 0.5 + 0.5 * log(1 + documents / (1 + common)) / log(2 + documents)
