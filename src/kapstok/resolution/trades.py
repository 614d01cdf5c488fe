# SPDX-License-Identifier: EUPL-1.2
"""Words in a company name that say what a company does or where, and words that say nothing at all.

"Schoonmaakbedrijf Jansen" and "Jansen Schoonmaakdiensten" have one name of their own: Jansen. How rare that is, is
judged without the words that hundreds share. Compounds are taken apart: "houtwerkplaats" is hout with a plain ending.
Rule: normalise.md, "Words".
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from kapstok.resolution.legal_forms import ARTICLES
from kapstok.resolution.trade_words import (
    ADJECTIVES,
    AREAS,
    COINED,
    COINED_ENDINGS,
    EMPTY,
    PERSONS,
    PLAIN_ENDINGS,
    TRADES,
)


class Kind(IntEnum):
    """What a word of a name is, from what is most a company's own to what is least."""

    OWN = 0
    COINED = 1  # "groenwerk", "fietsatelier": a company's own when nothing else in the name is
    AREA = 2  # "twente", "noord"
    PERSON = 3  # "bakker", "slager": a trade in front of an own word, a surname elsewhere
    ADJECTIVE = 4  # "sociale", "koninklijke": says nothing in front of a trade
    TRADE = 5
    EMPTY = 6  # "groep", "nederland", "zonen"
    SMALL = 7  # "en", "van", "de": what its neighbours are


class Word(NamedTuple):
    """One word: what it is, and the trade or the area that it names ("" for none)."""

    kind: Kind
    says: str = ""


AND: Final = frozenset({"en", "and", "und", "et"})
PREPOSITIONS: Final = frozenset(
    {
        "in",
        "voor",
        "met",
        "op",
        "van",
        "uit",
        "aan",
        "bij",
        "door",
        "te",
        "tot",
        "om",
        "for",
        "of",
        "onder",
        "naar",
    }
)
_SMALL: Final = AND | PREPOSITIONS | ARTICLES | {"den", "der", "ten", "ter", "al", "uw", "ook"}

_SHORTEST_HEAD: Final = 3
_SHORTEST_ENDING: Final = 2
_SHORTEST_TO_SLIP: Final = 7
_LINKS: Final = ("s", "e", "n", "en")


def _lexicon() -> dict[str, Word]:
    found = {word: Word(Kind.EMPTY) for word in EMPTY}
    found |= {word: Word(Kind.ADJECTIVE) for word in ADJECTIVES}
    found |= {word: Word(Kind.AREA, area) for area, words in AREAS.items() for word in words.split()}
    found |= {word: Word(Kind.TRADE, trade) for trade, words in TRADES.items() for word in words.split()}
    found |= {word: Word(Kind.PERSON, trade) for word, trade in PERSONS.items()}
    found |= {word: Word(Kind.SMALL) for word in _SMALL}
    return found | {word: Word(Kind.COINED, found[word].says) for word in COINED}


_LEXICON: Final = _lexicon()
_OWN: Final = Word(Kind.OWN)
_ENDINGS: Final = dict.fromkeys(COINED_ENDINGS, Kind.COINED) | dict.fromkeys(PLAIN_ENDINGS, Kind.TRADE)
_HEADS: Final = frozenset({Kind.TRADE, Kind.COINED, Kind.PERSON})


@lru_cache(maxsize=262_144)
def word_of(word: str) -> Word:
    """What a folded word is: in the lists, or a compound that begins with a trade and ends plainly or coined."""
    return _LEXICON.get(word) or _compound(word) or _misspelt(word) or _OWN


def _misspelt(word: str) -> Word | None:
    """A long word one slip of the pen away from a listed one; it may be a name all the same, so it is coined."""
    if len(word) < _SHORTEST_TO_SLIP:
        return None
    near = _with_one_letter_less()
    for n in range(len(word)):
        meant = near.get(word[:n] + word[n + 1 :] if n else word)
        if meant and word != f"{meant}s" and OSA.distance(word, meant, score_cutoff=1) <= 1:
            return Word(Kind.COINED, _LEXICON[meant].says)
    return None


@lru_cache(maxsize=1)
def _with_one_letter_less() -> dict[str, str]:
    """The long words of the lists under themselves and under what is left without one letter but the first."""
    long = [
        word
        for word, known in _LEXICON.items()
        if known.kind in {Kind.TRADE, Kind.EMPTY} and len(word) >= _SHORTEST_TO_SLIP
    ]
    found = {word[:n] + word[n + 1 :]: word for word in long for n in range(1, len(word))}
    return found | {word: word for word in long}


def _compound(word: str) -> Word | None:
    for cut in range(_SHORTEST_HEAD, len(word) - _SHORTEST_ENDING + 1):
        kind = _ENDINGS.get(word[cut:])
        if kind and (trade := _trade_of_head(word[:cut])):
            return Word(kind, trade)
    return None


def _trade_of_head(head: str) -> str:
    for link in ("", *_LINKS):
        known = _LEXICON.get(head.removesuffix(link)) if head.endswith(link) else None
        if known and known.kind in _HEADS:
            return known.says
    return ""
