# SPDX-License-Identifier: EUPL-1.2
"""What somebody who is still typing may mean: concepts, names in the index, places. The rule: suggesting.md."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from heapq import nsmallest
from itertools import islice
from typing import Final, NamedTuple

import tantivy

from kapstok.regions.gazetteer import Place, gazetteer
from kapstok.search import columns
from kapstok.search.columns import schema
from kapstok.search.dutch.chain import MAX_QUERY, Chain
from kapstok.search.dutch.entries import Strength
from kapstok.search.dutch.reading import Unit
from kapstok.search.dutch.stems import stem
from kapstok.search.dutch.thesaurus import Concept, Thesaurus
from kapstok.search.dutch.tokens import SMALL_WORDS, spans, tokens

SHORTEST: Final = 2
_MAX_WORDS: Final = 6
_MAX_PLACE_WORDS: Final = 4
# Beside other words a place is only meant when more of it was typed.
_SHORTEST_BESIDE: Final = 3
# Words that lead to a place, which go with it when it is chosen.
_LEADING: Final = frozenset(
    "in om rond rondom omgeving bij nabij regio gemeente te near around van uit".split()
)
_LAST = "\U0010ffff"
# How ranks and what is left to type make one score; words that stand apart cost one rank.
_RANKS: Final = 8
_LONGEST_LEFT: Final = 64
_WORST: Final = _RANKS * _LONGEST_LEFT
_APART: Final = _LONGEST_LEFT
# Beginnings of at most so many letters have much behind them: what that is, is remembered.
_SHORT: Final = 3
# Fewer than these, and words are looked for in any order too.
_FEW: Final = 3
# Of how many concepts it is asked whether somebody offers them.
_LIKELY: Final = 40

_MUST = tantivy.Occur.Must


class Rank(IntEnum):
    """How what was begun stands in what is suggested; the lower, the likelier that it is meant."""

    NAME = 0
    IN_NAME = 1
    CALLED = 2
    IN_CALLED = 3
    ASKED = 4
    IN_ASKED = 5


class PlaceBegun(NamedTuple):
    """A place whose name was begun: a writing that means it alone, where it lies, and what was typed before it."""

    name: str
    municipality: str
    rest: str


class Beginnings:
    """Texts by the beginnings of all their words: a sorted list, in which what begins with anything stands together."""

    def __init__(self, texts: Iterable[tuple[str, int, int]]):
        """`texts` give a text, the number of what it suggests, and its rank (0..6); a later word ranks one lower."""
        told = sorted({line for text, number, rank in texts for line in _lines(text, number, rank)})
        self._keys = [key for key, _ in told]
        self._values = array("Q", [value for _, value in told])
        self._short: dict[str, Mapping[int, int]] = {}

    def of(self, beginning: str) -> Mapping[int, int]:
        """The numbers of what has a word from which on it begins so, each with a score.

        A lower score is likelier: by rank, then by how little is left to type.
        """
        if len(beginning) > _SHORT:
            return self._scored(beginning)
        found = self._short.get(beginning) or self._scored(beginning)
        if found:
            self._short[beginning] = found
        return found

    def _scored(self, beginning: str) -> Mapping[int, int]:
        keys, typed = self._keys, len(beginning)
        first = bisect_left(keys, beginning)
        last = bisect_left(keys, beginning + _LAST, first)
        found: dict[int, int] = {}
        for at in range(first, last):
            number, rank = divmod(self._values[at], _RANKS)
            score = rank * _LONGEST_LEFT + min(len(keys[at]) - typed, _LONGEST_LEFT - 1)
            if score < found.get(number, _WORST):
                found[number] = score
        return found


class ConceptBeginnings:
    """The concepts of a thesaurus by how their names, words and asks begin."""

    def __init__(self, thesaurus: Thesaurus):
        self._ids = tuple(thesaurus.concepts)
        self._beginnings = Beginnings(
            (text, number, rank)
            for number, concept in enumerate(thesaurus.concepts.values())
            for text, rank in _told(concept)
        )

    def of(self, words: Sequence[str]) -> dict[str, int]:
        """The concepts that the words (folded, the last one unfinished) begin, in their order or each somewhere.

        Each has a score; the lower, the likelier.
        """
        found = self._beginnings.of(" ".join(words))
        if len(words) > 1 and len(found) < _FEW:
            found = {**self._with_each(words), **found}
        return {self._ids[number]: score for number, score in found.items()}

    def _with_each(self, words: Sequence[str]) -> dict[int, int]:
        """Of words that are finished, what begins with their stem: *fietsen re* begins *fiets repareren*."""
        *finished, last = [word for word in words if word not in SMALL_WORDS] or [""]
        begun = [*map(_without_ending, finished), last]
        first, *others = [self._beginnings.of(word) if len(word) >= SHORTEST else {} for word in begun]
        return {
            number: _APART + max(score, *(other[number] for other in others))
            for number, score in first.items()
            if others and all(number in other for other in others)
        }


@lru_cache(maxsize=2)
def concept_beginnings(chain: Chain) -> ConceptBeginnings:
    """Those of a chain's thesaurus; made once, in some tenths of a second."""
    return ConceptBeginnings(chain.thesaurus)


