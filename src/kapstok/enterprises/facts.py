# SPDX-License-Identifier: EUPL-1.2
"""What the entries of one enterprise say of it on a day: each fact with where it stands and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kapstok.core.identifiers import kvk
from kapstok.core.text import fold
from kapstok.registers.histories import EntryHistory, Version
from kapstok.registers.shapes import Value


def texts(values: Mapping[str, Value], field: str) -> tuple[str, ...]:
    """The texts of a field, whether it holds none, one or several."""
    value = values.get(field, ())
    return (value,) if isinstance(value, str) else tuple(value)


def first_text(values: Mapping[str, Value], field: str) -> str | None:
    return next(iter(texts(values, field)), None)


@dataclass(frozen=True)
class Fact:
    """One value as a register shows it: in which entry, and since which of our runs without a break."""

    value: str
    register: str
    key: str
    since: date


@dataclass(frozen=True)
class Speaker:
    """An entry that had been seen by the day, with what it said last; `is_present` while it is in its register."""

    history: EntryHistory
    version: Version
    is_present: bool
    first_seen: date

    def facts(self, field: str) -> Iterator[Fact]:
        for value in texts(self.version.values, field):
            yield Fact(value, self.history.register, self.history.key, self._since(field, value))

    def _since(self, field: str, value: str) -> date:
        since = self.version.day
        for version in reversed(self.history.versions):
            if version.day > self.version.day:
                continue
            if value not in texts(version.values, field):
                break
            since = version.day
        return since


def in_order(speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """Who is heard first: entries that are in their register now, then those that we have known longest."""
    return tuple(sorted(speakers, key=lambda s: (not s.is_present, s.first_seen, s.history.entry)))


def first_fact(speakers: Sequence[Speaker], field: str) -> Fact | None:
    return next((fact for speaker in speakers for fact in speaker.facts(field)), None)


def website(speakers: Sequence[Speaker]) -> Fact | None:
    """The first address that a browser may be sent to; a register may hold anything."""
    facts = (fact for speaker in speakers for fact in speaker.facts("website"))
    return next((fact for fact in facts if fact.value.casefold().startswith(("http://", "https://"))), None)


def distinct_facts(speakers: Sequence[Speaker], field: str) -> tuple[Fact, ...]:
    """Every value of a field once, whatever its case or accents, in the writing of who is heard first."""
    found: dict[str, Fact] = {}
    for speaker in speakers:
        for fact in speaker.facts(field):
            found.setdefault(fold(fact.value), fact)
    return tuple(found.values())


def numbers(speakers: Sequence[Speaker]) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The KvK numbers that are certain, in their one form, and those that are not, as they were given."""
    certain: dict[str, Fact] = {}
    given: dict[str, Fact] = {}
    for fact in distinct_facts(speakers, "kvk"):
        number = kvk(fact.value)
        if number:
            certain.setdefault(number, Fact(number, fact.register, fact.key, fact.since))
        else:
            given.setdefault(fact.value, fact)
    return tuple(certain.values()), tuple(given.values())
