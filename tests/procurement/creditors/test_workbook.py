# SPDX-License-Identifier: EUPL-1.2
"""Workbooks, as spreadsheet programs save them and as somebody may make them who means harm."""

from __future__ import annotations

import datetime
import struct
import time
import tracemalloc
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from kapstok.procurement.creditors import UnreadableList, Why, open_list
from tests.procurement.creditors.lists import (
    HEADERS,
    ROWS,
    bare_workbook,
    names,
    reason,
    refused,
    roles,
    rows,
    sheet_of,
    workbook,
    zipped,
)

NOON = datetime.datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001  a cell has no zone
NAMES = [row[1] for row in ROWS]


def test_a_workbook_is_read_with_its_numbers_days_and_texts(tmp_path: Path) -> None:
    held = [
        ["Nr", "Naam", "KvK", "Bedrag", "Categorie"],
        [1, "Jansen B.V.", 8123456, 1234.5, datetime.date(2026, 11, 22)],
        [2.0, "De Brug", 12345678.0, 0.1 + 0.2, NOON],
        [None, "Van Dijk", "08123456", "€ 1.234,56", True],
        ["4", "Groen", " 1234 5678 ", 1234.567, 12.0],
    ]
    found = open_list(workbook(tmp_path, {"Lijst": held}))
    assert (found.kind, found.sheet, found.header_row, found.encoding, found.delimiter) == (
        "xlsx",
        "Lijst",
        1,
        None,
        None,
    )
    assert [one.values["kvk"] for one in found.rows()] == ["8123456", "12345678", "08123456", "1234 5678"]
    assert [one.row for one in found.rows()] == ["1", "2", "", "4"]
    assert [str(one.amount) for one in found.rows()] == ["1234.5", "0.3", "1234.56", "1234.567"]
    assert [one.category for one in found.rows()] == ["2026-11-22", "2026-11-22", "true", "12"]
    assert all(
        type(text) is str for one in found.rows() for text in (one.row, one.category, *one.values.values())
    )
    assert all(type(text) is str for column in found.columns for text in column.samples)


def test_the_first_sheet_with_suppliers_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        {
            "Leeg": [],
            "Toelichting": [["Dit zijn de crediteuren van Stichting Hof & Zn. B.V."], ["Zie ook blad 3"]],
            "Bedragen": [["Maand", "Bedrag"], ["januari", 12.5], ["februari", 8]],
            "Crediteuren": [HEADERS, *ROWS],
            "Vorig jaar": [HEADERS, ROWS[0]],
        },
    )
    found = open_list(path)
    assert (found.sheet, names(found)) == ("Crediteuren", NAMES)


