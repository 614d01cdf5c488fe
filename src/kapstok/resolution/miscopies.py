# SPDX-License-Identifier: EUPL-1.2
"""Whether a number that two records have in common looks copied by mistake. Rule: matching.md, "Clusters"."""

from __future__ import annotations

from enum import IntEnum
from itertools import product
from typing import Final

from rapidfuzz.distance import OSA

from kapstok.resolution.normalise import CompanyName
from kapstok.resolution.records import Record
from kapstok.resolution.whereabouts import Nearness, nearness, official_name


class Agreement(IntEnum):
    """How two facts of one kind relate: they contradict, one is missing, or they agree."""

    CONTRARY = -1
    OPEN = 0
    EQUAL = 1


_SHORTEST_TO_RELATE: Final = 5
_SHORTEST_TO_SLIP: Final = 8


def miscopied(a: Record, b: Record) -> bool:
    """Whether nothing bears a number in common out, and the place or the site contradicts it."""
    postcode = a.postcode is not None and a.postcode == b.postcode
    site = _site(a, b)
    if postcode or site is Agreement.EQUAL or names_related(a, b):
        return False
    return site is Agreement.CONTRARY or nearness(a.at, b.at) is Nearness.APART


def _site(a: Record, b: Record) -> Agreement:
    if a.domain is None or b.domain is None:
        return Agreement.OPEN
    if a.domain == b.domain:
        return Agreement.EQUAL
    # Only two websites can contradict, and not by their ending alone: groenwerk.nl and groenwerk.com are one company's.
    other = a.domain.partition(".")[0] != b.domain.partition(".")[0]
    return Agreement.CONTRARY if a.website and b.website and other else Agreement.OPEN


def names_related(a: Record, b: Record) -> bool:
    """Whether any names of two records are equal, nearly so, or stand the one in the other."""
    return any(_related(x, y) or _own_place_added(x, y, a, b) for x, y in product(a.names, b.names))


def _related(x: CompanyName, y: CompanyName) -> bool:
    if x.key == y.key or _one_slip(x.key, y.key) or _stands_in(x, y) or _stands_in(y, x):
        return True
    return _founded(x, y) or _founded(y, x)


def _founded(x: CompanyName, y: CompanyName) -> bool:
    return x.foundation == y.key and y.legal_form == "stichting"


def _own_place_added(x: CompanyName, y: CompanyName, a: Record, b: Record) -> bool:
    homes = a.at.names | b.at.names
    return x.stem == y.stem and all(official_name(place) in homes for place in (x.place, y.place) if place)


def _one_slip(x: str, y: str) -> bool:
    """One letter added, dropped, changed or swapped with its neighbour in a name that is not short; never a digit."""
    if min(len(x), len(y)) < _SHORTEST_TO_SLIP or abs(len(x) - len(y)) > 1:
        return False
    return OSA.distance(x, y, score_cutoff=1) <= 1 and _digits(x) == _digits(y)


def _digits(text: str) -> list[str]:
    return [letter for letter in text if letter.isdigit()]


def _stands_in(part: CompanyName, whole: CompanyName) -> bool:
    size, words = len(part.words), whole.words
    if len("".join(part.words)) < _SHORTEST_TO_RELATE or size >= len(words):
        return False
    return any(words[i : i + size] == part.words for i in range(len(words) - size + 1))
