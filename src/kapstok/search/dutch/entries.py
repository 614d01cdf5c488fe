# SPDX-License-Identifier: EUPL-1.2
"""The entries of a thesaurus as texts are held against them: in parts, each under the rarest of its parts.

They are plain text, a line an entry, so that they can be kept in a file and only those that a text asks for are read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple

from kapstok.search.dutch.cpv import GROUP_DIGITS, codes
from kapstok.search.dutch.thesaurus import Concept, Thesaurus
from kapstok.search.dutch.tokens import SMALL_WORDS, tokens

Parts = tuple[str, ...]

_MAX_CPV_WORDS = 3


class Strength(IntEnum):
    """How an entry belongs to its concept; the stronger goes first where two say the same."""

    MEANING = 0
    GIST = 1
    CPV = 2
    ASK = 3
    WORD = 4


_STRENGTHS = {str(int(strength)): strength for strength in Strength}


class Entry(NamedTuple):
    """An entry as it is looked for: its parts as they are written one after another, and all of them in no order."""

    text: str
    written: Parts
    parts: frozenset[str]
    is_word: bool
    strength: Strength
    concept: str


def entries(thesaurus: Thesaurus, parts: Callable[[str], Parts]) -> dict[str, str]:
    """All entries as text, by the part of each that the fewest others have."""
    made = [*_own(thesaurus, parts), *_official(thesaurus, parts)]
    common = Counter(part for entry in made for part in entry.parts)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in made:
        found[min(entry.parts, key=lambda part: (common[part], part))].append(_line(entry))
    return {rarest: "\n".join(lines) for rarest, lines in found.items()}


def read(lines: str, least: Strength = Strength.CPV) -> tuple[Entry, ...]:
    """The entries that one value of `entries` holds, as far as they are strong enough."""
    weakest = str(int(least))
    return tuple(_entry(line) for line in lines.split("\n") if line[0] >= weakest)


def _line(entry: Entry) -> str:
    return "\t".join(
        (
            str(int(entry.strength)),
            str(int(entry.is_word)),
            entry.concept,
            " ".join(entry.written),
            entry.text,
        )
    )


def _entry(line: str) -> Entry:
    strength, is_word, concept, joined, text = line.split("\t")
    written = tuple(joined.split(" "))
    return Entry(text, written, frozenset(written), is_word == "1", _STRENGTHS[strength], concept)


def _own(thesaurus: Thesaurus, parts: Callable[[str], Parts]) -> Iterator[Entry]:
    for concept in thesaurus.concepts.values():
        for text in (*concept.words, *_english(concept)):
            yield from _made(text, Strength.WORD, concept.id, parts)
        for text in concept.asks:
            yield from _made(text, Strength.ASK, concept.id, parts)


def _english(concept: Concept) -> tuple[str, ...]:
    return (concept.names["en"],) if "en" in concept.names else ()


def _official(thesaurus: Thesaurus, parts: Callable[[str], Parts]) -> Iterator[Entry]:
    """The short official names of CPV codes, each for the concept whose code begins most like it."""
    by_code = {
        code: concept.id for concept in reversed(list(thesaurus.concepts.values())) for code in concept.cpv
    }
    if not by_code:
        return
    by_stem = {code.rstrip("0"): concept for code, concept in sorted(by_code.items())}
    for code in codes().values():
        concept = _nearest(code.code.rstrip("0"), by_stem)
        if concept and len(list(tokens(code.nl))) <= _MAX_CPV_WORDS:
            yield from _made(code.nl, Strength.CPV, concept, parts)


def _nearest(digits: str, concepts: Mapping[str, str]) -> str | None:
    return next(
        (
            concepts[digits[:kept]]
            for kept in range(len(digits), GROUP_DIGITS, -1)
            if digits[:kept] in concepts
        ),
        None,
    )


def _made(text: str, strength: Strength, concept: str, parts: Callable[[str], Parts]) -> Iterator[Entry]:
    written_out = list(tokens(text))
    words = [parts(word) for word in written_out if word not in SMALL_WORDS]
    # What loses all but one of its words would catch everything with that one: "naar werk" is no entry for "werk".
    if words and (len(words) > 1 or len(written_out) == 1):
        written = tuple(part for word in words for part in word)
        yield Entry(" ".join(text.split()), written, frozenset(written), len(words) == 1, strength, concept)
