# SPDX-License-Identifier: EUPL-1.2
"""Which pieces of a text a question found, by the same analysis that found them: within compounds too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kapstok.search.dutch import compounds
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.reading import Understood
from kapstok.search.dutch.stems import parts, stem
from kapstok.search.dutch.tokens import SMALL_WORDS, Span, spans

# Texts that a list shows again and again: names, offerings, reasons.
_REMEMBERED = 8_192
_SHORTEST_PART = 3
_SHORTEST_UNFINISHED = 2
# Words of two sentences or two offerings make no concept together.
_BREAK = re.compile(r" · |(?<=[.!?;])\s+|[\r\n]+")
# What stands between two marks that read as one: a space, a hyphen, letters that only link.
_LINKS = frozenset({"", " ", "-", "s", "en", "e", "n"})

Range = tuple[int, int]


class Piece(NamedTuple):
    """A stretch of a text; all pieces together are the text."""

    text: str
    is_found: bool = False


class _Written(NamedTuple):
    """A word of a text: where it stands, its stem, the stems of its parts, and where those stand."""

    start: int
    end: int
    word: str
    stem: str
    parts: tuple[str, ...]
    places: tuple[Range, ...]


class _Read(NamedTuple):
    """A stretch of text that is read by itself: its words, and each concept that it names with what carries it."""

    words: tuple[_Written, ...]
    concepts: tuple[tuple[str, tuple[Range, ...]], ...]


class _Sought(NamedTuple):
    stems: frozenset[str]
    parts: tuple[frozenset[str], ...]
    beginnings: tuple[str, ...]
    concepts: frozenset[str]


def marked(text: str, asked: Understood | None, chain: Chain) -> tuple[Piece, ...]:
    """The text in pieces, those found that hold a word that was asked (or a part of it), or carry a concept that was.

    *kerst[pakketten]* for pakket; *[ruiten zemen]* for ramen wassen. One piece, not found, where nothing was asked.
    """
    if asked is None or asked.is_empty or not text:
        return (Piece(text),)
    sought = _sought(asked)
    found = [place for read in _read(text, chain) for place in _places(read, sought)]
    return tuple(_pieces(text, found)) if found else (Piece(text),)


def marked_reason(line: str, asked: Understood | None, chain: Chain) -> tuple[Piece, ...]:
    """A line of `reasons.explain` in pieces: the words of the reader that it ends with are not what was found."""
    ends = {" ".join(word.text for word in unit.words) for unit in asked.units} if asked else set()
    for end in sorted(filter(line.endswith, ends), key=len, reverse=True):
        pieces = marked(line.removesuffix(end), asked, chain)
        if any(piece.is_found for piece in pieces):
            return (*pieces, Piece(end))
    return marked(line, asked, chain)


@lru_cache(maxsize=256)
def _sought(asked: Understood) -> _Sought:
    words = [word for word in asked.words if word.text not in SMALL_WORDS]
    return _Sought(
        frozenset(word.stem for word in words),
        tuple(frozenset(word.parts) for word in words if len(word.stem) >= _SHORTEST_PART),
        tuple(word.text for word in words if word.unfinished and len(word.text) >= _SHORTEST_UNFINISHED),
        # What the question is about as a whole has no words of its own.
        frozenset(match.concept for unit in asked.units for match in unit.concepts if match.entry),
    )


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str, chain: Chain) -> tuple[_Read, ...]:
    return tuple(_read_one(stretch, chain) for stretch in _stretches(text))


def _stretches(text: str) -> Iterator[list[Span]]:
    breaks = [match.start() for match in _BREAK.finditer(text)]
    stretch: list[Span] = []
    for span in spans(text):
        while breaks and breaks[0] < span.start:
            breaks.pop(0)
            if stretch:
                yield stretch
                stretch = []
        stretch.append(span)
    if stretch:
        yield stretch


def _read_one(stretch: list[Span], chain: Chain) -> _Read:
    words = tuple(_written(span) for span in stretch)
    matches = chain.named_in([word.word for word in words])
    carried = (
        (match.concept, tuple(words[at].places[place] for at, place in sorted(match.places)))
        for match in matches
    )
    return _Read(words, tuple(carried))


def _written(span: Span) -> _Written:
    stems = parts(span.word)
    return _Written(span.start, span.end, span.word, stem(span.word), stems, _part_places(span, len(stems)))


def _part_places(span: Span, count: int) -> tuple[Range, ...]:
    """Where the parts of a word stand; the whole word for each where its letters do not stand one for one."""
    whole = ((span.start, span.end),) * count
    if span.end - span.start != len(span.word):
        return whole
    found: list[Range] = []
    at = 0
    for part in compounds.split(span.word):
        begin = span.word.find(part, at)
        if begin < 0:
            return whole
        at = begin + len(part)
        found.append((span.start + begin, span.start + at))
    return tuple(found) if len(found) == count else whole


def _places(read: _Read, sought: _Sought) -> Iterator[Range]:
    """What of a stretch was asked."""
    for concept, places in read.concepts:
        if concept in sought.concepts:
            yield from places
    present = {part for word in read.words for part in word.parts}
    wanted = frozenset[str]().union(*(each for each in sought.parts if each <= present))
    for word in read.words:
        if word.stem in sought.stems:
            yield word.start, word.end
        elif not wanted.isdisjoint(word.parts):
            yield from (place for part, place in zip(word.parts, word.places, strict=True) if part in wanted)
        else:
            yield from _begun(word, sought.beginnings)


def _begun(word: _Written, beginnings: Iterable[str]) -> Iterator[Range]:
    """The beginning of a word that is still being typed."""
    for beginning in beginnings:
        if word.word.startswith(beginning):
            is_plain = word.end - word.start == len(word.word)
            yield word.start, word.start + len(beginning) if is_plain else word.end


def _pieces(text: str, found: Iterable[Range]) -> Iterator[Piece]:
    at = 0
    for start, end in _joined(text, found):
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], True)
        at = end
    if at < len(text):
        yield Piece(text[at:])


def _joined(text: str, found: Iterable[Range]) -> list[Range]:
    """In order, without overlap; what only a space or linking letters part is one."""
    made: list[Range] = []
    for start, end in sorted(set(found)):
        if made and (start <= made[-1][1] or text[made[-1][1] : start] in _LINKS):
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return made
