# SPDX-License-Identifier: EUPL-1.2
"""Which event the change of a label is, for who follows labels (rule: `label_events.md`). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from kapstok.core.text import fold
from kapstok.enterprises.enums import EventKind, State

_COUNTED: Final = frozenset({State.HOLDS, State.PENDING})


class LabelThen(Protocol):
    """What a label was at one moment: a row of the database, or one computed for a day."""

    @property
    def label(self) -> str: ...
    @property
    def level(self) -> str | None: ...
    @property
    def flags(self) -> Sequence[str]: ...
    @property
    def state(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_until(self) -> date | None: ...
    @property
    def missing_since(self) -> date | None: ...


def event_kind(before: LabelThen | None, after: LabelThen, levels: Sequence[str] = ()) -> EventKind | None:
    """What happened to the label of one entry between two moments; None when nothing that a reader counts on did.

    `before` is None where the entry was not known yet; `levels` are those of the label, the lowest first.
    """
    if before is None or before.label != after.label:
        return {State.HOLDS: EventKind.GAINED, State.PENDING: EventKind.PENDING}.get(State(after.state))
    if after.state == State.HOLDS:
        return _now_holding(before, after, levels)
    if after.state == State.PENDING:
        return EventKind.PENDING if before.state != State.PENDING else None
    if before.state not in _COUNTED:
        return None
    return EventKind.EXCLUDED if after.state == State.EXCLUDED else EventKind.LAPSED


def _now_holding(before: LabelThen, after: LabelThen, levels: Sequence[str]) -> EventKind | None:
    if before.state in _COUNTED:
        return _moved(before, after, levels) or _renewed(before, after)
    if before.state == State.EXCLUDED or _first_term_began(before, after):
        return EventKind.GAINED
    return EventKind.REGAINED


def _moved(before: LabelThen, after: LabelThen, levels: Sequence[str]) -> EventKind | None:
    """A step along the levels; with the same level, what the flags say."""
    if _folded(before.level) != _folded(after.level):
        return _step(_rank(before.level, levels), _rank(after.level, levels))
    had, has = frozenset(map(fold, before.flags)), frozenset(map(fold, after.flags))
    if had == has:
        return None
    if had < has:
        return EventKind.UPGRADED
    return EventKind.DOWNGRADED if has < had else EventKind.CHANGED


def _step(before: int | None, after: int | None) -> EventKind:
    if before is None or after is None:
        return EventKind.CHANGED
    return EventKind.UPGRADED if after > before else EventKind.DOWNGRADED


def _renewed(before: LabelThen, after: LabelThen) -> EventKind | None:
    later = before.valid_until and after.valid_until and after.valid_until > before.valid_until
    return EventKind.RENEWED if later or before.state == State.PENDING else None


def _first_term_began(before: LabelThen, after: LabelThen) -> bool:
    """Lapsed only because its one known term had yet to begin: then it never held before."""
    same_term = (before.valid_from, before.valid_until) == (after.valid_from, after.valid_until)
    return before.missing_since is None and before.valid_from is not None and same_term


def _rank(level: str | None, levels: Sequence[str]) -> int | None:
    known = [fold(one) for one in levels]
    key = _folded(level)
    return known.index(key) if key in known else None


def _folded(level: str | None) -> str | None:
    return None if level is None else fold(level)
