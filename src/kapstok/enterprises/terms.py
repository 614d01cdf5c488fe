# SPDX-License-Identifier: EUPL-1.2
"""The terms of a label as they are known after everything its register has shown (rule: `label_state.md`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kapstok.registers.histories import Version


@dataclass(frozen=True, slots=True)
class Term:
    """From one day until another, both included; a missing bound is open."""

    begin: date | None
    end: date | None

    def has_begun(self, day: date) -> bool:
        return self.begin is None or self.begin <= day

    def covers(self, day: date) -> bool:
        return self.has_begun(day) and (self.end is None or day <= self.end)


def shown_date(version: Version, field: str) -> date | None:
    """The day in a field of a version; None when it is absent or not one ISO date."""
    value = version.values.get(field)
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def known_terms(versions: Iterable[Version], first_seen: date) -> tuple[Term, ...]:
    """Every term that the versions of an entry, oldest first, have told of; by begin, an open one first."""
    terms: tuple[Term, ...] = ()
    for version in versions:
        begin, end = shown_date(version, "valid_from"), shown_date(version, "valid_until")
        if begin or end:
            terms = _told(terms, Term(begin, end), first_seen)
    return terms


def _told(terms: tuple[Term, ...], shown: Term, first_seen: date) -> tuple[Term, ...]:
    """The terms after a run has shown one."""
    if not terms:
        return (shown,)
    position = _meant(terms, shown, first_seen)
    if position is None:
        return _in_order((*terms, shown))
    known = terms[position]
    corrected = Term(shown.begin or known.begin, shown.end or known.end)
    return _in_order((*terms[:position], corrected, *terms[position + 1 :]))


def _meant(terms: tuple[Term, ...], shown: Term, first_seen: date) -> int | None:
    """Which known term a shown one speaks of; None when it is a new one."""
    latest = len(terms) - 1
    if shown.begin is None:
        return latest
    for position, known in enumerate(terms):
        if known.begin == shown.begin:
            return position
    known_begin = terms[latest].begin
    if known_begin is None:
        # A begin from before we first saw the entry belongs to the term that was running then.
        return latest if shown.begin <= first_seen else None
    return None if shown.begin > known_begin else latest


def _in_order(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=lambda term: term.begin or date.min))