def test_a_hidden_sheet_is_read_only_where_no_other_holds_suppliers(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Oud": [HEADERS, ROWS[0]], "Nieuw": [HEADERS, *ROWS]})
    for hidden, sheet in ((("Oud",), "Nieuw"), (("Nieuw",), "Oud")):
        book = openpyxl.load_workbook(path)
        for name in book.sheetnames:
            book[name].sheet_state = "veryHidden" if name in hidden else "visible"
        book.active = book.sheetnames.index(sheet)
        book.save(tmp_path / "verborgen.xlsx")
        assert open_list(tmp_path / "verborgen.xlsx").sheet == sheet


def test_hidden_rows_count(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Lijst": [HEADERS, *ROWS]})
    book = openpyxl.load_workbook(path)
    book["Lijst"].row_dimensions[3].hidden = True
    book.save(path)
    assert names(open_list(path)) == NAMES


def test_merged_headers_titles_and_cells_are_understood(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Overzicht crediteuren 2025"],
        [],
        ["Leverancier", None, "Inkoop", None],
        ["Naam", "KvK", "Categorie", "Bedrag"],
        ["Jansen B.V.", "12345678", "Verf", 10],
        [None, None, "Kwasten", 20],
        ["De Brug", 34567890, "Soep", 30],
    ):
        sheet.append(row)
    for merged in ("A1:D1", "A3:B3", "C3:D3", "A5:A6", "B5:B6"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "lijst.xlsx")
    found = open_list(tmp_path / "lijst.xlsx")
    assert found.header_row == 4
    assert [(one.values["name"], one.values["kvk"], one.amount) for one in found.rows()] == [
        ("Jansen B.V.", "12345678", 10), ("Jansen B.V.", "12345678", 20), ("De Brug", "34567890", 30),
    ]  # fmt: skip


def test_an_amount_in_merged_cells_is_counted_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Naam", "Bedrag"], ["Jansen B.V.", 10], ["De Brug", None]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    book.save(tmp_path / "lijst.xlsx")
    assert [one.amount for one in open_list(tmp_path / "lijst.xlsx").rows()] == [Decimal(10), None]


def test_a_formula_is_what_it_gave_and_an_error_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for at, row in enumerate((HEADERS, *ROWS)):
        sheet.write_row(at, 0, row)
    sheet.write_formula(1, 1, '=A1&" B.V."', None, "Uit een formule B.V.")
    sheet.write_formula(1, 6, "=1+1", None, 2.5)
    sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    book.close()
    first, second, _ = rows(open_list(path))
    assert (first.values["name"], first.amount) == ("Uit een formule B.V.", Decimal("2.5"))
    assert "kvk" not in second.values


def test_rich_and_escaped_texts_are_one_text(tmp_path: Path) -> None:
    texts = (
        "<si><t>Naam</t></si><si><t>Plaats</t></si>"
        "<si><r><rPr><b/></rPr><t>Jan</t></r><r><t xml:space='preserve'>sen </t></r><r><t>B.V.</t></r>"
        "<rPh sb='0' eb='1'><t>XX</t></rPh></si><si><t>Den_x000D_ _x0041_a_xD800_</t></si>"
    )
    cells = "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row><row><c t='s'><v>2</v></c><c t='s'><v>3</v></c></row>"
    path = bare_workbook(tmp_path, f"<worksheet><sheetData>{cells}</sheetData></worksheet>", texts=texts)
    assert [one.values for one in open_list(path).rows()] == [{"name": "Jansen B.V.", "city": "Den Aa"}]


def test_names_with_prefixes_and_cells_without_references_are_read(tmp_path: Path) -> None:
    sheet = sheet_of((HEADERS, *ROWS)).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    sheet = sheet.replace(
        "<x:worksheet", '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"'
    )
    assert names(open_list(bare_workbook(tmp_path, sheet))) == NAMES


def test_rows_and_cells_that_are_left_out_are_empty(tmp_path: Path) -> None:
    cells = (
        "<row r='4'><c r='B4' t='str'><v>Naam</v></c><c r='D4' t='str'><v>Plaats</v></c></row>"
        "<row r='9'><c r='B9' t='str'><v>Jansen B.V.</v></c><c r='D9' t='str'><v>Zwolle</v></c></row>"
    )
    found = open_list(bare_workbook(tmp_path, f"<worksheet><sheetData>{cells}</sheetData></worksheet>"))
    assert (found.header_row, roles(found)) == (4, {"name": 1, "city": 3})
    assert names(found) == ["Jansen B.V."]


def test_days_counted_from_1904_are_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for row in (["Naam", "Categorie"], ["Jansen", datetime.date(2026, 11, 22)]):
        book.active.append(row)
    book.save(tmp_path / "lijst.xlsx")
    assert [one.category for one in open_list(tmp_path / "lijst.xlsx").rows()] == ["2026-11-22"]


def test_three_hundred_columns_and_a_stray_cell_far_away_are_read(tmp_path: Path) -> None:
    wide = [[*HEADERS, *(f"Extra {at}" for at in range(293))], *([*row, *["x"] * 293] for row in ROWS)]
    path = workbook(tmp_path, {"Lijst": wide})
    book = openpyxl.load_workbook(path)
    book["Lijst"]["XFD1048576"] = "hier"
    book.save(path)
    found = open_list(path)
    assert (len(found.columns), found.roles[found.columns[1].role or "name"]) == (300, 1)  # type: ignore[index]
    assert names(found)[:3] == NAMES


def test_a_stray_remark_beside_a_row_of_a_sheet_does_no_harm(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, {"Lijst": [HEADERS, *([*row, "", "nabellen!"] if row[0] == "C2" else row for row in ROWS)]}
    )
    assert names(open_list(path)) == NAMES


def test_a_long_sheet_streams(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    for at in range(5_000):
        sheet.write_row(
            at, 0, HEADERS if at == 0 else [f"C{at}", f"Jansen {at} B.V.", at, *ROWS[0][3:6], at / 100]
        )
    book.close()
    begin = time.process_time()
    assert sum(1 for _ in open_list(path).rows()) == 4_999
    assert time.process_time() - begin < 4  # takes some 0.5 s
    with pytest.raises(UnreadableList, match=r"more than 20 rows"):
        rows(open_list(path, most_rows=20))


def test_two_cells_a_billion_apart_take_no_room(tmp_path: Path) -> None:
    held = "<row><c r='A1' t='str'><v>Naam</v></c></row><row><c r='A2' t='str'><v>Jansen B.V.</v></c></row>"
    far = "".join(
        f"<row r='{1_000 * at}'><c r='ZZZ{1_000 * at}' t='str'><v>x</v></c></row>" for at in range(1, 1_000)
    )
    path = bare_workbook(tmp_path, f"<worksheet><sheetData>{held}{far}</sheetData></worksheet>")
    tracemalloc.start()
    found = rows(open_list(path))
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()
    assert found[0].values == {"name": "Jansen B.V."}


def test_one_long_text_in_many_cells_takes_no_room(tmp_path: Path) -> None:
    cells = "<row><c t='str'><v>Naam</v></c><c t='str'><v>Plaats</v></c></row>" + (
        "<row><c t='s'><v>0</v></c><c t='str'><v>Zwolle</v></c></row>" * 1_500
    )
    path = bare_workbook(
        tmp_path,
        f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
        texts=f"<si><t>{'a' * 32_767}</t></si>",
    )
    tracemalloc.start()
    assert sum(1 for _ in open_list(path).rows()) == 1_500
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = bare_workbook(tmp_path, "<worksheet>" + " " * 60_000_000 + "</worksheet>")
    begin = time.process_time()
    found = reason(path)
    assert found.why is Why.UNSAFE
    assert "'xl/worksheets/sheet1.xml' unpacks to 60 MB from 0.1 MB" in str(found)
    assert time.process_time() - begin < 2


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = bare_workbook(tmp_path, sheet_of((HEADERS, *ROWS)) + " " * 100_000)
    content = bytearray(path.read_bytes())
    real = struct.pack("<I", zipfile.ZipFile(path).getinfo("xl/worksheets/sheet1.xml").file_size)
    content = content.replace(real, struct.pack("<I", 300))
    assert refused(tmp_path, bytes(content), "liegt.xlsx").why is Why.DAMAGED


def test_a_table_of_contents_of_a_million_parts_is_refused_unread(tmp_path: Path) -> None:
    content = bytearray(zipped({"xl/workbook.xml": "<workbook/>"}))
    at = content.rindex(b"PK\x05\x06")
    content[at + 12 : at + 16] = struct.pack("<I", 500_000_000)
    found = refused(tmp_path, bytes(content), "lijst.xlsx")
    assert (found.why, found.reason) == (
        Why.UNSAFE,
        "not a workbook to open: its table of contents is too long",
    )
    many = zipped({"xl/workbook.xml": "<workbook/>", **{f"{at}": "" for at in range(2_001)}})
    assert refused(tmp_path, many, "lijst.xlsx").reason == "a workbook of 2002 parts"


@pytest.mark.parametrize("part", ["sheet", "texts", "book"])
def test_a_part_with_entities_is_refused(tmp_path: Path, part: str) -> None:
    kind = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    sheet = sheet_of((HEADERS, *ROWS))
    path = bare_workbook(
        tmp_path,
        kind + sheet if part == "sheet" else sheet,
        book=f"{kind}<workbook/>" if part == "book" else None,
        more={"xl/sharedStrings.xml": f"{kind}<sst/>"} if part == "texts" else None,
    )
    found = reason(path)
    assert found.why is Why.UNSAFE
    assert "declares a document type" in str(found)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_workbook_that_was_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    whole = workbook(tmp_path, {"Lijst": [HEADERS, *ROWS * 400]}).read_bytes()
    found = refused(tmp_path, whole[: int(len(whole) * share)], "half.xlsx")
    assert found.why is Why.DAMAGED
    assert "a damaged workbook" in str(found)


def test_damage_within_a_part_is_told_with_its_place(tmp_path: Path) -> None:
    path = bare_workbook(tmp_path, sheet_of((HEADERS, *ROWS))[:-40])
    assert str(reason(path)).startswith(
        "lijst.xlsx: xl/worksheets/sheet1.xml, line 1: not a workbook to open: "
    )
    content = bytearray(bare_workbook(tmp_path, sheet_of(ROWS * 9)).read_bytes())
    begin = content.index(b"sheet1.xml") + 60
    content[begin : begin + 20] = bytes(20)
    assert refused(tmp_path, bytes(content), "stuk.xlsx").why is Why.DAMAGED


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"word/document.xml": "<w/>"}, "a ZIP file without an XLSX workbook in it: save it as XLSX or CSV"),
        ({"content.xml": "<o/>", "mimetype": "application/vnd.oasis"}, "this is an OpenDocument file"),
        ({"xl/workbook.xml": "<workbook/>"}, "the workbook has no sheets"),
    ],
)
def test_another_file_in_a_zip_is_named(tmp_path: Path, parts: dict[str, str], said: str) -> None:
    assert said in str(refused(tmp_path, zipped(parts), "lijst.xlsx"))


