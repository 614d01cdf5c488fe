# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kapstok.procurement.cells import csv_cell
from kapstok.procurement.scan.row_sheet import RowSheet, Value

HOSTILE = (
    '=HYPERLINK("https://kwaad.example")',
    "+31 38 123",
    "-2+3",
    "@SUM(A1:A9)",
    "  =1+1",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    "'=1+1",
    "\u200b=1+1",
    '<r><t>a</t></r></is></c><c r="Z9"><f>1+1</f></c><c r="Y9" t="inlineStr"><is><r><t>x</t></r>',
    "]]></t></is></c><f>1</f>",
    "_x003D_1+1",
    "&#61;1",
)


def written(*rows: list[Value], formats: list[Any] | None = None) -> Any:
    """The first sheet of a workbook with these rows, as a spreadsheet program reads it."""
    return openpyxl.load_workbook(io.BytesIO(book(*rows))).worksheets[0]


def book(*rows: list[Value]) -> bytes:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet: RowSheet = made.add_worksheet("blad", worksheet_class=RowSheet)
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    sheet.prepare([10, 10], [None, day])
    for row in rows:
        sheet.put(row)
    made.close()
    return file.getvalue()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_ever_worked_out(text: str) -> None:
    cells = [cell for row in written([text, None]).iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value is not None] == ["s"]
    assert cells[0].value[:1] not in "=+-@\t\r\uff1d"


@given(st.text())
def test_any_text_can_be_read_back_as_it_is_shown(text: str) -> None:
    sheet = written([text, None], ["einde", None])
    assert (sheet["A1"].value or "") == csv_cell(text)
    assert sheet["A2"].value == "einde"


def test_a_sign_by_its_number_stays_the_letters_that_it_is() -> None:
    with ZipFile(io.BytesIO(book(["_x003D_1+1", None]))) as file:
        assert b"<t>_x005F_x003D_1+1</t>" in file.read("xl/worksheets/sheet1.xml")


def test_numbers_are_numbers_and_days_are_days() -> None:
    sheet = written([Decimal("-1234.50"), date(2027, 3, 3)], [0.5, None])
    assert sheet["A1"].value == -1234.5
    assert sheet["B1"].value == datetime(2027, 3, 3)  # noqa: DTZ001 - a day of the calendar, in no time zone
    assert sheet["A2"].value == 0.5


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity"), Decimal(10) ** 20, float("inf")])
def test_what_a_spreadsheet_cannot_count_with_stands_there_as_text(number: Decimal | float) -> None:
    assert written([number, None])["A1"].value == str(number)


def test_a_day_of_before_spreadsheets_stands_there_as_text() -> None:
    assert written([None, date(1900, 2, 1)])["B1"].value == "1900-02-01"


def test_rows_do_not_stay_in_memory(tmp_path: Path) -> None:
    with (tmp_path / "groot.xlsx").open("wb") as file:
        made = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": str(tmp_path)})
        sheet: RowSheet = made.add_worksheet("blad", worksheet_class=RowSheet)
        sheet.prepare([10, 10], [None, None])
        for number in range(5_000):
            sheet.put([f"rij {number}", Decimal(number)])
        assert not sheet.table
        made.close()
    assert [path.name for path in tmp_path.iterdir()] == ["groot.xlsx"]
