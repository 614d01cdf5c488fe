# SPDX-License-Identifier: EUPL-1.2
"""What became different in the directory from one day to the next, from what `export` says of both days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from kapstok.enterprises.enums import State

Row: TypeAlias = Mapping[str, Any]
LabelRow: TypeAlias = Mapping[str, Any]

# Why an enterprise is known and not listed, in the order in which the first one that fits is told.
OUTSIDE: Final = "outside"


@dataclass(frozen=True)
class LabelChange:
    """A label of one entry on two days; `before` is None where the entry was not known yet."""

    before: LabelRow | None
    after: LabelRow


@dataclass(frozen=True)
class Change:
    """An enterprise as it is now, and those of its labels that explain what became different."""

    row: Row
    labels: tuple[LabelChange, ...]


@dataclass(frozen=True)
class Changes:
    """Two days compared.

    `joined` are listed now and were not, `left` the other way round; `moved` were and are, with a label that shows
    another level or flag. `waiting` are listed by a label whose entry was missing in its register's last reading.
    """

    joined: tuple[Change, ...] = ()
    left: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()
    waiting: tuple[Change, ...] = ()
    unlisted: Mapping[str, int] = field(default_factory=dict)


def compare(before: Iterable[Row], after: Sequence[Row], last_read: Mapping[str, str]) -> Changes:
    """Compares two days; `last_read` has for each register the day of its last published run, as ISO text."""
    earlier = _Earlier(before)
    return Changes(
        joined=tuple(_joined(after, earlier)),
        left=tuple(_left(after, earlier)),
        moved=tuple(_moved(after, earlier)),
        waiting=tuple(_waiting(after, last_read)),
        unlisted=_unlisted(after),
    )


class _Earlier:
    """The day before, by entry: enterprises may have merged since."""

    def __init__(self, rows: Iterable[Row]):
        self._labels: dict[tuple[str, str], LabelRow] = {}
        self._listed: set[tuple[str, str]] = set()
        for row in rows:
            for label in row["labels"]:
                self._labels[_entry(label)] = label
                if row["listed"]:
                    self._listed.add(_entry(label))

    def listed(self, row: Row) -> bool:
        return any(_entry(label) in self._listed for label in row["labels"])

    def pairs(self, row: Row) -> Iterator[LabelChange]:
        return (LabelChange(self._labels.get(_entry(label)), label) for label in row["labels"])


def _entry(label: LabelRow) -> tuple[str, str]:
    return label["register"], label["key"]


def _holds(label: LabelRow | None) -> bool:
    return label is not None and label["state"] == State.HOLDS


def _joined(rows: Iterable[Row], earlier: _Earlier) -> Iterator[Change]:
    for row in rows:
        if row["listed"] and not earlier.listed(row):
            pairs = earlier.pairs(row)
            yield Change(row, tuple(p for p in pairs if _holds(p.after) and not _holds(p.before)))


def _left(rows: Iterable[Row], earlier: _Earlier) -> Iterator[Change]:
    for row in rows:
        if not row["listed"] and earlier.listed(row):
            pairs = earlier.pairs(row)
            yield Change(row, tuple(p for p in pairs if _holds(p.before) and not _holds(p.after)))


def _moved(rows: Iterable[Row], earlier: _Earlier) -> Iterator[Change]:
    for row in rows:
        moved = tuple(pair for pair in earlier.pairs(row) if _is_moved(pair))
        if moved and row["listed"] and earlier.listed(row):
            yield Change(row, moved)


def _is_moved(pair: LabelChange) -> bool:
    before, after = pair.before, pair.after
    if before is None or not (_holds(before) and _holds(after)):
        return False
    return (before["level"], before["flags"]) != (after["level"], after["flags"])


def _waiting(rows: Iterable[Row], last_read: Mapping[str, str]) -> Iterator[Change]:
    for row in rows:
        unseen = [
            LabelChange(None, label)
            for label in row["labels"]
            if _holds(label) and label["last_seen"] < last_read.get(label["register"], "")
        ]
        if row["listed"] and unseen:
            yield Change(row, tuple(unseen))


def _unlisted(rows: Iterable[Row]) -> dict[str, int]:
    """How many known enterprises are not listed, by the most hopeful of their labels."""
    counts: dict[str, int] = {}
    for row in rows:
        if not row["listed"]:
            why = _why_unlisted(row)
            counts[why] = counts.get(why, 0) + 1
    return counts


def _why_unlisted(row: Row) -> str:
    states = {label["state"] for label in row["labels"]}
    if State.HOLDS in states:
        return OUTSIDE
    return str(next(state for state in (State.PENDING, State.EXCLUDED, State.LAPSED) if state in states))
