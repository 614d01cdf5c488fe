# SPDX-License-Identifier: EUPL-1.2
"""The nouns of the simulated world: an enterprise, its entries in registers, and what is true of them each day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from kapstok.demo import days
from kapstok.demo.days import Dates, Day, RegisterId

EntryId: TypeAlias = tuple[RegisterId, str]
"""The register, and the key by which it names the entry."""


@dataclass(frozen=True)
class Profile:
    """How an entry says who it is; an empty text is not shown."""

    name: str
    city: str
    statutory_name: str = ""
    kvk: str = ""
    street: str = ""
    postcode: str = ""
    municipality: str = ""
    province: str = ""
    website: str = ""
    sector: str = ""
    offerings: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True)
class Standing:
    """What a register says about the label itself, as that register writes it."""

    level: str = ""
    status: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Showing:
    """One entry on one day."""

    profile: Profile
    standing: Standing
    detail_page: bool = True
    """False: the list names the entry, but its own page is missing that day."""


@dataclass(frozen=True)
class Entry:
    """One entry of one register over the three days; `showings` has None where the register does not show it.

    `holds` is the truth about its label on each day, as it can be known on that very day from what was published by
    then. `course` names the line that it follows (courses.py).
    """

    register: RegisterId
    key: str
    showings: tuple[Showing | None, Showing | None, Showing | None]
    holds: tuple[bool, bool, bool]
    course: str

    @property
    def id(self) -> EntryId:
        return (self.register, self.key)

    def known(self, day: Day) -> bool:
        """Whether a page that may be believed has shown it by that day."""
        return any(self.showings[d] for d in days.ALL if d <= day and days.published(self.register, d))


@dataclass(frozen=True)
class Known:
    """An enterprise as the directory should know it on a day: by which entries, and whether it is listed."""

    entries: frozenset[EntryId]
    listed: bool


@dataclass(frozen=True)
class Enterprise:
    """One invented enterprise: which entries are it, and whether it lies in the region.

    `case` says in a sentence what is special about it; most have none. `for_a_person`: nothing that its entries show
    makes certain that they are one company.
    """

    id: str
    in_area: bool
    entries: tuple[Entry, ...]
    case: str = ""
    for_a_person: bool = False

    def known(self, day: Day) -> Iterator[Known]:
        """How the directory should have it on that day: one enterprise, or apart until a person has said so."""
        known = tuple(entry for entry in self.entries if entry.known(day))
        parts = [(entry,) for entry in known] if self.for_a_person else [known] if known else []
        return (Known(frozenset(e.id for e in part), self._listed(part, day)) for part in parts)

    def _listed(self, entries: Iterable[Entry], day: Day) -> bool:
        return self.in_area and any(entry.holds[day] for entry in entries)


@dataclass(frozen=True)
class World:
    """Every enterprise, and so every register on every day."""

    dates: Dates
    enterprises: tuple[Enterprise, ...]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for enterprise in self.enterprises for entry in enterprise.entries)

    def shown(self, register: RegisterId, day: Day) -> list[tuple[Entry, Showing]]:
        """What a register has to show on a day, by name."""
        shown = [(e, s) for e in self.entries if e.register == register and (s := e.showings[day])]
        return sorted(shown, key=lambda pair: (pair[1].profile.name.casefold(), pair[0].key))

    def known(self, day: Day) -> frozenset[Known]:
        """The whole directory as it should be on a day, asked on that day."""
        return frozenset(known for enterprise in self.enterprises for known in enterprise.known(day))
