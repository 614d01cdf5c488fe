# SPDX-License-Identifier: EUPL-1.2
"""What a run keeps of each entry, and what holds for an entry when part of it could not be read this time."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kapstok.registers.shapes import Value

# Shown in the place of a value that is not known because its page could not be read.
PAGE_NOT_READ = "(page not read)"
_DECODER = json.JSONDecoder()
_FIRST = '{"key": '


@dataclass(frozen=True)
class KeptRow:
    """One entry as one run read it.

    `key` is unique in the run. `unreadable` has raw values that were shown but not understood; `unread` names the
    fields of a detail page that failed. `pages` and `origin` (field to page) are positions among the run's pages.
    """

    key: str
    values: Mapping[str, Value]
    unreadable: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    origin: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """What holds for an entry: its values, and what was shown where no value has ever been read."""

    values: Mapping[str, Value]
    unreadable: Mapping[str, str] = field(default_factory=dict)


def settle(row: KeptRow, last: Facts | None) -> Facts:
    """What holds once `row` is published after `last`, the entry's last published facts.

    A value that cannot be read leaves the last one standing; so does a detail page that failed, for all its fields.
    With nothing before, such a field is unreadable.
    """
    values, unreadable = dict(row.values), dict[str, str]()
    if last is None:
        unreadable |= dict.fromkeys(row.unread, PAGE_NOT_READ)
        return Facts(values, unreadable | dict(row.unreadable))
    for name in row.unread:
        values |= {name: last.values[name]} if name in last.values else {}
        unreadable |= {name: last.unreadable[name]} if name in last.unreadable else {}
    for name, shown in row.unreadable.items():
        if name in last.values and name not in last.unreadable:
            values[name] = last.values[name]
        else:
            unreadable[name] = shown
    return Facts(values, unreadable)


def dump(rows: Iterable[KeptRow]) -> bytes:
    """Rows as JSON Lines; equal rows give equal bytes."""
    return b"".join(_line(row) for row in rows)


def load(content: bytes) -> list[KeptRow]:
    """The rows that `dump` wrote."""
    return [_row(json.loads(line)) for line in content.splitlines()]


def find(content: bytes, key: str) -> KeptRow | None:
    """The row of one key among those that `dump` wrote; only lines that may hold it are parsed."""
    needle = f'"key": {json.dumps(key)}'.encode("ascii")
    for line in content.splitlines():
        if needle in line and (row := _row(json.loads(line))).key == key:
            return row
    return None


def find_all(content: bytes, keys: Container[str]) -> Iterator[KeptRow]:
    """The rows of these keys among those that `dump` wrote, one at a time."""
    for line in content.splitlines():
        # Keys are sorted, so that of the row stands first: only the rows that are wanted are parsed whole.
        text = line.decode("ascii")
        if _DECODER.raw_decode(text, len(_FIRST))[0] in keys:
            yield _row(json.loads(text))


def values_from_json(values: Mapping[str, Any]) -> dict[str, Value]:
    """Values as they come back from JSON, which has no tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _line(row: KeptRow) -> bytes:
    document = {
        "key": row.key,
        "values": dict(row.values),
        "unreadable": dict(row.unreadable),
        "unread": row.unread,
        "pages": row.pages,
        "origin": dict(row.origin),
    }
    # ASCII: bytes.splitlines knows fewer line ends than str, and no value can hold one.
    return json.dumps(document, sort_keys=True).encode("ascii") + b"\n"


def _row(document: dict[str, Any]) -> KeptRow:
    return KeptRow(
        key=document["key"],
        values=values_from_json(document["values"]),
        unreadable=document["unreadable"],
        unread=tuple(document["unread"]),
        pages=tuple(document["pages"]),
        origin=document["origin"],
    )


def text(value: Value) -> str:
    """A value on one line."""
    return value if isinstance(value, str) else ", ".join(value)