def concepts_begun(
    typed: str, chain: Chain, offered: Callable[[Iterable[str]], frozenset[str]], limit: int, language: str
) -> tuple[Concept, ...]:
    """The concepts that somebody may be typing, those that are offered first, then by how well they fit.

    Where no entry begins so, those that the words name as they stand.
    """
    likely = _likely(tuple(_words(typed)), chain, language)
    here = offered(likely)
    best = sorted(likely, key=lambda concept: concept not in here)[:limit]
    return tuple(chain.thesaurus.concepts[concept] for concept in best)


@lru_cache(maxsize=2_048)
def _likely(words: tuple[str, ...], chain: Chain, language: str) -> tuple[str, ...]:
    """What the words name, then what their beginning is the name of, then what is called so."""
    if not words:
        return ()
    phrase, known = " ".join(words), chain.thesaurus.concepts
    named = _named(phrase, chain)
    found = {**dict.fromkeys(named, 0), **concept_beginnings(chain).of(words)}

    def order(concept: str) -> tuple[bool, bool, int, str]:
        name = known[concept].name(language)
        return concept not in named, not name.lower().startswith(phrase), found[concept], name

    return tuple(nsmallest(_LIKELY, found, key=order))


def places_begun(typed: str, prefers: Callable[[str], bool], limit: int) -> tuple[PlaceBegun, ...]:
    """The places whose names the last words begin, those whose municipality (a code) is preferred first."""
    found, rest = _places_of(typed[:MAX_QUERY])

    def order(at: int) -> tuple[bool, int, int, str]:
        writing, code, *_ = _places()[at]
        return not prefers(code), found[at], len(writing), writing

    return tuple(PlaceBegun(*_places()[at][:2], rest) for at in sorted(found, key=order)[:limit])


def _places_of(typed: str) -> tuple[Mapping[int, int], str]:
    """The places that as many of the last words as can be begin, with their ranks, and what was typed before them."""
    written = list(spans(typed))
    for count in range(min(len(written), _MAX_PLACE_WORDS), 0, -1):
        beginning = " ".join(span.word for span in written[-count:])
        least = SHORTEST if count == len(written) else _SHORTEST_BESIDE
        found = _place_beginnings().of(beginning) if len(beginning) >= least else {}
        if found:
            return found, _without_leading(typed[: written[-count].start])
    return {}, ""


def names_begun(searcher: tantivy.Searcher, typed: str, limit: int) -> tuple[str, ...]:
    """The keys of those whose name begins so, then of those whose name has words that begin so; by name."""
    words = _words(typed)
    if not words:
        return ()
    whole = tantivy.Query.fuzzy_term_query(schema(), columns.TITLE, " ".join(words), distance=0, prefix=True)
    found = dict.fromkeys(_by_name(searcher, whole, limit))
    if len(found) < limit:
        found |= dict.fromkeys(_by_name(searcher, _having(words), limit))
    return tuple(islice(found, limit))


def offered(searcher: tantivy.Searcher, concepts: Iterable[str]) -> frozenset[str]:
    """Those of these concepts that some document has among its trades."""
    trades = (columns.MAIN, columns.SIDE)
    return frozenset(
        concept for concept in concepts if any(searcher.doc_freq(trade, concept) for trade in trades)
    )


