# SPDX-License-Identifier: EUPL-1.2
"""Typing errors mended, in words that nobody knows and in those only.

How far a word is from another is counted in slips: a letter too many, too few, wrong, or two that changed places. Slips
that one cannot hear (ei and ij, c and k, double letters) count for little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kapstok.search.dutch import compounds

SHORTEST = 4
LONGEST = 40
# How many slips a word may hold, by its number of letters; the last also for all longer ones.
_ALLOWED = {4: 0.8, 5: 1.0, 6: 1.3, 7: 1.35, 8: 1.35, 9: 1.35, 10: 2.1, 11: 2.1}
_ALLOWED_LONGER = 2.4
_UNHEARD = 0.3
_OTHER_FIRST_LETTER = 0.35
_SWAPPED = 0.8
# A word made of known parts is less likely meant than a word that stands in the vocabulary.
_MADE = 1.05
_ALLOWED_IN_PART = 1.35
_PRODUCTIVE = 14.5
_SHORTEST_KNOWN_PART = 4
_SHORTEST_MENDED_PART = 6
_SURELY = 8  # a known front of so many letters is no chance, whether or not it is often a front

# Surnames end like this, so a compound in which only the front is wrong is not made of these.
_ENDS_OF_SURNAMES = frozenset(
    "berg broek burg dijk dorp hof horst huis kamp lander man mans meer stein veen veld".split()
)
_NO_PART = (_PRODUCTIVE + 1, 0)

_SOUNDS = (
    ("sch", "sg"), ("ch", "g"), ("ij", "y"), ("ei", "y"), ("ou", "au"), ("auw", "au"), ("qu", "kw"), ("ph", "f"),
    ("th", "t"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("x", "ks"), ("ie", "i"),
)  # fmt: skip
_LETTERS = str.maketrans("cvzd", "kfst")
_DOUBLED = re.compile(r"([a-z])\1")


class Spells(Protocol):
    """Knows words, and what an unknown one was meant to be."""

    def is_known(self, word: str) -> bool: ...

    def correct(self, word: str) -> str | None: ...


def may_be_wrong(word: str, speller: Spells) -> bool:
    """A word that neither the language nor the index knows; numbers and very short words are left alone."""
    if len(word) < SHORTEST or not word.isalpha():
        return False
    return not speller.is_known(word) and not compounds.is_known(word)


@dataclass(frozen=True, slots=True)
class Slips:
    """A word that may be meant, how many slips it is away, and how common it is."""

    count: float
    word: str
    weight: float

    @property
    def rank(self) -> tuple[float, float, str]:
        """The nearest first; of equals the most common, then by the alphabet."""
        return round(self.count, 1), -self.weight, self.word


class Speller:
    """Knows words with their weights; says what an unknown one was meant to be. Shared by threads.

    `base` knows other words besides; where both know one, the weight given here counts.
    """

    def __init__(self, words: Mapping[str, int], base: Speller | None = None) -> None:
        self._words = words
        self._base = base

    @cached_property
    def _near(self) -> Near:
        """Made for the first word that nobody knows."""
        return Near(self._words)

    def is_known(self, word: str) -> bool:
        """Whether a folded word needs no correction: it is one of the words, or Dutch as far as we know."""
        return word in self._words or (self._base.is_known(word) if self._base else compounds.is_known(word))

    def correct(self, word: str) -> str | None:
        """What a folded word was meant to be; None when it is known, or when nothing is near enough."""
        if not SHORTEST <= len(word) <= LONGEST or not word.isalpha() or self.is_known(word):
            return None
        meant = [*self._nearby(word).values(), *self._mended(word)]
        return min(meant, key=lambda slips: slips.rank).word if meant else None

    def _nearby(self, word: str) -> dict[str, Slips]:
        known = self._base._nearby(word) if self._base else {}
        return known | {slips.word: slips for slips in self._near.to(word)}

    def _mended(self, word: str) -> Iterator[Slips]:
        """Compounds of which one part is known and the other is near a part."""
        table = compounds.table()
        modifiers, heads = _parts()
        for place in range(_SHORTEST_KNOWN_PART, len(word) - _SHORTEST_KNOWN_PART + 1):
            left, right = word[:place], word[place:]
            if _may_be_mended(right, left) and _stands_in_front(left):
                yield from (_made(left, near, "") for near in heads.to(right))
            if right in _ENDS_OF_SURNAMES:
                continue
            if _may_be_mended(left, right) and table.heads.get(right, _NO_PART[0]) <= _PRODUCTIVE:
                yield from (_made("", near, right) for near in modifiers.to(left))


def _stands_in_front(left: str) -> bool:
    table = compounds.table()
    cost, _ = table.modifiers.get(left, _NO_PART)
    return cost <= _PRODUCTIVE or (len(left) >= _SURELY and (left in table.whole or table.makes(left)))


def _may_be_mended(part: str, beside: str) -> bool:
    return len(part) >= _SHORTEST_MENDED_PART or len(part) + 1 == _SHORTEST_MENDED_PART <= len(beside)


def _made(before: str, near: Slips, after: str) -> Slips:
    return Slips(near.count + _MADE, before + near.word + after, near.weight)


class Near:
    """Words that can be found by others that differ a little."""

    def __init__(self, words: Mapping[str, float], allowed: float = _ALLOWED_LONGER) -> None:
        self._words = words
        self._allowed = allowed
        self._by_beginning: dict[tuple[str, int], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        self._by_end: dict[tuple[str, int], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for word in words:
            if 2 < len(word) <= LONGEST:
                self._shelve(word)

    def _shelve(self, word: str) -> None:
        sounds = [sound(word)]
        if "eau" in word:  # whoever writes kado means cadeau
            sounds.append(sound(word.replace("eau", "o")))
        for heard in sounds:
            for shelf, key in ((self._by_beginning, heard[:1]), (self._by_end, heard[-3:])):
                spoken, written = shelf[key, len(heard)]
                spoken.append(heard)
                written.append(word)

    def to(self, word: str) -> list[Slips]:
        """The words that are near enough to a folded word, in no order."""
        if len(word) < SHORTEST:
            return []
        allowed = min(_ALLOWED.get(len(word), _ALLOWED_LONGER), self._allowed)
        found: dict[str, Slips] = {}
        for other, away in self._alike(sound(word), max(1, int(allowed))):
            count = slips(word, other, away)
            if count <= allowed and (len(word) > SHORTEST or len(other) == SHORTEST):
                found[other] = Slips(count, other, self._words[other])
        return list(found.values())

    def _alike(self, heard: str, reach: int) -> Iterator[tuple[str, int]]:
        """The words that sound about the same and begin or end so, with how far their sounds are apart."""
        for shelf, key in ((self._by_beginning, heard[:1]), (self._by_end, heard[-3:])):
            for length in range(len(heard) - reach, len(heard) + reach + 1):
                spoken, written = shelf.get((key, length), ((), ()))
                matches = process.extract(
                    heard, spoken, scorer=OSA.distance, processor=None, score_cutoff=reach, limit=None
                )
                for _, away, at in matches:
                    yield written[at], int(away)


def sound(word: str) -> str:
    """How a folded word sounds, roughly: what one cannot hear apart is written alike."""
    for written, heard in _SOUNDS:
        if written in word:
            word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", word.translate(_LETTERS))


def slips(typed: str, meant: str, away: int | None = None) -> float:
    """How many slips lie between two folded words; `away` is the distance between their sounds where it is known."""
    heard = OSA.distance(sound(typed), sound(meant)) if away is None else away
    written = OSA.distance(typed, meant)
    if sorted(typed) == sorted(meant) and written == 1:
        count = _SWAPPED
    else:
        count = min(heard + _UNHEARD * max(written - heard, 0), written)
    return count + (_OTHER_FIRST_LETTER if typed[0] != meant[0] and heard else 0)


@lru_cache(maxsize=1)
def _parts() -> tuple[Near, Near]:
    """The productive modifiers and heads."""
    table = compounds.table()
    modifiers = {part: -cost for part, (cost, _) in table.modifiers.items() if cost <= _PRODUCTIVE}
    heads = {part: -cost for part, cost in table.heads.items() if cost <= _PRODUCTIVE}
    return Near(modifiers, _ALLOWED_IN_PART), Near(heads, _ALLOWED_IN_PART)
