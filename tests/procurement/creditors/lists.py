# SPDX-License-Identifier: EUPL-1.2
"""Lists of creditors as files, and what is read of them in one word each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pytest

from kapstok.procurement.creditors import Creditor, CreditorList, Role, UnreadableList, open_list

HEADERS = ("Nummer", "Naam", "KvK", "Adres", "Postcode", "Plaats", "Bedrag")
ROWS = (
    ("C1", "Schildersbedrijf Jansen B.V.", "08123456", "Dorpsstraat 5", "7411 AA", "Deventer", "1.234,56"),
    ("C2", "Stichting Café de Brug", "", "Kerkweg 12a", "8011CW", "Zwolle", "12,50"),
    ("C3", "Van Dijk Groen VOF", "34567890", "Postbus 14", "7301 BB", "Apeldoorn", "700,00"),
)


def text(rows: Iterable[Sequence[str]], delimiter: str = ";", end: str = "\r\n") -> str:
    return "".join(delimiter.join(row) + end for row in rows)


def listed(folder: Path, content: str | bytes, **options: Any) -> CreditorList:
    """A text file, opened."""
    path = folder / "lijst.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_list(path, **options)


def rows(found: CreditorList) -> list[Creditor]:
    return list(found.rows())


def names(found: CreditorList) -> list[str | None]:
    return [one.values.get("name") for one in found.rows()]


def roles(found: CreditorList) -> dict[str, int]:
    return {str(role): index for role, index in found.roles.items()}


def reason(path: Path, **options: Any) -> UnreadableList:
    """Why a file is refused, at the latest when its rows are asked for; one line, that names the file."""
    with pytest.raises(UnreadableList) as caught:
        list(open_list(path, **options).rows())
    said = str(caught.value)
    assert said.startswith(path.name)
    assert len(said.splitlines()) == 1
    assert len(said) < 600
    return caught.value


def refused(folder: Path, content: bytes, name: str = "lijst.csv", **options: Any) -> UnreadableList:
    path = folder / name
    path.write_bytes(content)
    return reason(path, **options)


def workbook(folder: Path, sheets: dict[str, Iterable[Sequence[Any]]]) -> Path:
    """A workbook as a spreadsheet program saves it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, held in sheets.items():
        sheet = book.create_sheet(name)
        for row in held:
            sheet.append(list(row))
    path = folder / "lijst.xlsx"
    book.save(path)
    return path


def bare_workbook(
    folder: Path, sheet: str, *, texts: str = "", book: str | None = None, more: dict[str, str] | None = None
) -> Path:
    """A workbook written by hand: what stands in its one sheet, and in its shared texts."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": book
        or '<workbook><sheets><sheet name="Blad" sheetId="1" id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": (
            '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f"<sst>{texts}</sst>",
        **(more or {}),
    }
    path = folder / "lijst.xlsx"
    path.write_bytes(zipped(parts))
    return path


def zipped(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def sheet_of(rows_of_it: Iterable[Sequence[str]], behind: str = "") -> str:
    """A sheet of inline texts."""
    held = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in rows_of_it
    )
    return f"<worksheet><sheetData>{held}</sheetData>{behind}</worksheet>"


__all__ = [
    "HEADERS",
    "ROWS",
    "Role",
    "bare_workbook",
    "listed",
    "names",
    "reason",
    "refused",
    "roles",
    "rows",
]
