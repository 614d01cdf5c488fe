# SPDX-License-Identifier: EUPL-1.2
"""A list as XLSX, CSV and PDF: the same words in each, the evidence with it, and nothing that runs."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation
from pypdf import PdfReader

from kapstok.procurement import csv_file, xlsx_file
from kapstok.procurement.cells import csv_cell
from kapstok.procurement.columns import chosen, on_offer
from kapstok.procurement.export import MOST
from kapstok.procurement.wording import spoken
from kapstok.registers.models import Page
from tests.procurement.exports import as_csv, as_pdf, as_workbook, column, export, rows
from tests.web.region import RegionOnLoopback, ladder

HOSTILE = {
    "name": '=HYPERLINK("https://kwaad.example","Klik")',
    "street": "\t=cmd|'/C calc'!A0",
    "city": "Zwolle\u202e\u2066",
    "website": "https://www.brug.example/?=+-@",
    "phone": "+31 38 123 45 67",
    "email": "@SUM(A1:A9)",
    "offerings": ["-2+3", "<script>alert(1)</script>", "x" * 40_000],
    "sectors": ["\uff1d1+1"],
    "level": "=1+1",
    "kvk": ["=1+1"],
    "description": "\r=1+1",
}


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_text_file_is_one_that_a_dutch_spreadsheet_opens_right(east: RegionOnLoopback) -> None:
    file = io.BytesIO()
    csv_file.write(export(east), file)
    content = file.getvalue()
    assert content.startswith("\ufeff".encode())
    first, second, *_ = content.decode("utf-8-sig").split("\r\n")
    assert first.startswith('"Onderneming";"Plaats";"KvK-nummer"')
    assert second.startswith('"De Gouden Bezem";"Zwolle";"00012345"')


def test_all_files_say_the_same(east: RegionOnLoopback) -> None:
    made = export(east, notes=["Bellen in maart"])
    listed, book = as_csv(made), as_workbook(made)
    sheet = rows(book["Lijst"])
    assert [one["Onderneming"] for one in sheet] == [one["Onderneming"] for one in listed]
    assert len(sheet) == 5
    for from_csv, from_xlsx in zip(listed, sheet, strict=True):
        for heading, value in from_xlsx.items():
            assert from_csv[heading] == csv_cell(value)
    said = text_of(as_pdf(made))
    for heading in ("Onderneming", "Plaats", "Notitie"):
        assert sheet[0][heading] in said


def test_labels_terms_and_why_one_is_not_listed_are_in_words(east: RegionOnLoopback) -> None:
    made = export(east)
    found = {one["Onderneming"]: one for one in as_csv(made)}
    day = column("labels").heading(made.setting)
    bezem, hogeland, oud = (
        found[name] for name in ("De Gouden Bezem", "Drukkerij Het Hogeland", "Kaarsenmakerij Oud Licht")
    )
    assert bezem[day] == "PSO trede 3 (30+) | Code Sociale Ondernemingen"
    assert bezem["Geldig"].endswith("| het register noemt geen einddatum")
    assert bezem["Staat in de zoekresultaten"] == "ja"
    assert hogeland[day] == "PSO trede 2 (wacht op verlenging)"
    assert oud[day] == "geen label"
    assert oud["Staat in de zoekresultaten"].startswith("Sinds ")
    assert hogeland["Staat in de zoekresultaten"].endswith(
        "wacht op verlenging, uiterlijk tot en met " + spoken(made.setting.today + timedelta(days=20)) + "."
    )


def test_the_evidence_of_each_label_is_in_every_file(east: RegionOnLoopback) -> None:
    made = export(east)
    page = Page.objects.exclude(sha256="").filter(url__contains="ladder").get()
    bezem = as_csv(made)[0]
    assert bezem["Bewezen label"].startswith("PSO trede 3 (30+) (")
    assert bezem["SHA-256 van de pagina"].split(" | ")[0] == page.sha256
    assert bezem["Gezien op"].split(" | ")[0] == page.url
    proven = rows(as_workbook(made)["Bewijs"])
    assert [one["Label"] for one in proven if one["Onderneming"] == "De Gouden Bezem"] == [
        "PSO trede 3 (30+)", "Code Sociale Ondernemingen",
    ]  # fmt: skip
    assert proven[0]["SHA-256 van de pagina"] == page.sha256
    assert proven[0]["Opgehaald"] == f"{page.fetched_at:%Y-%m-%dT%H:%M:%SZ}"
    said = text_of(as_pdf(made))
    assert page.sha256 in said
    assert page.url in said.replace(" ", "")


def test_the_evidence_may_be_left_out(east: RegionOnLoopback) -> None:
    made = export(east, proof=False)
    assert "SHA-256 van de pagina" not in as_csv(made)[0]
    assert as_workbook(made).sheetnames == ["Lijst", "Uitleg"]
    assert "Bijlage" not in text_of(as_pdf(made))


def test_only_the_columns_that_were_chosen_are_there_and_always_the_name(east: RegionOnLoopback) -> None:
    offer = on_offer(shared=False, of_list=True)
    made = export(east, columns=chosen(["kvk", "notitie", "labels-toen", "niets"], offer), proof=False)
    assert list(as_csv(made)[0]) == ["Onderneming", "KvK-nummer", "Notitie"]
    assert [one.name for one in chosen(["niets"], offer)] == [one.name for one in offer if one.by_default]


def hostile(region: RegionOnLoopback) -> None:
    region.sync(ladder=[{"key": "=1+1", **HOSTILE}, ladder(region.today)[0]])


def every_column() -> tuple[Any, ...]:
    return on_offer(shared=False, of_list=True)


@pytest.mark.parametrize("field", HOSTILE)
def test_nothing_of_a_register_is_calculated_in_a_text_file(region: RegionOnLoopback, field: str) -> None:
    fields = {"name": "Brug", "city": "Zwolle", field: HOSTILE[field]}
    region.sync(ladder=[{"key": "=1+1", **fields}])
    made = export(region, title="=1+1", notes=["=1+1"], columns=every_column())
    for value in as_csv(made)[0].values():
        assert value[:1] not in {"=", "+", "-", "@", "\t", "\r"}
        assert len(value) <= 32_767


def test_a_name_that_looks_like_the_mark_up_of_a_workbook_is_text(region: RegionOnLoopback) -> None:
    name = '<r><t>a</t></r></is></c><c r="Z1"><f>1+1</f></c><c r="AA1" t="inlineStr"><is><r><t>x</t></r>'
    region.sync(ladder=[{"key": "1", "name": name, "level": "1", "city": "Zwolle"}])
    book = as_workbook(export(region))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert book["Lijst"]["A2"].value.strip() == name


def test_nothing_of_a_register_is_a_formula_or_a_link_in_a_workbook(region: RegionOnLoopback) -> None:
    hostile(region)
    file = io.BytesIO()
    made = export(region, title="=1+1", notes=["=1+1\nregel", "=2"], columns=every_column())
    book = as_workbook(made)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                assert cell.value is None or isinstance(cell.value, str)
                assert cell.hyperlink is None
                assert len(cell.value or "") <= 32_767
    sheet = rows(book["Lijst"])
    assert sheet[0]["Onderneming"] == HOSTILE["name"]
    assert sheet[0]["Plaats"] == "Zwolle"
    xlsx_file.write(made, file)
    with zipfile.ZipFile(file) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
    assert b"<f>" not in everything
    assert b"<hyperlink" not in everything
    assert b"<script>" not in everything


def test_nothing_of_a_register_breaks_the_paper(region: RegionOnLoopback) -> None:
    hostile(region)
    said = text_of(as_pdf(export(region, notes=["#panic() ]\n= kop $x$"], columns=every_column())))
    assert "<script>alert(1)</script>" in said
    assert "#panic()" in said


def test_the_paper_is_tagged_titled_and_in_the_language_of_the_page(east: RegionOnLoopback) -> None:
    for language in ("nl", "en"):
        with translation.override(language):
            reader = PdfReader(io.BytesIO(as_pdf(export(east))))
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata is not None
        assert reader.metadata.title == "Catering 2027"
        assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_it_is_said_when_not_everything_is_in_the_file(east: RegionOnLoopback) -> None:
    made = export(east, total=3_412)
    said = "Dit zijn de eerste 5 van 3412 ondernemingen."
    assert said in text_of(as_pdf(made))
    assert said in [row[0] for row in as_workbook(made)["Uitleg"].iter_rows(values_only=True)]
    assert not export(east).is_cut


def test_an_empty_list_is_a_file_too(region: RegionOnLoopback) -> None:
    made = export(region)
    assert as_csv(made) == []
    assert rows(as_workbook(made)["Lijst"]) == []
    assert "Er staat niets op deze lijst." in text_of(as_pdf(made))
    assert MOST["pdf"] < MOST["xlsx"]
