# SPDX-License-Identifier: EUPL-1.2
"""How much each word of a question counts: what is asked for, what it is for, and what only frames it.

Policy; the rule is questions.md, the words stand in the files frame_, light_, general_ and deed_words.txt.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

ASKED: Final = 1.0
# What stands behind a purpose ("… voor de vergadering"), and words that only colour ("grote").
BESIDE: Final = 0.4
FRAME: Final = 0.0

_MAX_WORDS: Final = 200
_PURPOSE: Final = frozenset(
    """voor bij tijdens in op naar met langs tussen rond rondom na onder achter boven door als zonder vanwege wegens
    tbv for during at with on""".split()
)
# Who or what does it: behind these a preposition says what is asked for ("iemand voor het gras").
_SEEKING: Final = frozenset("iemand iets wie wat niemand someone anyone".split())
_SELLERS: Final = frozenset(
    """bedrijf bedrijven bedrijfje bedrijfjes firma onderneming ondernemingen ondernemer ondernemers leverancier
    leveranciers aanbieder aanbieders partij partijen partner partners specialist vakman zaak opdracht opdrachten
    supplier company""".split()
)
# With these a new part of the question begins ("voor ons kantoor | een koffieautomaat").
_OPENING: Final = frozenset({"een", "de", "het", "wat", "iets", "iemand", "a", "the", "nieuwe"})
_HEREABOUTS: Final = frozenset("buurt omgeving streek regio gemeente provincie nabijheid omtrek".split())
_DETERMINERS: Final = frozenset("de onze deze mijn eigen in uit directe the our".split())
_SEPARABLE: Final = (
    "op af uit in aan weg schoon om over door los bij terug leeg dicht klaar open samen mee neer rond vol vast na droog"
).split()


def weights(words: Sequence[str]) -> tuple[float, ...]:
    """How much each word (folded) counts: 1 for what is asked for, 0.4 for what is beside it, 0 for what only frames.

    At least one of the words counts 1, if there are any. Words with nothing but frame among them all count 1.
    """
    asked = tuple(words[:_MAX_WORDS])
    opening = _opening_purpose(asked)
    given: list[float] = []
    has_core = behind_purpose = False
    for at, word in enumerate(asked):
        if word in _PURPOSE and at not in opening:
            behind_purpose = behind_purpose or _opens_purpose(asked, at, has_core)
        worth = _worth(asked, at, behind_purpose or at in opening)
        has_core = has_core or worth == ASKED
        given.append(worth)
    given += [FRAME] * (len(words) - len(asked))
    return _lifted(given)


def _worth(asked: tuple[str, ...], at: int, is_beside: bool) -> float:
    word = asked[at]
    if word in frame_words():
        return FRAME
    if _is_deed(word):
        return ASKED
    if word in light_words():
        return FRAME if _says_nothing(asked, at) else BESIDE
    return BESIDE if is_beside else ASKED


def _says_nothing(asked: tuple[str, ...], at: int) -> bool:
    """Whether a light word only frames here: "sociale onderneming", "grote partij", "in de buurt", "onze gemeente"."""
    colours_seller = at + 1 < len(asked) and asked[at + 1] in _SELLERS
    is_here = asked[at] in _HEREABOUTS and at > 0 and asked[at - 1] in _DETERMINERS
    return colours_seller or is_here


def _opens_purpose(asked: tuple[str, ...], at: int, has_core: bool) -> bool:
    """Whether this preposition begins what a thing is for: a thing is asked for already, and not in general words."""
    before = next((word for word in reversed(asked[:at]) if word not in frame_words()), "")
    return has_core and before not in _general_words()


def _opening_purpose(asked: tuple[str, ...]) -> frozenset[int]:
    """A purpose that the question begins with ("op kantoor de ramen wassen"), where what is asked for follows."""
    start = next((at for at, word in enumerate(asked) if word in _PURPOSE), len(asked))
    before = asked[:start]
    if any(word in _SEEKING or word in _SELLERS or word not in frame_words() for word in before):
        return frozenset()
    first = next((at for at in range(start, len(asked)) if asked[at] not in frame_words()), len(asked))
    end = next((at for at in range(first, len(asked)) if asked[at] in _OPENING), len(asked))
    behind = [word for word in asked[end:] if word not in frame_words() and word not in light_words()]
    is_asked_behind = any(not _is_deed(word) for word in behind)
    return frozenset(range(start, end)) if is_asked_behind else frozenset()


def _is_deed(word: str) -> bool:
    return word in _deed_words() or any(
        word.startswith(part) and word.removeprefix(part) in _deed_words() for part in _SEPARABLE
    )


def _lifted(given: list[float]) -> tuple[float, ...]:
    """Something must be asked: where nothing counts in full, the best of what there is does."""
    most = max(given, default=ASKED)
    return tuple(ASKED if worth == most else worth for worth in given)


@lru_cache(maxsize=1)
def frame_words() -> frozenset[str]:
    """Words that frame a question and name nothing on offer."""
    return _listed("frame_words.txt")


@lru_cache(maxsize=1)
def light_words() -> frozenset[str]:
    """Words that colour what is asked for, and seldom name it."""
    return _listed("light_words.txt")


@lru_cache(maxsize=1)
def _general_words() -> frozenset[str]:
    return _listed("general_words.txt")


@lru_cache(maxsize=1)
def _deed_words() -> frozenset[str]:
    return _listed("deed_words.txt")


def _listed(name: str) -> frozenset[str]:
    lines = (files("kapstok.search.dutch") / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
