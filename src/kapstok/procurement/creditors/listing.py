# SPDX-License-Identifier: EUPL-1.2
"""Rows of a table into creditors, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final, Protocol

from kapstok.procurement.creditors.addresses import is_bare, is_foreign, take_apart
from kapstok.procurement.creditors.amounts import amount
from kapstok.procurement.creditors.cells import Row, Torn, cleaned_row, figures, says_nothing
from kapstok.procurement.creditors.recognition import Layout
from kapstok.procurement.creditors.shapes import (
    COMPARED,
    NUMBERS,
    Column,
    Creditor,
    Kind,
    Role,
    TooManyRows,
    Unreadable,
)

_TOTAL: Final = re.compile(
    r"(?:(?:sub|eind|grand|generaal|algemeen)[ -]?)?tota(?:a)?l(?:en|s)?\b"
    r"(?: (?:generaal|algemeen|leveranciers|crediteuren|suppliers|creditors|vendors|excl\.?|incl\.?|"
    r"btw|vat|bedrag|spend|eur|€|general|overall|van|alle|all|per|jaar|[\d.,-]+))* ?:?|som|sum",
    re.IGNORECASE,
)
_TOTAL_STARTS: Final = frozenset("tsegaTSEGA")
_LINE: Final = re.compile(r"[\W_]*")


class Table(Protocol):
    """Where rows come from, and how they were read."""

    @property
    def path(self) -> Path: ...

    @property
    def kind(self) -> Kind: ...

    @property
    def sheet(self) -> str | None: ...

    @property
    def delimiter(self) -> str | None: ...

    @property
    def ends_open(self) -> bool: ...

    @property
    def encoding(self) -> str | None: ...

    def rows(self) -> Iterator[Row]: ...


@dataclass(frozen=True)
class TableList:
    """A list of creditors in a table: a `CreditorList`."""

    table: Table
    layout: Layout
    most_rows: int

    @property
    def kind(self) -> Kind:
        return self.table.kind

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.layout.columns

    @property
    def roles(self) -> dict[Role, int]:
        return self.layout.roles

    @property
    def encoding(self) -> str | None:
        return self.table.encoding

    @property
    def delimiter(self) -> str | None:
        return self.table.delimiter

    @property
    def sheet(self) -> str | None:
        return self.table.sheet

    @property
    def header_row(self) -> int | None:
        return self.layout.first if self.layout.headers else None

    def rows(self) -> Iterator[Creditor]:
        """The creditors, in the order of the file; rows without anything in them, and headers again, are none."""
        read = _RowReading(self)
        number = 0
        for cells, is_last in _with_last(self._body()):
            creditor = read.creditor(number, cells, is_last=is_last)
            if creditor is None:
                continue
            if number >= self.most_rows:
                raise TooManyRows(self.table.path, self.most_rows)
            yield creditor
            number += 1

    def _body(self) -> Iterator[Row]:
        rows = self.table.rows()
        for _ in range(self.layout.first):
            next(rows, None)
        return rows


def _with_last(rows: Iterator[Row]) -> Iterator[tuple[Row, bool]]:
    previous = next(rows, None)
    if previous is None:
        return
    for row in rows:
        yield previous, False
        previous = row
    yield previous, True


class _RowReading:
    """What is known of the list, on its way along the rows."""

    def __init__(self, listed: TableList):
        layout = listed.layout
        self._width = len(layout.columns)
        self._fields = [
            (str(role), layout.roles[role], role in NUMBERS) for role in COMPARED if role in layout.roles
        ]
        self._house = layout.house
        self._country = layout.roles.get(Role.COUNTRY)
        self._amount = layout.roles.get(Role.AMOUNT)
        self._less = layout.less
        self._decimals = layout.decimals
        self._category = layout.roles.get(Role.CATEGORY)
        self._headers = [cleaned_row(row) for row in layout.headers]
        # In a workbook a cell stands where it stands; in text one that is too many moves all behind it.
        self._shifts = listed.table.kind == "csv"
        self._cut = listed.table.ends_open

    def creditor(self, number: int, cells: Row, *, is_last: bool) -> Creditor | None:
        """A row as a creditor; None where it is none at all."""
        row = cleaned_row(cells)
        if not row or row in self._headers:
            return None
        fault = self._fault(cells, row, is_last)
        values = self._values(row) if fault is None else {}
        if fault is None and not values.get("name", "-")[0].isalnum() and _is_nothing(row):
            return None
        fault = fault or _reason(values, row)
        return Creditor(
            number,
            str(row[0]),
            {} if fault else values,
            self._spend(row),
            self._at(row, self._category),
            fault,
        )

    def _fault(self, cells: Row, row: Row, is_last: bool) -> Unreadable | None:
        if type(cells) is Torn:
            return Unreadable.QUOTES
        if "\x00" in "".join(cells):
            return Unreadable.NULS
        if self._shifts and len(row) > self._width and any(row[self._width :]):
            return Unreadable.TOO_WIDE
        if is_last and self._cut and len(row) < self._width:
            return Unreadable.CUT
        return None

    def _values(self, row: Row) -> dict[str, str]:
        width = len(row)
        values: dict[str, str] = {}
        for field, index, is_number in self._fields:
            text = row[index] if index < width else ""
            if text and not says_nothing(text):
                values[field] = figures(text) if is_number else str(text)
        if self._house and "street" in values:
            self._add_house(row, values)
        take_apart(values)
        if self._country is not None and is_bare(values.get("postcode", "")):
            self._keep_dutch(row, values)
        return values

    def _keep_dutch(self, row: Row, values: dict[str, str]) -> None:
        """Four figures of another country would be taken for a Dutch postcode."""
        if is_foreign(self._at(row, self._country)):
            del values["postcode"]

    def _add_house(self, row: Row, values: dict[str, str]) -> None:
        more = "".join(figures(self._at(row, at)) for at in self._house[:1])
        behind = " ".join(filter(None, (self._at(row, at) for at in self._house[1:])))
        if more and not values["street"].endswith(f" {more}"):
            values["street"] = " ".join(filter(None, (values["street"], more, behind)))

    def _at(self, row: Row, index: int | None) -> str:
        text = row[index] if index is not None and index < len(row) else ""
        return "" if says_nothing(text) else str(text)

    def _spend(self, row: Row) -> Decimal | None:
        if self._amount is None:
            return None
        spend = self._amount_at(row, self._amount)
        if self._less is None:
            return spend
        less = self._amount_at(row, self._less)
        return None if spend is None and less is None else (spend or Decimal()) - (less or Decimal())

    def _amount_at(self, row: Row, index: int) -> Decimal | None:
        return amount(row[index], self._decimals[index]) if index < len(row) else None


def _is_nothing(row: Row) -> bool:
    """Whether a row is empty, or a line drawn across the list."""
    return all(_LINE.fullmatch(cell) for cell in row if cell)


def _reason(values: dict[str, str], row: Row) -> Unreadable | None:
    """Why a whole row is no supplier: it has no name and no number, or is the sum of those above it."""
    name = values.get("name") or values.get("statutory_name") or next(filter(None, row), "")
    if (
        name[:1] in _TOTAL_STARTS
        and _TOTAL.fullmatch(name)
        and not values.keys() - {"name", "statutory_name"}
    ):
        return Unreadable.TOTAL
    if any(field in values for field in ("name", "statutory_name", "kvk", "rsin", "vat")):
        return None
    return Unreadable.NAMELESS
