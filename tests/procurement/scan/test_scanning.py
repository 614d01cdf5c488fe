# SPDX-License-Identifier: EUPL-1.2
"""A scan from a file to a file: what it needs, what it leaves, and that it goes on whatever it meets."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kapstok.core.trouble import Trouble
from kapstok.procurement.creditors import TooManyRows, UnreadableList
from kapstok.procurement.scan.scanning import ScanRefused, checked, scan
from tests.procurement.scan.scans import SHEETS
from tests.web.region import RegionOnLoopback

LIST = """\
Nummer;Naam;Postcode;Plaats;Website;Bedrag
C1;De Gouden Bezem BV;8011 AB;Zwolle;www.goudenbezem.example;1.250,50
C2;Shell Nederland Verkoop;3000 AA;Rotterdam;www.shell.example;12.000,00
C3;;;;;10,00
"""


@pytest.fixture
def creditors(tmp_path: Path) -> Path:
    file = tmp_path / "crediteuren.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


def left(region: RegionOnLoopback) -> list[Path]:
    return list((region.folder.path / "var").glob("scanning/*"))


@pytest.mark.parametrize("name", ["antwoord.csv", "antwoord", "nergens/antwoord.xlsx", "map.xlsx"])
def test_where_no_answer_can_be_written_nothing_is_begun(tmp_path: Path, name: str) -> None:
    (tmp_path / "map.xlsx").mkdir()
    with pytest.raises(ScanRefused):
        checked(tmp_path / "lijst.csv", tmp_path / name)


def test_an_answer_never_takes_the_place_of_its_own_list(tmp_path: Path) -> None:
    listed, other = tmp_path / "lijst.xlsx", tmp_path / "anders.xlsx"
    listed.write_bytes(b"PK")
    other.symlink_to(listed)
    for out in (listed, other, tmp_path / "." / "lijst.xlsx"):
        with pytest.raises(ScanRefused, match="the list itself"):
            checked(listed, out)
    checked(listed, tmp_path / "nieuw.xlsx")


def test_a_scan_tells_how_far_it_is_and_leaves_only_its_answer(
    east: RegionOnLoopback, creditors: Path
) -> None:
    told: list[tuple[str, int]] = []
    out = creditors.with_name("antwoord.xlsx")
    report = scan(
        east.folder,
        creditors,
        out,
        day=east.today,
        told=lambda step, done, total=None: told.append((step, done)),
    )
    assert report.as_json()["rows"] == 3
    assert openpyxl.load_workbook(out).sheetnames == list(SHEETS)
    assert list(dict.fromkeys(step for step, _ in told)) == ["prepare", "read", "link", "write"]
    assert told[-1] == ("write", 3)
    assert left(east) == []
    assert {path.name for path in creditors.parent.iterdir() if path.is_file()} == {
        "antwoord.xlsx",
        "crediteuren.csv",
    }


def test_who_brings_a_folder_finds_all_of_the_work_in_it(
    east: RegionOnLoopback, creditors: Path, tmp_path: Path
) -> None:
    work = tmp_path / "werk"
    work.mkdir()
    report = scan(
        east.folder,
        creditors,
        tmp_path / "a.xlsx",
        day=east.today,
        told=lambda step, done, total=None: None,
        work=work,
        shown="krediteuren.csv",
    )
    assert (work / "rows").is_file()
    assert left(east) == []
    assert report.as_json()["summary"]["file"] == "krediteuren.csv"


@pytest.mark.parametrize(
    ("text", "most", "error"), [("", None, UnreadableList), (LIST, 2, TooManyRows)], ids=["empty", "too-long"]
)
def test_a_list_that_cannot_be_read_leaves_what_was_there(
    east: RegionOnLoopback,
    creditors: Path,
    text: str,
    most: int | None,
    error: type[Exception],
) -> None:
    creditors.write_text(text, encoding="utf-8")
    out = creditors.with_name("antwoord.xlsx")
    out.write_text("van vorig jaar")
    with pytest.raises(error):
        scan(
            east.folder,
            creditors,
            out,
            day=east.today,
            told=lambda step, done, total=None: None,
            most_rows=most,
        )
    assert out.read_text() == "van vorig jaar"
    assert left(east) == []
    assert {path.name for path in creditors.parent.iterdir() if path.is_file()} == {
        "antwoord.xlsx",
        "crediteuren.csv",
    }


def test_a_disk_that_is_full_at_the_end_is_the_machine_s_fault(
    east: RegionOnLoopback, creditors: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.Workbook._store_workbook", full)
    with pytest.raises(Trouble, match="no room left"):
        scan(
            east.folder,
            creditors,
            creditors.with_name("a.xlsx"),
            day=east.today,
            told=lambda step, done, total=None: None,
        )
    assert not creditors.with_name("a.xlsx").exists()


def test_a_region_that_knows_nobody_answers_so(region: RegionOnLoopback, creditors: Path) -> None:
    out = creditors.with_name("a.xlsx")
    report = scan(region.folder, creditors, out, day=region.today, told=lambda step, done, total=None: None)
    assert (report.as_json()["rows"], report.as_json()["matched"]) == (3, 0)
    assert openpyxl.load_workbook(out)["no match"].max_row == 4
