# SPDX-License-Identifier: EUPL-1.2
"""Regular forms of Dutch words, by spelling alone: plurals, diminutives, endings of verbs and adjectives."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What may stand after a letter that it doubles is an ending and no word: "trap|pen", "stop|pers".
_ENDING = re.compile(
    r".(en|er|ers|e|ing|ingen|end|ende|el|els|elen|st|ste|erig|erige|ig|ige|ere|eren|erd|elaar|aar|igheid|elijk|je|jes"
    r"|etje|etjes|ij|te|ten|de|den|eerd|eerde|eren|eer)"
)
_ENDINGS = "en e s t n d de den te ten er ers ere st ste tje tjes je jes end ende es".split()
_PLURALS = ("s", "je", "jes", "tje", "tjes")
_HARD = {"v": "f", "z": "s"}
_OPEN = re.compile(r"(?:[^aeiou]|^)[aeou][bdfgklmnprstvz]$")
_DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
_SHORT = re.compile(r"^[^aeiou]*[aeiou][bdfgklmnprst]$")


def singulars(root: str) -> Iterator[str]:
    """What can stand before the ending -en: namen is naam, huizen huis, mappen map, borden bord."""
    hard = root[:-1] + _HARD.get(root[-1:], root[-1:])
    if _OPEN.search(root):
        yield hard[:-1] + hard[-2:]
    elif _DOUBLED.search(root):
        yield root[:-1]
    if not _SHORT.search(hard):
        yield hard
        yield root


def plural_bases(word: str) -> Iterator[str]:
    """What a folded word may be the plural or the diminutive of."""
    if word.endswith("en"):
        yield from singulars(word[:-2])
        if word.endswith(("ten", "den")):  # gemeenten, boden
            yield word[:-1]
    for ending in _PLURALS:
        if word.endswith(ending) and len(word) >= len(ending) + 4:
            yield word.removesuffix(ending)


def without_ending(word: str) -> Iterator[str]:
    """What a folded word may be a regular form of, itself first: without an ending, and one letter of two less."""
    yield word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            base = word.removesuffix(ending)
            yield base
            if len(base) > 3 and base[-1] == base[-2]:
                yield base[:-1]


def doubles(word: str, start: int) -> bool:
    """Whether what begins at this place is only an ending after a doubled letter."""
    return word[start - 1] == word[start] and _ENDING.fullmatch(word, start) is not None
