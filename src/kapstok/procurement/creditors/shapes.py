# SPDX-License-Identifier: EUPL-1.2
"""What a list of creditors holds, whatever kind of file it came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal, NamedTuple, Protocol

from kapstok.core.errors import Fault, KapstokError

Kind = Literal["csv", "xlsx", "xaf"]
# What the first sheet of a workbook holds under its headers: our answer is a workbook too.
MOST_ROWS: Final = 1_048_575


class Role(StrEnum):
    """What a column is about; the first ten are the fields by which an enterprise is recognised."""

    NAME = "name"
    STATUTORY_NAME = "statutory_name"
    KVK = "kvk"
    RSIN = "rsin"
    VAT = "vat"
    STREET = "street"
    POSTCODE = "postcode"
    CITY = "city"
    WEBSITE = "website"
    EMAIL = "email"
    COUNTRY = "country"
    AMOUNT = "amount"
    CATEGORY = "category"


NUMBERS: Final = frozenset({Role.KVK, Role.RSIN, Role.VAT})
NAMES: Final = frozenset({Role.NAME, Role.STATUTORY_NAME})
COMPARED: Final = tuple(role for role in Role if role not in {Role.COUNTRY, Role.AMOUNT, Role.CATEGORY})


class Why(StrEnum):
    """Why a whole file is refused."""

    NO_FILE = "no-file"
    TOO_LARGE = "too-large"
    EMPTY = "empty"
    NOT_A_LIST = "not-a-list"
    DAMAGED = "damaged"
    UNSAFE = "unsafe"
    NO_COLUMN = "no-column"
    TOO_MANY_ROWS = "too-many-rows"


class Unreadable(StrEnum):
    """Why a row of a list cannot be used."""

    NAMELESS = "no name and no number"
    TOTAL = "a total, not a supplier"
    TOO_WIDE = "more cells than there are columns"
    QUOTES = "a quotation mark that is not closed"
    NULS = "damaged: NUL bytes"
    CUT = "the file ends in the middle of this row"
    UNKNOWN = "its number is not among the suppliers of the file"


class UnreadableList(KapstokError):
    """The file is no list of creditors that can be read: which file, where in it, and why, in one line."""

    def __init__(self, path: Path, reason: str, *, why: Why, place: str = ""):
        self.why = why
        self.reason = reason
        super().__init__(str(Fault(path.name, place, reason)))


class TooManyRows(UnreadableList):
    """The list is longer than the caller takes; raised at the first row that is one too many."""

    def __init__(self, path: Path, most: int):
        self.most = most
        super().__init__(path, f"more than {most:,} rows", why=Why.TOO_MANY_ROWS)


@dataclass(frozen=True)
class Column:
    """A column as it was found: counted from 0, its role if it has one, how sure that is (0 to 1), some cells."""

    index: int
    header: str
    role: Role | None
    samples: tuple[str, ...]
    confidence: float


class Creditor(NamedTuple):
    """A row of the list.

    `number` counts from 0; `row` is the text of the first column (of an audit file: the supplier's own number).
    `values` holds what an enterprise is recognised by, empty ones left out; `amount` is the spend in euros, None where
    it is not known. A row with `unreadable` cannot be used; it is counted all the same.
    """

    number: int
    row: str
    values: dict[str, str]
    amount: Decimal | None
    category: str
    unreadable: Unreadable | None


class CreditorList(Protocol):
    """A list that was opened, and how it was read. `rows` reads the file anew each time it is asked."""

    @property
    def kind(self) -> Kind: ...

    @property
    def columns(self) -> tuple[Column, ...]: ...

    @property
    def roles(self) -> dict[Role, int]: ...

    @property
    def most_rows(self) -> int: ...

    @property
    def encoding(self) -> str | None: ...

    @property
    def delimiter(self) -> str | None: ...

    @property
    def sheet(self) -> str | None: ...

    @property
    def header_row(self) -> int | None:
        """The row with the headers, counted from 1; None where the list has none."""

    def rows(self) -> Iterator[Creditor]:
        """The creditors in the order of the file. Raises `UnreadableList` when the rest cannot be read."""
