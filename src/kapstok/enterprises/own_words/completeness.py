# SPDX-License-Identifier: EUPL-1.2
"""Which parts of a profile are filled, and which brings most next. The rule: completeness.md. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kapstok.enterprises.own_words.content import Content


class Part(StrEnum):
    """A part of a profile, in the order of what it brings: to be found, understood, trusted, chosen."""

    OFFERINGS = "offerings"
    PITCH = "pitch"
    DESCRIPTION = "description"
    CONTACT = "contact"
    AREA = "area"
    REFERENCES = "references"
    PHOTOS = "photos"
    CAPACITY = "capacity"
    IMPACT = "impact"
    CERTIFICATES = "certificates"
    OPENINGS = "openings"
    WEBSITE = "website"
    LANGUAGES = "languages"


class Says(StrEnum):
    """Who fills a part."""

    OWN = "own"  # the enterprise itself
    REGISTER = "register"  # a register does; the enterprise may say it better
    NOBODY = "nobody"


# What registers tell of some parts, by the names of their facts.
_FACTS: Final = {
    Part.OFFERINGS: frozenset({"offerings"}),
    Part.DESCRIPTION: frozenset({"description"}),
    Part.CONTACT: frozenset({"email", "phone"}),
    Part.WEBSITE: frozenset({"website"}),
}


@dataclass(frozen=True)
class Completeness:
    """Every part with who fills it, in the order of `Part`."""

    parts: tuple[tuple[Part, Says], ...]

    @property
    def filled(self) -> int:
        """How many parts somebody fills."""
        return sum(says is not Says.NOBODY for _, says in self.parts)

    @property
    def total(self) -> int:
        return len(self.parts)

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that nobody fills, the one that brings most first."""
        return tuple(part for part, says in self.parts if says is Says.NOBODY)

    def says(self, part: Part) -> Says:
        return dict(self.parts)[part]


def completeness(content: Content, facts: Collection[str] = (), photos: int = 0) -> Completeness:
    """How far a profile is: its own words, the names of the facts that registers show, and how many photos it shows."""
    own, told = _own(content, photos), frozenset(facts)

    def says(part: Part) -> Says:
        if own[part]:
            return Says.OWN
        return Says.REGISTER if _FACTS.get(part, frozenset()) & told else Says.NOBODY

    return Completeness(tuple((part, says(part)) for part in Part))


def _own(content: Content, photos: int) -> dict[Part, bool]:
    contact, area = content.contact, content.area
    openings = (content.apprentices, content.trial_placements)
    return {
        Part.OFFERINGS: bool(content.offerings),
        Part.PITCH: bool(content.pitch),
        Part.DESCRIPTION: bool(content.description),
        Part.CONTACT: bool(contact.email or contact.phone),
        Part.AREA: bool(area.kind),
        Part.REFERENCES: bool(content.references),
        Part.PHOTOS: photos > 0,
        Part.CAPACITY: bool(content.smallest or content.largest),
        Part.IMPACT: bool(content.impact),
        Part.CERTIFICATES: bool(content.certificates),
        Part.OPENINGS: any(one.is_open or one.text for one in openings),
        Part.WEBSITE: bool(content.website),
        Part.LANGUAGES: bool(content.languages),
    }
