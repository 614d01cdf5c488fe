# SPDX-License-Identifier: EUPL-1.2
"""Opening a list of creditors as the kind of file that it is, whatever its name says."""

from __future__ import annotations

import stat
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from kapstok.procurement.creditors import csv_rows, xaf
from kapstok.procurement.creditors.cells import Row
from kapstok.procurement.creditors.listing import Table, TableList
from kapstok.procurement.creditors.recognition import LOOKED_AT, Layout, recognised
from kapstok.procurement.creditors.shapes import MOST_ROWS, CreditorList, Role, UnreadableList, Why
from kapstok.procurement.creditors.workbook import SheetTable, Workbook

LARGEST: Final = 2_000_000_000
"""Bytes: what a list may take. A million rows of twenty columns come to some 300 MB."""

_START: Final = 1 << 20
_SAVE: Final = "save it as XLSX or CSV"
_SIGNATURES: Final = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": f"an Excel file of before 2007 (XLS) or one with a password: {_SAVE}",
    b"\x1f\x8b": "compressed with gzip",
    b"7z\xbc\xaf": "compressed with 7-Zip",
    b"Rar!": "compressed with RAR",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}


def open_list(
    path: Path, *, chosen: Mapping[Role, int] | None = None, most_rows: int | None = None
) -> CreditorList:
    """The list of creditors in a file, its columns recognised; nothing of it is kept or written.

    `chosen` says which column (from 0) has which role, for all roles at once; without it they are recognised. With
    `most_rows` the rows stop with `TooManyRows` at the next one. Raises `UnreadableList`, one line.
    """
    most = MOST_ROWS if most_rows is None else min(most_rows, MOST_ROWS)
    try:
        start = _start(path)
        if _is_xml(start):
            return xaf.opened(path, most)
        return TableList(*_best(path, start, chosen), most)
    except OSError as error:
        raise UnreadableList(path, error.strerror or str(error), why=Why.NO_FILE) from None


def _best(path: Path, start: bytes, chosen: Mapping[Role, int] | None) -> tuple[Table, Layout]:
    """The table of a file that says most of suppliers, and its layout."""
    tables: list[Table]
    if start.startswith(b"PK"):
        book = Workbook(path)
        tables = [SheetTable(book, sheet) for sheet in book.sheets]
    else:
        _refuse_other(path, start)
        tables = [*csv_rows.tables(path, start)]
    table, layout = _told(tables)
    if chosen is not None:
        layout = recognised(_first_rows(table), chosen)
    if not layout.is_usable:
        reason = f"no column with names or numbers of suppliers; {_seen(layout)}"
        raise UnreadableList(path, reason, why=Why.NO_COLUMN)
    return table, layout


def _start(path: Path) -> bytes:
    """The beginning of a file that is one, and not too large. Raises `UnreadableList`."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            what = "a folder" if stat.S_ISDIR(found.st_mode) else "no ordinary file"
            raise UnreadableList(path, f"this is {what}", why=Why.NO_FILE)
        if found.st_size > LARGEST:
            size = f"{found.st_size / 1e9:.1f} GB; a list may take {LARGEST // 10**9} GB"
            raise UnreadableList(path, size, why=Why.TOO_LARGE)
        with path.open("rb") as file:
            start = file.read(_START)
    except ValueError as error:  # a name that no file can have
        raise UnreadableList(path, str(error), why=Why.NO_FILE) from None
    if not start.strip(b" \t\r\n\x00"):
        raise UnreadableList(path, "there is nothing in it", why=Why.EMPTY)
    return start


def _is_xml(start: bytes) -> bool:
    return _beginning(start).startswith(("<?xml", "<auditfile")) or ":auditfile" in _beginning(start)[:100]


def _refuse_other(path: Path, start: bytes) -> None:
    """Refuses what is no text, and what is text but no table."""
    for signature, what in _SIGNATURES.items():
        if start.startswith(signature):
            raise UnreadableList(path, f"this is {what}", why=Why.NOT_A_LIST)
    beginning = _beginning(start)
    if beginning.startswith(("<!doctype", "<html", "<head", "<body", "<table", "<!--")):
        raise UnreadableList(path, f"this is an HTML page: {_SAVE}", why=Why.NOT_A_LIST)
    if beginning.startswith(("{", "[{")):
        raise UnreadableList(path, f"this is JSON: {_SAVE}", why=Why.NOT_A_LIST)


def _beginning(start: bytes) -> str:
    """The first signs of a file in lower case, however wide they are written."""
    return start[:800].replace(b"\x00", b"").decode("latin-1").lstrip("ï»¿ÿþ \t\r\n").lower()


def _told(tables: Sequence[Table]) -> tuple[Table, Layout]:
    """Of sheets the first that holds suppliers; of ways to divide lines the one under which most is recognised."""
    tried: list[tuple[Table, Layout]] = []
    for table in tables:
        layout = recognised(_first_rows(table))
        tried.append((table, layout))
        if table.kind == "xlsx" and layout.is_usable and len(layout.roles) > 1:
            break
    else:
        tried.sort(key=lambda one: (one[1].is_usable, one[1].worth), reverse=True)
        return tried[0]
    return tried[-1]


def _first_rows(table: Table) -> list[Row]:
    return list(islice(table.rows(), LOOKED_AT))


def _seen(layout: Layout) -> str:
    """What there was instead, for a person."""
    seen = [column.header or (column.samples[0] if column.samples else "") for column in layout.columns]
    shown = ", ".join(repr(text[:40]) for text in seen[:12] if text)
    if not shown:
        return "its columns are empty"
    return f"the columns are {shown}" + (f" and {len(seen) - 12} more" if len(seen) > 12 else "")
