# SPDX-License-Identifier: EUPL-1.2
"""Sheets of an XLSX workbook as rows of cells, one at a time.

Read as a stream of tags, not as a grid: two cells a billion apart then take no more room than two next to each other,
and a list of a million rows takes as much as its different texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

from kapstok.procurement.creditors.archive import Archive
from kapstok.procurement.creditors.cells import Row
from kapstok.procurement.creditors.shapes import Kind, UnreadableList, Why
from kapstok.procurement.creditors.sheet_rows import SheetRows
from kapstok.procurement.creditors.workbook_parts import Book, Merges, Relations, Styles, Texts, tails
from kapstok.procurement.creditors.xml_pieces import Handler, XmlFault, read

_ROOT: Final = "xl/workbook.xml"
_MOST_SHEETS: Final = 100


@dataclass(frozen=True)
class Sheet:
    """A sheet by its name, and the part of the archive that holds it."""

    name: str
    part: str
    visible: bool


class Workbook:
    """An opened workbook. Raises `UnreadableList` where it is none, here and on every later use."""

    def __init__(self, path: Path):
        self.path = path
        self.archive = Archive(path)
        book = Book()
        relations = Relations()
        root = _ROOT if _ROOT in self.archive else self._root()
        if root not in self.archive:
            what = (
                "an OpenDocument file"
                if "content.xml" in self.archive
                else "a ZIP file without an XLSX workbook in it"
            )
            raise UnreadableList(path, f"this is {what}: save it as XLSX or CSV", why=Why.NOT_A_LIST)
        home = PurePosixPath(root).parent
        self._read(root, book)
        self._read_if_there(f"{home}/_rels/{PurePosixPath(root).name}.rels", relations)
        self.is_1904 = book.is_1904
        self._home = home
        found = sorted(self._sheets(book, relations), key=lambda sheet: not sheet.visible)
        if not found:
            raise UnreadableList(path, "the workbook has no sheets", why=Why.EMPTY)
        self.sheets = tuple(found[:_MOST_SHEETS])

    @cached_property
    def texts(self) -> list[str]:
        """The texts that cells refer to by number."""
        found = Texts()
        self._read_if_there(f"{self._home}/sharedstrings.xml", found)
        return found.texts

    @cached_property
    def dates(self) -> frozenset[int]:
        """The numbers of the cell styles that show a number as a day."""
        styles = Styles()
        self._read_if_there(f"{self._home}/styles.xml", styles)
        return frozenset(at for at, format_ in enumerate(styles.used) if styles.is_date(format_))

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The rows of a sheet, hidden ones too."""
        merges = self._merges(sheet)
        reading = SheetRows(self.texts, self.dates, merges, is_1904=self.is_1904)
        for _ in self._steps(sheet.part, reading):
            yield from reading.taken()

    def _merges(self, sheet: Sheet) -> dict[int, dict[int, tuple[int, int]]]:
        """Cells that are merged downwards: row, column, the row and column that hold their text."""
        found = Merges(b"".join(tails(self.archive.pieces(sheet.part))))
        return found.cells

    def _sheets(self, book: Book, relations: Relations) -> Iterator[Sheet]:
        for name, relation, visible in book.sheets:
            target = relations.targets.get(relation, "")
            part = target.lstrip("/") if target.startswith("/") else str(self._home / target)
            if target and part in self.archive:
                yield Sheet(name, part, visible)

    def _root(self) -> str:
        relations = Relations()
        self._read_if_there("_rels/.rels", relations)
        return next(
            (
                one.lstrip("/")
                for one in relations.targets.values()
                if one.endswith(".xml") and "workbook" in one
            ),
            "",
        )

    def _read(self, part: str, handler: Handler) -> None:
        for _ in self._steps(part, handler):
            pass

    def _read_if_there(self, part: str, handler: Handler) -> None:
        if part in self.archive:
            self._read(part, handler)

    def _steps(self, part: str, handler: Handler) -> Iterator[None]:
        try:
            yield from read(self.archive.pieces(part), handler)
        except XmlFault as fault:
            why = Why.UNSAFE if fault.unsafe else Why.DAMAGED
            place = f"{part}, line {fault.line}" if fault.line else part
            raise UnreadableList(
                self.path, f"not a workbook to open: {fault}", why=why, place=place
            ) from None


@dataclass(frozen=True)
class SheetTable:
    """A sheet with rows in it."""

    workbook: Workbook
    held: Sheet
    kind: Kind = "xlsx"
    delimiter: None = None
    encoding: None = None
    ends_open: bool = False

    @property
    def path(self) -> Path:
        return self.workbook.path

    @property
    def sheet(self) -> str:
        return self.held.name

    def rows(self) -> Iterator[Row]:
        """The rows of the sheet. Raises `UnreadableList`."""
        return self.workbook.rows(self.held)
