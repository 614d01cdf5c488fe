# SPDX-License-Identifier: EUPL-1.2
"""What a label is worth on a day, from everything that its register has shown (rule: `label_state.md`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from kapstok.core.text import fold
from kapstok.enterprises.enums import State
from kapstok.enterprises.terms import Term, known_terms, shown_date
from kapstok.registers.histories import EntryHistory, Version

_FACTS_OF_THE_RUN = ("level", "flags", "status")
_FACTS_OF_THE_TERM = ("valid_from", "valid_until")
# A region has a handful of levels and statuses, and asks after them for every entry and day.
_folded = lru_cache(maxsize=1024)(fold)


@dataclass(frozen=True)
class LabelPolicy:
    """What a region asks of one label before it counts; `admits` None: every level, and none, admits.

    `levels` are those it knows, the lowest first.
    """

    admits: frozenset[str] | None = None
    statuses_that_do_not_count: frozenset[str] = frozenset()
    missing_runs: int = 2
    grace_days: int = 30
    levels: tuple[str, ...] = ()

    def counts(self, level: str | None, status: str | None) -> bool:
        """Whether an entry with this level and status may hold the label; case and accents do not matter."""
        admitted = self._admits is None or (level is not None and _folded(level) in self._admits)
        return admitted and (status is None or _folded(status) not in self._refused)

    @cached_property
    def _admits(self) -> frozenset[str] | None:
        return None if self.admits is None else frozenset(map(_folded, self.admits))

    @cached_property
    def _refused(self) -> frozenset[str]:
        return frozenset(map(_folded, self.statuses_that_do_not_count))


@dataclass(frozen=True)
class LabelOnDay:
    """One entry's label on one day.

    `first_seen` is None before the first sighting, `missing_since` unless the entry is absent that day.
    `last_seen` is the last day, at or before the day, of a published run that showed the entry. `next_change`
    is the first later day on which anything but `last_seen` differs when nothing new is published, None when
    there is no such day.
    """

    label: str
    level: str | None
    flags: tuple[str, ...]
    status: str | None
    valid_from: date | None
    valid_until: date | None
    state: State
    first_seen: date | None
    last_seen: date | None
    missing_since: date | None
    next_change: date | None = None

    @property
    def holds(self) -> bool:
        return self.state is State.HOLDS


@dataclass(frozen=True)
class Absence:
    """Long enough out of the register: from the first published run without the entry until one with it."""

    since: date
    until: date | None

    def lasts_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def state_on(day: date, history: EntryHistory, policy: LabelPolicy) -> LabelOnDay:
    """The label of an entry on any day, past or future, by what is known now."""
    return LabelInTime(history, policy).on(day)


class LabelInTime:
    """The label of one entry, prepared once so that many days may be asked for."""

    def __init__(self, history: EntryHistory, policy: LabelPolicy):
        self.history = history
        self.policy = policy
        self.seen = tuple(sorted(history.seen, key=lambda sighting: (sighting[0], sighting[1] or date.max)))
        self.first_seen = self.seen[0][0] if self.seen else date.max
        self.absences = tuple(self._absences())
        self.terms = known_terms(history.versions, self.first_seen)

    def on(self, day: date) -> LabelOnDay:
        """The label on a day, with the first later day on which it differs."""
        now = self._on(day)
        return replace(
            now, next_change=next((d for d in self._turns(day) if _differ(self._on(d), now)), None)
        )

    def course(self, until: date) -> Iterator[tuple[date, LabelOnDay]]:
        """Each day up to `until` on which the label became something else, the first sighting too, and what it was."""
        turn: date | None = self.first_seen
        while turn is not None and turn <= until:
            then = self.on(turn)
            yield turn, then
            turn = then.next_change

    def version_on(self, day: date) -> Version | None:
        """The last published version at or before a day; None before the first sighting."""
        shown = [version for version in self.history.versions if version.day <= day]
        return shown[-1] if shown and day >= self.first_seen else None

    def term_on(self, day: date) -> Term | None:
        """The latest term that covers the day, else the latest that had begun, else the first to come."""
        begun = [term for term in self.terms if term.has_begun(day)]
        covering = [term for term in begun if term.covers(day)]
        return next(iter([*reversed(covering), *reversed(begun), *self.terms]), None)

    def absence_on(self, day: date) -> Absence | None:
        return next((absence for absence in self.absences if absence.lasts_on(day)), None)

    def _on(self, day: date) -> LabelOnDay:
        version = self.version_on(day)
        if version is None:
            return self._unseen()
        absence, term = self.absence_on(day), self.term_on(day)
        return LabelOnDay(
            label=self.history.label,
            level=_text(version, "level"),
            flags=_texts(version, "flags"),
            status=_text(version, "status"),
            valid_from=term.begin if term else None,
            valid_until=term.end if term else None,
            state=State.LAPSED if absence else self._state(day, version, term),
            first_seen=self.first_seen,
            last_seen=self._last_seen(day),
            missing_since=absence.since if absence else None,
        )

    def _unseen(self) -> LabelOnDay:
        return LabelOnDay(self.history.label, None, (), None, None, None, State.LAPSED, None, None, None)

    def _state(self, day: date, version: Version, term: Term | None) -> State:
        """The state of an entry that is in the register on the day."""
        if self._is_unread(version) or not self.policy.counts(
            _text(version, "level"), _text(version, "status")
        ):
            return State.EXCLUDED
        if term is None or term.covers(day):
            return State.HOLDS
        in_grace = term.has_begun(day) and term.end and (day - term.end).days <= self.policy.grace_days
        return State.PENDING if in_grace else State.LAPSED

    def _is_unread(self, version: Version) -> bool:
        """Whether a fact of the label was shown but never read: then nobody knows what it says."""
        if any(field in version.unreadable and field not in version.values for field in _FACTS_OF_THE_RUN):
            return True
        return any(
            _date_is_unread(version, field) and not self._was_ever_read(field) for field in _FACTS_OF_THE_TERM
        )

    def _was_ever_read(self, field: str) -> bool:
        return any(shown_date(version, field) for version in self.history.versions)

    def _absences(self) -> Iterator[Absence]:
        returns = [*(begin for begin, _ in self.seen[1:]), None]
        for (_, gone), back in zip(self.seen, returns, strict=False):
            if gone is not None and len(self._run_days(gone, back)) >= max(1, self.policy.missing_runs):
                yield Absence(gone, back)

    def _run_days(self, begin: date, until: date | None) -> tuple[date, ...]:
        """The days of published runs from `begin` up to, not including, `until`."""
        days = self.history.run_days
        return days[bisect_left(days, begin) : bisect_left(days, until) if until else None]

    def _last_seen(self, day: date) -> date:
        begin, gone = [sighting for sighting in self.seen if sighting[0] <= day][-1]
        shown = [run for run in self._run_days(begin, gone) if run <= day]
        return shown[-1] if shown else begin

    def _turns(self, day: date) -> list[date]:
        """Every later day on which the answer can differ, in order."""
        return sorted({turn for turn in self._all_turns() if turn is not None and turn > day})

    def _all_turns(self) -> Iterator[date | None]:
        yield from (version.day for version in self.history.versions)
        for sighting in self.seen:
            yield from sighting
        for term in self.terms:
            yield term.begin
            if term.end:
                yield _days_after(term.end, 1)
                yield _days_after(term.end, self.policy.grace_days + 1)


def _differ(one: LabelOnDay, other: LabelOnDay) -> bool:
    return _answer(one) != _answer(other)


def _answer(label: LabelOnDay) -> tuple[object, ...]:
    """All that a change of is a change of the answer; `label` and what the runs only confirm are not."""
    return (
        label.state,
        label.level,
        label.flags,
        label.status,
        label.valid_from,
        label.valid_until,
        label.first_seen,
        label.missing_since,
    )


def _days_after(day: date, days: int) -> date | None:
    """None beyond the end of the calendar: registers write 31-12-9999 for "no end"."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _texts(version: Version, field: str) -> tuple[str, ...]:
    value = version.values.get(field, ())
    return (value,) if isinstance(value, str) else tuple(value)


def _text(version: Version, field: str) -> str | None:
    return next(iter(_texts(version, field)), None)


def _date_is_unread(version: Version, field: str) -> bool:
    return field in version.unreadable or (field in version.values and shown_date(version, field) is None)