def test_a_workbook_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    assert reason(workbook(tmp_path, {"Leeg": []})).why is Why.NO_COLUMN
    only = workbook(tmp_path, {"Bedragen": [["Datum", "Bedrag"], ["2026-01-01", 5], ["2026-01-02", 7]]})
    assert "the columns are 'Datum', 'Bedrag'" in str(reason(only))


def test_hostile_numbers_references_and_styles_are_cells_like_others(tmp_path: Path) -> None:
    odd = (
        "<row r='x'><c r='1A' t='s'><v>99999999999</v></c><c s='-1' t='zz'><v>q</v></c>"
        "<c><v>1e999</v></c><c><v>nan</v></c>"
        "<c t='d'><v>2026-11-22</v></c><c t='s'><v>-1</v></c><c><v>" + "9" * 5_000 + "</v></c></row>"
    )
    sheet = sheet_of((HEADERS, *ROWS)).replace("</sheetData>", f"{odd}</sheetData>")
    merges = "<mergeCells><mergeCell ref='A1:XFD1048576'/><mergeCell ref='B2:A1'/><mergeCell ref='?'/></mergeCells>"
    found = open_list(bare_workbook(tmp_path, sheet.replace("</worksheet>", f"{merges}</worksheet>")))
    assert names(found)[:3] == NAMES
