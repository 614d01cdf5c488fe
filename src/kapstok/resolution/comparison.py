# SPDX-License-Identifier: EUPL-1.2
"""Two records side by side: on what they agree, on what they contradict each other, and what that weighs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import product
from typing import Final

from rapidfuzz.distance import OSA

from kapstok.resolution.normalise import CompanyName
from kapstok.resolution.records import Record
from kapstok.resolution.whereabouts import Nearness, nearness, official_name


class Likeness(IntEnum):
    """How two names relate; higher is more alike."""

    OTHER = 0
    RELATED = 1  # the one stands in the other: "De Aanpak" and "Kaarsenmakerij De Aanpak"
    NEAR = 2  # one slip of the pen apart, or only the own place is added
    EQUAL = 3  # one name but for form, article, case, accents, punctuation and spaces


class Agreement(IntEnum):
    """How two facts of one kind relate: they contradict, one is missing, or they agree."""

    CONTRARY = -1
    OPEN = 0
    EQUAL = 1


_SHORTEST_TO_RELATE: Final = 5
_SHORTEST_TO_SLIP: Final = 8

# What agreement weighs. A number outweighs everything else together; a name and a website each outweigh all that a
# place, a postcode and a street add. The values rank evidence, they are no probabilities.
_KVK: Final = 100
_DOMAIN: Final = {Agreement.EQUAL: 20, Agreement.OPEN: 0, Agreement.CONTRARY: -8}
_NAME: Final = {Likeness.EQUAL: 24, Likeness.NEAR: 12, Likeness.RELATED: 6, Likeness.OTHER: 0}
_PLACE: Final = {Nearness.SAME: 12, Nearness.WITHIN: 6, Nearness.UNKNOWN: 0, Nearness.APART: -12}
_POSTCODE: Final = {Agreement.EQUAL: 4, Agreement.OPEN: 0, Agreement.CONTRARY: -1}
_STREET: Final = 2
_FORM: Final = {Agreement.EQUAL: 1, Agreement.OPEN: 0, Agreement.CONTRARY: -4}


@dataclass(frozen=True)
class Comparison:
    """What two records say about each other, fact by fact.

    `one_register` holds for two entries of one register, `elsewhere` when the names put the two in different places
    ("X Almere" and "X Hilversum", or "X Deventer" against an X in Zwolle).
    """

    kvk: Agreement
    name: Likeness
    identical: bool
    domain: Agreement
    place: Nearness
    postcode: Agreement
    street: bool
    form: Agreement
    elsewhere: bool
    one_register: bool

    @property
    def near(self) -> bool:
        """Whether the two may be at one place and nothing contradicts it."""
        return self.place >= Nearness.WITHIN

    @property
    def score(self) -> int:
        """The weight of the evidence that the two are one company; higher is stronger."""
        return (
            (_KVK if self.kvk is Agreement.EQUAL else 0)
            + _NAME[self.name]
            + _DOMAIN[self.domain]
            + _PLACE[self.place]
            + _POSTCODE[self.postcode]
            + (_STREET if self.street else 0)
            + _FORM[self.form]
        )


def compare(a: Record, b: Record) -> Comparison:
    """Lays two records side by side; the order of the two makes no difference."""
    postcode = _agreement(a.postcode, b.postcode)
    place = Nearness.SAME if postcode is Agreement.EQUAL else nearness(a.at, b.at)
    name, identical = _likeness(a, b, near=place >= Nearness.WITHIN)
    domain = _agreement(a.domain, b.domain)
    if domain is Agreement.CONTRARY and not (a.website and b.website and _other_site(a.domain, b.domain)):
        domain = Agreement.OPEN
    return Comparison(
        kvk=_overlap(a.kvk, b.kvk),
        name=name,
        identical=identical,
        domain=domain,
        place=place,
        postcode=postcode,
        street=a.street is not None and a.street == b.street,
        form=_overlap(a.legal_forms, b.legal_forms),
        elsewhere=name is not Likeness.EQUAL and _elsewhere(a, b),
        one_register=a.register == b.register,
    )


def _agreement(a: str | None, b: str | None) -> Agreement:
    if a is None or b is None:
        return Agreement.OPEN
    return Agreement.EQUAL if a == b else Agreement.CONTRARY


def _overlap(a: frozenset[str], b: frozenset[str]) -> Agreement:
    if not a or not b:
        return Agreement.OPEN
    return Agreement.EQUAL if a & b else Agreement.CONTRARY


def _other_site(a: str | None, b: str | None) -> bool:
    """Whether two domains differ in more than their ending: groenwerk.nl and groenwerk.com are one company's."""
    return (a or "").partition(".")[0] != (b or "").partition(".")[0]


def _elsewhere(a: Record, b: Record) -> bool:
    if a.name_places and b.name_places:
        return not a.name_places & b.name_places
    named, other = (a, b) if a.name_places else (b, a)
    if not named.name_places or not other.at.known:
        return False
    return named.name_places.isdisjoint(named.at.names | other.at.names)


def _likeness(a: Record, b: Record, *, near: bool) -> tuple[Likeness, bool]:
    pairs = list(product(a.names, b.names))
    best = max((name_likeness(x, y) for x, y in pairs), default=Likeness.OTHER)
    if best < Likeness.NEAR and near and any(_own_place_added(x, y, a, b) for x, y in pairs):
        best = Likeness.NEAR
    return best, any(x.text == y.text for x, y in pairs)


def _own_place_added(x: CompanyName, y: CompanyName, a: Record, b: Record) -> bool:
    if x.stem != y.stem:
        return False
    homes = a.at.names | b.at.names
    return all(official_name(place) in homes for place in (x.place, y.place) if place)


def name_likeness(x: CompanyName, y: CompanyName) -> Likeness:
    """How alike two names are by themselves."""
    if x.key == y.key or (x.foundation == y.key and y.legal_form == "stichting"):
        return Likeness.EQUAL
    if y.foundation == x.key and x.legal_form == "stichting":
        return Likeness.EQUAL
    if _one_slip(x.key, y.key):
        return Likeness.NEAR
    return Likeness.RELATED if _stands_in(x, y) or _stands_in(y, x) else Likeness.OTHER


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


def miscopied(c: Comparison) -> bool:
    """Whether an equal number looks copied by mistake: nothing bears it out, and the place or the site contradicts."""
    borne_out = c.name > Likeness.OTHER or c.domain is Agreement.EQUAL or c.postcode is Agreement.EQUAL
    contradicted = c.place is Nearness.APART or c.domain is Agreement.CONTRARY
    return contradicted and not borne_out
