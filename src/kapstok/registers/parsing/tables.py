# SPDX-License-Identifier: EUPL-1.2
"""CSV and XLSX as a source of entries: rows of cells under a row of headers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from kapstok.core.text import squeeze
from kapstok.registers.parsing.document import Found, looks_like_html
from kapstok.registers.parsing.encodings import decoded
from kapstok.registers.shapes import Issue, PageUnreadable

if TYPE_CHECKING:
    from kapstok.registers.register_file import RegisterFile

Cells = Sequence[Found]

_MOST_ROWS: Final = 200_000
_DELIMITERS: Final = (";", ",", "\t", "|")


class Table:
    """Rows under headers; the selector of a field is its header. Rows without any text are not entries."""

    entities = True
    root = None

    def __init__(self, rows: Sequence[Cells], url: str, file: RegisterFile, issues: Sequence[Issue] = ()):
        position = file.entries.header_row
        if len(rows) < position:
            raise PageUnreadable(
                f"no headers: they should be in row {position}, but there are {len(rows)} rows"
            )
        self.base = url
        self.issues = list(issues)
        self._headers = [squeeze(str(cell)) for cell in rows[position - 1]]
        self._rows = rows[position:]
        self._columns = self._located(file)

    def entries(self) -> Iterator[Cells]:
        return (row for row in self._rows if any(cell != "" for cell in row))

    def find(self, node: Cells | None, select: str) -> Sequence[Found]:
        return [node[column] for column in self._columns.get(select, ()) if node and column < len(node)]

    def _located(self, file: RegisterFile) -> Mapping[str, Sequence[int]]:
        columns: dict[str, Sequence[int]] = {}
        needed = {"name", file.entries.key, file.entries.where and file.entries.where.field}
        for field, rule in file.fields.items():
            columns[rule.select] = _matching(self._headers, rule.select)
            if columns[rule.select]:
                continue
            if field in needed:
                raise PageUnreadable(
                    f"no column {rule.select!r} for {field}; the headers are {_shown(self._headers)}"
                )
            self.issues.append(Issue("column-missing", f"no column {rule.select!r} for {field}", field=field))
        return columns


def _matching(headers: Sequence[str], select: str) -> Sequence[int]:
    wanted = squeeze(select)
    exact = [i for i, header in enumerate(headers) if header == wanted]
    return exact or [i for i, header in enumerate(headers) if header.casefold() == wanted.casefold()]


def _shown(headers: Sequence[str]) -> str:
    shown = ", ".join(repr(header[:40]) for header in headers[:20] if header)
    return shown or "all empty"


def csv_table(body: bytes, content_type: str | None, url: str, file: RegisterFile) -> Table:
    """The table of a CSV file. Raises `PageUnreadable`, with the line."""
    text, odd = decoded(body, content_type, file.entries.encoding)
    if looks_like_html(text):
        raise PageUnreadable("not CSV: this is an HTML page")
    rows = _records(text, file.entries.delimiter or _delimiter(text, file))
    issues = [odd] if odd else []
    return Table(rows, url, file, issues + _ragged(rows, text, file.entries.header_row))


def _records(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > _MOST_ROWS:
                raise PageUnreadable(f"not a CSV to read: more than {_MOST_ROWS} rows")
    except csv.Error as error:
        reason = "a cell of more than 131,072 characters" if "field limit" in str(error) else str(error)
        raise PageUnreadable(f"not CSV: line {reader.line_num}: {reason}") from None
    return rows


def _delimiter(text: str, file: RegisterFile) -> str:
    """The delimiter under which the header row has most of the columns that the file names."""
    wanted = [rule.select for rule in file.fields.values()]

    def fit(delimiter: str) -> tuple[int, int]:
        headers = _header_row(text, delimiter, file.entries.header_row)
        return sum(bool(_matching(headers, select)) for select in wanted), len(headers)

    return max(_DELIMITERS, key=fit)


def _header_row(text: str, delimiter: str, position: int) -> list[str]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, start=1):
            if number == position:
                return [squeeze(cell) for cell in row]
    except csv.Error:
        pass
    return []


def _ragged(rows: Sequence[Sequence[str]], text: str, position: int) -> list[Issue]:
    """Rows that are wider or narrower than their headers; raises `PageUnreadable` when that is how the file ends."""
    width = len(rows[position - 1]) if len(rows) >= position else 0
    widths = [(number, len(row)) for number, row in enumerate(rows[position:], start=position + 1)]
    odd = [(number, cells) for number, cells in widths if cells not in {0, width}]
    if odd and odd[-1][0] == len(rows) and odd[-1][1] < width and not text.endswith(("\n", "\r")):
        raise PageUnreadable(f"the file ends early: row {len(rows)} has {odd[-1][1]} of {width} columns")
    return [
        Issue("row-width", f"row {number} has {cells} cells under {width} headers") for number, cells in odd
    ]


def xlsx_table(body: bytes, url: str, file: RegisterFile) -> Table:
    """The table on a sheet of an XLSX workbook. Raises `PageUnreadable`."""
    from kapstok.registers.parsing.workbooks import sheet_rows

    return Table(sheet_rows(body, file.entries.sheet), url, file)
