# SPDX-License-Identifier: EUPL-1.2
"""A question in the engine's terms. The rule, in our own words, stands in ranking.md; its numbers stand here.

Queries are built from terms, never parsed from text, so that nothing typed can be an operator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import exp, log

import tantivy

from kapstok.search import columns
from kapstok.search.columns import schema
from kapstok.search.dutch.concepts import Match
from kapstok.search.dutch.entries import Strength
from kapstok.search.dutch.places import PlaceAsked
from kapstok.search.dutch.reading import COLUMNS, Understood, Unit, Word
from kapstok.search.dutch.stems import stem
from kapstok.search.dutch.thesaurus import Thesaurus
from kapstok.search.dutch.tokens import tokens
from kapstok.search.turns import CIRCLE, Turn

# What it is worth to have a concept in a trade, to have its neighbour, or to be in its category only.
TRADE: Mapping[str, float] = {columns.MAIN: 1.0, columns.SIDE: 0.7, columns.MENTIONED: 0.12}
NEIGHBOUR: Mapping[str, float] = {columns.MAIN: 0.4, columns.SIDE: 0.3}
SIBLING: Mapping[str, float] = {columns.CATEGORY: 0.25, columns.OTHER_CATEGORY: 0.15}
# The share of it when the words only ask for the concept, or are an official name from the same branch of the CPV.
SURE: Mapping[Strength, float] = {
    Strength.WORD: 1.0,
    Strength.ASK: 0.85,
    Strength.CPV: 0.6,
    Strength.GIST: 1.0,
    Strength.MEANING: 0.5,
}
# What it is worth that a word of no concept stands in a column, when nobody else has it.
WORTH: Mapping[str, float] = {
    "name": 1.0,
    "offerings": 0.9,
    "sectors": 0.7,
    "description": 0.4,
    "place": 0.3,
}
# The share of that worth for a part of a compound, or when only the beginning of a longer word matches.
PART = 0.5
# What it adds to a concept that a seller uses the same words.
SAME_WORD = 0.08
# The share for each further place with the word: tells a main trade from a side line, turns nothing round.
CONFIRMED = 0.002
WHOLE_NAME = 1_000.0
# What it adds to be on the spot that was asked, and the distance in kilometres over which that falls to 37 %.
ON_THE_SPOT = 2.5
FALL_OFF = 14.0
# The share of that for who offers only a neighbour of it.
NEIGHBOURS_GAIN = 0.35
# What it adds to be in the very place that was named, and not in the one beside it.
SAME_PLACE = 1.0
FARTHEST = 60.0

_SHORTEST_PART = 3
# Where a word of no concept counts beside things that are known.
_TELLING = ("name", "offerings", "sectors")
_SHORTEST_UNFINISHED = 2
_MAX_FILTER_VALUES = 1_000

_MUST, _SHOULD = tantivy.Occur.Must, tantivy.Occur.Should
Frequency = Callable[[str, str], int]


def enough(asked: Understood) -> int:
    """How many of the things asked a document must have: half of those that are known and no mere purpose, rounded up.

    Where nothing is known, half of the words.
    """
    asked_for = [unit for unit in asked.units if unit.weight >= 1 and not unit.is_likeness]
    return (len([unit for unit in asked_for if unit.concepts] or asked_for) + 1) // 2


def answers(
    asked: Understood, least: int, thesaurus: Thesaurus, frequency: Frequency, documents: int
) -> tantivy.Query:
    """Documents that have at least `least` things; `frequency(field, term)` counts documents, out of `documents`."""
    units = [unit for unit in asked.units if not unit.is_likeness]
    telling = _TELLING if any(unit.concepts for unit in units) else COLUMNS
    found = [(unit, _has(unit, thesaurus, telling, frequency, documents)) for unit in units]
    asked_for = [(_SHOULD, query) for unit, query in found if unit.weight >= 1]
    purposes = [(_SHOULD, query) for unit, query in found if unit.weight < 1]
    known = tantivy.Query.boolean_query(asked_for or purposes, max(least, 1))
    whole_name = tantivy.Query.term_query(schema(), columns.TITLE, columns.value(asked.title))
    return tantivy.Query.boolean_query(
        [
            (_MUST, _or_like(known, asked, thesaurus)),
            *(purposes if asked_for else ()),
            (_SHOULD, tantivy.Query.const_score_query(whole_name, WHOLE_NAME)),
        ]
    )


def _or_like(known: tantivy.Query, asked: Understood, thesaurus: Thesaurus) -> tantivy.Query:
    """What is like the question in meaning answers it as well as having words enough does."""
    like = [match for unit in asked.units if unit.is_likeness for match in unit.concepts]
    if not like:
        return known
    best = tantivy.Query.disjunction_max_query(_of_concepts(like, thesaurus), CONFIRMED)
    return tantivy.Query.boolean_query([(_SHOULD, known), (_SHOULD, best)])


def around(asked: Understood, thesaurus: Thesaurus, points: Iterable[tuple[str, float]]) -> tantivy.Query:
    """What being near adds for who offers one of the things asked, and less for who offers its neighbour.

    `points` are the index's points with their distances (km) from where one is simply there. Who is only of the same
    category gains nothing: nearness makes no trade of what is none.
    """
    near = list(points)
    # What is found is worth more where more was asked; being near keeps its share of that.
    whole = sum(unit.weight for unit in asked.units)
    needed = [unit for unit in asked.units if unit.weight >= 1] or asked.units
    own = [match.concept for unit in needed for match in unit.concepts]
    others = [each for concept in own for each in thesaurus.concepts[concept].near if each not in own]
    words = [word for unit in needed if not unit.concepts for word in unit.words]
    nearness_of = _nearness(asked, near)
    gains = [
        tantivy.Query.boost_query(nearness_of, share).and_must_match(
            _worth(tantivy.Query.boolean_query(found), 0.0)
        )
        for found, share in ((_traded(own) + _said(words), whole), (_traded(others), whole * NEIGHBOURS_GAIN))
        if found
    ]
    return tantivy.Query.disjunction_max_query(gains)


def _traded(concepts: Iterable[str]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    return [
        (_SHOULD, tantivy.Query.term_query(schema(), trade, concept, "basic"))
        for concept in concepts
        for trade in (columns.MAIN, columns.SIDE)
    ]


def _said(words: Iterable[Word]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    return [(_SHOULD, _is_in(word, column)) for word in words for column in COLUMNS]


def _nearness(asked: Understood, points: Iterable[tuple[str, float]]) -> tantivy.Query:
    field = columns.POINT
    gains = [
        (_SHOULD, _worth(tantivy.Query.term_query(schema(), field, term, "basic"), nearness(km)))
        for term, km in points
    ]
    if asked.place is not None:
        there = tantivy.Query.disjunction_max_query(list(_in_place(asked.place)))
        gains.append((_SHOULD, _worth(there, SAME_PLACE)))
    return tantivy.Query.boolean_query(gains)


def _in_place(place: PlaceAsked) -> Iterator[tantivy.Query]:
    """Documents in the very place: they bear its name, or lie in a municipality of what is larger than a place."""
    field = columns.facet_field("municipality")
    yield tantivy.Query.boolean_query(
        [
            (_MUST, tantivy.Query.term_query(schema(), columns.stems_of("place"), stem(word), "basic"))
            for word in tokens(place.name)
        ]
    )
    if place.kind not in {"place", "postcode"}:
        yield _any_of(field, sorted(place.municipalities))


def nearness(km: float) -> float:
    """What a distance adds: less by the exponential of its kilometres."""
    return ON_THE_SPOT * exp(-max(km, 0.0) / FALL_OFF)


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


def with_nearness(query: tantivy.Query, gain: tantivy.Query) -> tantivy.Query:
    """The query, in which being near adds to what is found."""
    return tantivy.Query.boolean_query([(_MUST, query), (_SHOULD, gain)])


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


def _has(
    unit: Unit, thesaurus: Thesaurus, telling: Sequence[str], frequency: Frequency, documents: int
) -> tantivy.Query:
    """Documents with the thing, each at its best worth, and a little for every other."""
    if not unit.concepts:
        words = [(_SHOULD, _holds(word, telling, unit.weight, frequency, documents)) for word in unit.words]
        return words[0][1] if len(words) == 1 else tantivy.Query.boolean_query(words)
    found = _of_concepts(unit.concepts, thesaurus, unit.weight)
    found += [
        _worth(_is_in(word, column), WORTH[column] * PART * unit.weight)
        for word in unit.words
        for column in ("name", "offerings")
    ]
    same = [
        (_SHOULD, _worth(_is_in(word, "offerings"), SAME_WORD * unit.weight / len(unit.words)))
        for word in unit.words
    ]
    best = tantivy.Query.disjunction_max_query(found, CONFIRMED)
    return tantivy.Query.boolean_query([(_MUST, best), *same])


def _of_concepts(matches: Iterable[Match], thesaurus: Thesaurus, weight: float = 1.0) -> list[tantivy.Query]:
    return [
        _worth(tantivy.Query.term_query(schema(), field, term, "basic"), worth * weight)
        for (field, term), worth in _worths(matches, thesaurus).items()
    ]


def _worths(matches: Iterable[Match], thesaurus: Thesaurus) -> Mapping[tuple[str, str], float]:
    """What each term is worth at best."""
    found: dict[tuple[str, str], float] = {}
    for match in matches:
        for field, term, worth in _terms(match, thesaurus):
            found[field, term] = max(found.get((field, term), 0.0), worth * SURE[match.strength])
    return found


def _terms(match: Match, thesaurus: Thesaurus) -> Iterator[tuple[str, str, float]]:
    concept = thesaurus.concepts[match.concept]
    yield from ((trade, concept.id, worth) for trade, worth in TRADE.items())
    for near in concept.near:
        yield from ((trade, near, worth) for trade, worth in NEIGHBOUR.items())
    yield from ((field, concept.category, worth) for field, worth in SIBLING.items())


def _holds(
    word: Word, telling: Sequence[str], weight: float, frequency: Frequency, documents: int
) -> tantivy.Query:
    """Documents with a word of no concept, by the best column where it stands."""
    rarity = _rarity(word, frequency, documents) * weight
    found = [each for column in telling for each in _in_column(word, column, WORTH[column] * rarity)]
    return tantivy.Query.disjunction_max_query(found, CONFIRMED)


def _in_column(word: Word, column: str, worth: float) -> Iterator[tantivy.Query]:
    yield _worth(_is_in(word, column), worth)
    if len(word.stem) >= _SHORTEST_PART:
        yield _worth(_is_part(word, column), worth * PART)
    if word.unfinished and len(word.text) >= _SHORTEST_UNFINISHED:
        yield _worth(_begins(column, word.text), worth * PART)


def _worth(query: tantivy.Query, score: float) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, score)


def _is_in(word: Word, column: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema(), columns.stems_of(column), word.stem, "basic")


def _is_part(word: Word, column: str) -> tantivy.Query:
    """All parts of the word, as words or in compounds: parts are never alternatives."""
    field = columns.parts_of(column)
    every = [(_MUST, tantivy.Query.term_query(schema(), field, part, "basic")) for part in word.parts]
    return tantivy.Query.boolean_query(every)


def _begins(column: str, beginning: str) -> tantivy.Query:
    field = columns.words_of(column)
    return tantivy.Query.fuzzy_term_query(schema(), field, beginning, distance=0, prefix=True)


def _rarity(word: Word, frequency: Frequency, documents: int) -> float:
    """0.5..1: how much the word tells, by the column in which it is most common."""
    common = max(frequency(columns.stems_of(column), word.stem) for column in COLUMNS)
    return 0.5 + 0.5 * log(1 + documents / (1 + common)) / log(2 + documents)