def _words(typed: str) -> list[str]:
    """What was typed, folded; nothing while it is too short to say anything."""
    words = list(islice(tokens(typed[:MAX_QUERY]), _MAX_WORDS))
    return words if words and len("".join(words)) >= SHORTEST else []


def _having(words: Sequence[str]) -> tantivy.Query:
    field = columns.words_of("name")
    begun = tantivy.Query.fuzzy_term_query(schema(), field, words[-1], distance=0, prefix=True)
    whole = [tantivy.Query.term_query(schema(), field, word, "basic") for word in words[:-1]]
    return tantivy.Query.boolean_query([(_MUST, each) for each in (*whole, begun)])


def _by_name(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> Iterator[str]:
    hits = searcher.search(
        query, limit, count=False, order_by_field=columns.name_field(0), order=tantivy.Order.Asc
    ).hits
    for _, address in hits:
        yield str(searcher.doc(address).get_first(columns.KEY))


def _named(typed: str, chain: Chain) -> frozenset[str]:
    """What the words name as they stand, in any of their forms; nothing is corrected, which takes longer."""
    units = chain.understand(typed, literal=True).units
    # Several things at once are no name of one.
    if set(_words_of(units)) != set(_words_of(units[:1])):
        return frozenset()
    return frozenset(
        match.concept for unit in units for match in unit.concepts if match.strength is Strength.WORD
    )


def _words_of(units: Iterable[Unit]) -> Iterator[str]:
    return (word.text for unit in units for word in unit.words)


def _without_ending(word: str) -> str:
    cut = stem(word)
    return cut if word.startswith(cut) and len(cut) > SHORTEST else word


def _lines(text: str, number: int, rank: int) -> Iterator[tuple[str, int]]:
    words = tokens(text)
    for at, word in enumerate(words):
        if at == 0 or word not in SMALL_WORDS:
            yield " ".join(words[at:]), number * _RANKS + rank + (at > 0)


def _told(concept: Concept) -> Iterator[tuple[str, int]]:
    yield concept.names["nl"], Rank.NAME
    for word in (*concept.words, *concept.names.values()):
        yield word, Rank.CALLED
    for ask in concept.asks:
        yield ask, Rank.ASKED


def _without_leading(text: str) -> str:
    """What was typed before a place, without the words that lead to it."""
    left = text.split()
    while left and left[-1].lower() in _LEADING:
        left.pop()
    return " ".join(left)


class _Known(NamedTuple):
    """A place: a writing that means it alone, its municipality (a code), its names, whether that is called after it."""

    writing: str
    municipality: str
    names: tuple[str, ...]
    is_chief: bool = True


@lru_cache(maxsize=1)
def _place_beginnings() -> Beginnings:
    return Beginnings(
        (name, number, Rank.NAME if known.is_chief else Rank.CALLED)
        for number, known in enumerate(_places())
        for name in known.names
    )


@lru_cache(maxsize=1)
def _places() -> tuple[_Known, ...]:
    """Every place, and every municipality that bears the name of none."""
    others = _other_names()
    by_name: dict[str, list[Place]] = {}
    for place in gazetteer().places():
        by_name.setdefault(place.name, []).append(place)
    towns = [_town(place, len(same), others) for same in by_name.values() for place in same]
    return (
        *towns,
        *(
            _Known(one.name, one.code, (one.name, *others.get(one.code, ())))
            for one in gazetteer().municipalities()
            if one.name not in by_name
        ),
    )


def _town(place: Place, same: int, others: Mapping[str, tuple[str, ...]]) -> _Known:
    home = gazetteer().municipality(place.municipality).name
    if place.name == home:
        return _Known(home, place.municipality, (home, *others.get(place.municipality, ())))
    writing = place.name if same == 1 else f"{place.name} ({home})"
    return _Known(writing, place.municipality, (place.name,), is_chief=False)


def _other_names() -> Mapping[str, tuple[str, ...]]:
    """Second and former names by the code of the municipality."""
    found: dict[str, tuple[str, ...]] = {}
    for name, code in gazetteer().other_names():
        found[code] = (*found.get(code, ()), name)
    return found
