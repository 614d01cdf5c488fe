# SPDX-License-Identifier: EUPL-1.2
"""What the runs of a register prove about a label on a day (docs/commands.md, `evidence`). Pure.

Observed: a published run at or before the day showed the entry. Stated: the day lies before our first run of
the register, and the register gives a begin at or before the day; the weaker proof. What is known now
decides; where the register showed something else at the time, the run that changed it is named.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date

from kapstok.enterprises.enums import Basis, State
from kapstok.enterprises.label_state import LabelInTime, LabelOnDay, LabelPolicy
from kapstok.enterprises.terms import Term, shown_date
from kapstok.registers.histories import EntryHistory, Version


@dataclass(frozen=True)
class Correction:
    """The day of the first published run since which the answer is as it is now, and the answer at the time."""

    day: date
    then: LabelOnDay


@dataclass(frozen=True)
class Finding:
    """One entry's label on the day asked for. `page_day`: the day whose page proves it; `version`: what it showed."""

    history: EntryHistory
    version: Version
    on_day: LabelOnDay
    basis: Basis
    page_day: date
    corrected: Correction | None = None


def finding(history: EntryHistory, day: date, policy: LabelPolicy) -> Finding | None:
    """What is known of an entry's label on a day; None where nothing tells of that day."""
    label = LabelInTime(history, policy)
    version = label.version_on(day)
    if version is not None:
        return Finding(
            history, version, label.on(day), Basis.OBSERVED, day, _correction(history, day, policy)
        )
    if not history.run_days or day >= history.run_days[0]:
        return None
    term = label.term_on(day)
    return _stated(label, term) if term and term.begin and term.covers(day) else None


def _stated(label: LabelInTime, term: Term) -> Finding | None:
    """The register's own word for a term that ran before we looked, as it stood when we first read it."""
    telling = [
        version for version in label.history.versions if shown_date(version, "valid_from") == term.begin
    ]
    version = (telling or list(label.history.versions))[0]
    shown = label.on(version.day)
    if shown.state is State.EXCLUDED:
        return None
    on_day = replace(
        shown, state=State.HOLDS, valid_from=term.begin, valid_until=term.end,
        last_seen=None, missing_since=None, next_change=None,
    )  # fmt: skip
    return Finding(label.history, version, on_day, Basis.STATED, version.day)


def _correction(history: EntryHistory, day: date, policy: LabelPolicy) -> Correction | None:
    now = _answer(history, day, policy)
    then = _answer(_as_known_on(history, day), day, policy)
    if _same(then, now):
        return None
    later = history.run_days[bisect_right(history.run_days, day) :]
    changed = later[-1]
    for known in reversed(later):
        if not _same(_answer(_as_known_on(history, known), day, policy), now):
            break
        changed = known
    return Correction(changed, then)


def _answer(history: EntryHistory, day: date, policy: LabelPolicy) -> LabelOnDay:
    return LabelInTime(history, policy).on(day)


def _same(one: LabelOnDay, other: LabelOnDay) -> bool:
    return replace(one, next_change=None) == replace(other, next_change=None)


def _as_known_on(history: EntryHistory, day: date) -> EntryHistory:
    """The history as it was at the end of a day."""
    return replace(
        history,
        versions=tuple(version for version in history.versions if version.day <= day),
        seen=tuple(
            (begin, gone if gone and gone <= day else None) for begin, gone in history.seen if begin <= day
        ),
        run_days=tuple(run_day for run_day in history.run_days if run_day <= day),
    )
