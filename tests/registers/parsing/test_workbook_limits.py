# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import io
import time
import zipfile

import pytest

from kapstok.registers.parsing.workbook_limits import refuse_unless_workbook
from kapstok.registers.shapes import PageUnreadable
from tests.registers.parsing.workbooks import with_parts, workbook

GOOD = workbook([["Naam", "Plaats"], ["De Kans", "Zwolle"]])
SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows: str) -> bytes:
    return f"<?xml version='1.0'?><worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>".encode()


def texts(items: str) -> bytes:
    return f"<sst {NAMESPACE}>{items}</sst>".encode()


def lying(body: bytes, name: str) -> bytes:
    """The archive with the unpacked size of a part set to ten bytes, in its directory as well as before the part."""
    size = zipfile.ZipFile(io.BytesIO(body)).getinfo(name).file_size.to_bytes(4, "little")
    return body.replace(size, (10).to_bytes(4, "little"))


def bomb() -> bytes:
    return with_parts(GOOD, {"xl/media/zeros.xml": b"\0" * 200_000_000})


BAD = {
    "an HTML page": (b"<!DOCTYPE html><html></html>", "this is an HTML page"),
    "text": (b"Naam;Plaats", "it begins with b'Naam;Pla'"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "before 2007"),
    "half a workbook": (GOOD[: len(GOOD) // 2], "not an XLSX workbook"),
    "another archive": (with_parts(GOOD, {"[Content_Types].xml": None}), "a ZIP file without one in it"),
    "a cell at the far corner": (
        with_parts(
            GOOD,
            {
                SHEET: sheet(
                    '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD1048576"><v>1</v></c></row>'
                )
            },
        ),
        "a sheet of 1048576 rows and 16384 columns",
    ),
    "a far row whose cells do not say where they are": (
        with_parts(GOOD, {SHEET: sheet('<row r="1048576">' + "<c><v>1</v></c>" * 9 + "</row>")}),
        "a sheet of 1048576 rows",
    ),
    "one long text in very many cells": (
        with_parts(
            GOOD,
            {
                TEXTS: texts(f"<si><t>{'x' * 30_000}</t></si>"),
                SHEET: sheet('<row><c t="s"><v>0</v></c></row>' * 5_000),
            },
        ),
        "its cells hold over 50 million characters",
    ),
    "entities": (
        with_parts(
            GOOD, {SHEET: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'}
        ),
        "it declares a document type",
    ),
    "broken XML": (with_parts(GOOD, {SHEET: b"<worksheet><sheetData></worksheet>"}), "mismatched tag"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_workbook_or_too_large_is_refused_with_the_reason(name: str) -> None:
    body, reason = BAD[name]
    with pytest.raises(PageUnreadable) as refused:
        refuse_unless_workbook(body)
    assert reason in str(refused.value)


@pytest.mark.parametrize("lies", [False, True])
def test_a_bomb_is_refused_in_a_moment_whatever_it_says_of_its_size(lies: bool) -> None:
    body = lying(bomb(), "xl/media/zeros.xml") if lies else bomb()
    started = time.perf_counter()
    with pytest.raises(PageUnreadable, match="it unpacks to more than 150 MB"):
        refuse_unless_workbook(body)
    assert time.perf_counter() - started < 5


def test_a_workbook_passes_also_when_empty_cells_are_formatted_far_away() -> None:
    refuse_unless_workbook(GOOD)
    far = sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row><row r="1048576"><c r="A1048576" s="3"/></row>'
    )
    refuse_unless_workbook(with_parts(GOOD, {SHEET: far}))
