# SPDX-License-Identifier: EUPL-1.2
"""Naming the entries of a run, so that each is one and the same thing in every run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kapstok.registers.kept import Facts, KeptRow
from kapstok.registers.shapes import Issue, Value

# Above this many entries of one key they are told apart by order only: comparing each with each would take for ever.
_MOST_COMPARED = 50


@dataclass(frozen=True)
class Named:
    """Rows with a key each, and what was odd about the keys."""

    rows: tuple[KeptRow, ...]
    issues: tuple[Issue, ...]


def distinct(rows: Iterable[KeptRow], known: Mapping[str, Facts]) -> Named:
    """The rows with every key used once: equal rows become one, different rows of one key are numbered (`key#2`).

    `known` holds the facts of entries of earlier runs. A row takes the number of the known entry that it resembles
    most, so that neither another order nor the absence of one makes two entries change places.
    """
    groups: defaultdict[str, list[KeptRow]] = defaultdict(list)
    for row in _once(rows):
        groups[row.key].append(row)
    named, issues = list[KeptRow](), list[Issue]()
    for key, group in groups.items():
        named += _numbered(key, group, known, groups)
        if len(group) > 1:
            issues.append(
                Issue("key-shared", f"{len(group)} different entries have the key {key!r}", key=key)
            )
    return Named(tuple(named), tuple(issues))


def _once(rows: Iterable[KeptRow]) -> list[KeptRow]:
    met: dict[tuple[object, ...], KeptRow] = {}
    for row in rows:
        same = (row.key, _frozen(row.values), _frozen(row.unreadable), row.unread)
        first = met.get(same)
        met[same] = replace(first, pages=tuple(dict.fromkeys(first.pages + row.pages))) if first else row
    return list(met.values())


def _frozen(values: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(values.items()))


def _numbered(
    key: str, group: Sequence[KeptRow], known: Mapping[str, Facts], taken: Mapping[str, object]
) -> list[KeptRow]:
    if len(group) == 1 and f"{key}#2" not in known:
        return list(group)
    ordered = sorted(group, key=_order)
    slots = _slots(key, len(group), known, taken)
    placed = _resembling(ordered, slots, known) if len(group) <= _MOST_COMPARED else {}
    left = iter([slot for slot in slots if slot not in placed.values()])
    return [replace(row, key=placed.get(place) or next(left)) for place, row in enumerate(ordered)]


def _slots(key: str, count: int, known: Mapping[str, Facts], taken: Mapping[str, object]) -> list[str]:
    """Key, key#2 and so on: as many as are needed or known, without those that another entry has by itself."""
    slots, number = [key], 2
    while len(slots) < count or f"{key}#{number}" in known:
        if f"{key}#{number}" not in taken:
            slots.append(f"{key}#{number}")
        number += 1
    return slots


def _resembling(rows: Sequence[KeptRow], slots: Sequence[str], known: Mapping[str, Facts]) -> dict[int, str]:
    """Which row (by place) takes which known slot: the pairs with most values in common first."""
    pairs = [
        (-_common(row, known[slot]), number, place)
        for place, row in enumerate(rows)
        for number, slot in enumerate(slots)
        if slot in known
    ]
    placed: dict[int, str] = {}
    for common, number, place in sorted(pairs):
        if common and place not in placed and slots[number] not in placed.values():
            placed[place] = slots[number]
    return placed


def _common(row: KeptRow, facts: Facts) -> int:
    return sum(facts.values.get(name) == value for name, value in row.values.items())


def _order(row: KeptRow) -> tuple[str, ...]:
    """An order that does not follow the page: by what seldom changes, then by everything."""
    return (
        *(str(row.values.get(name, "")) for name in ("name", "kvk", "city", "street")),
        repr(_frozen(row.values)),
    )
