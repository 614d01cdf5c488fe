# SPDX-License-Identifier: EUPL-1.2
"""The plain shapes that pass between parsing, reading and guarding a register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kapstok.core.errors import KapstokError

Value = str | tuple[str, ...]
"""What a field holds: text, or several texts where the file says `many` or `split`. Dates are ISO strings."""


class PageUnreadable(KapstokError):
    """A page cannot be read as its register file says; the message is the reason in one line, with the place."""


@dataclass(frozen=True)
class Issue:
    """Something odd on a page that did not stop it from being read.

    `code` is one of: encoding, column-missing, row-width, key-missing, unreadable, not-text, not-an-address, cut,
    number-unreadable. `key` is the entry's key or, failing that, its name.
    """

    code: str
    message: str
    key: str | None = None
    field: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Row:
    """One entry as a list page shows it.

    `key` is the raw text of the key field, stripped. It is None where the file names no key field, where that field
    is read on the detail page (`DetailPage.key`) or where the page shows none: `name_key` then names the entry.
    `unreadable` has, for each field, the raw value that neither its map nor its date reads.
    `pages` and `origin` (field to page index) are filled by the reader.
    """

    key: str | None
    values: Mapping[str, Value]
    unreadable: Mapping[str, str] = field(default_factory=dict)
    detail_url: str | None = None
    pages: tuple[int, ...] = ()
    origin: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ListPage:
    """What one list page says.

    `total` is the register's own count and `last` the number of its last page, None where the file does not ask for
    them or the page does not show them. `left_out` counts the rows that `where` leaves out: a page is only without
    entries when it has neither.
    """

    rows: tuple[Row, ...]
    next_url: str | None = None
    total: int | None = None
    last: int | None = None
    issues: tuple[Issue, ...] = ()
    left_out: int = 0


@dataclass(frozen=True)
class DetailPage:
    """What one detail page says; `key` is the raw text of the key field where the file reads that field here."""

    values: Mapping[str, Value]
    unreadable: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    key: str | None = None


def name_key(values: Mapping[str, Value]) -> str | None:
    """The key of an entry that has no other: its name and city; None without a name."""
    name, city = values.get("name"), values.get("city", "")
    return f"{_flat(name)}|{_flat(city)}" if name else None


def _flat(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(value)
