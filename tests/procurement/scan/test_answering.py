# SPDX-License-Identifier: EUPL-1.2
"""What a scan makes of rows that were found: on which sheet each is, what stands beside it, and the figures."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries

from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.reporting import withhold
from kapstok.procurement.creditors import Unreadable
from kapstok.procurement.scan import row_sheet
from kapstok.procurement.scan.suppliers import known
from kapstok.resolution.linking import Band
from tests.procurement.scan.scans import SHEETS, answered, creditor, number_of
from tests.web.region import RegionOnLoopback, crowd, ladder

BEZEM, HOGELAND, OUD = "de-gouden-bezem", "drukkerij-het-hogeland", "kaarsenmakerij-oud-licht"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    made = tmp_path / "work"
    made.mkdir()
    return made


def test_each_row_is_on_exactly_one_sheet(east: RegionOnLoopback, work: Path) -> None:
    rows = [creditor(n, f"Leverancier {n}", "10.00") for n in range(6)]
    found = answered(
        east, work, rows, {0: (BEZEM, Band.SAME), 2: (HOGELAND, Band.SAME), 3: (BEZEM, Band.UNSURE)}
    )
    assert found.book.sheetnames == list(SHEETS)
    on = {name: [row["Row in the list"] for row in found.sheet(name)] for name in SHEETS[:4]}
    assert on == {
        "labelled now": ["C0000"],
        "labelled before": ["C0002"],
        "please check": ["C0003"],
        "no match": ["C0001", "C0004", "C0005"],
    }


def test_a_row_that_is_certain_says_who_it_is_and_why(
    east: RegionOnLoopback, work: Path, settings: Settings
) -> None:
    settings.SITE_ADDRESS = "https://kapstok.example"
    rows = [creditor(0, "Gouden Bezem BV", "1234.50", city="Zwolle", category="Schoonmaak")]
    (row,) = answered(east, work, rows, {0: (BEZEM, Band.SAME)}).sheet("labelled now")
    end = east.today + timedelta(days=130)
    assert row["Supplier"] == "Gouden Bezem BV"
    assert row["Amount"] == 1234.5
    assert row["Enterprise"] == "De Gouden Bezem"
    assert row["Labels"].startswith("PSO level 3 (30+): until ")
    assert "Code Sociale Ondernemingen" in row["Labels"]
    assert row["First end date"] == datetime(end.year, end.month, end.day)  # noqa: DTZ001 - as a cell has it
    assert row["KvK number (trade register)"] == "00012345"
    assert row["Profile"] == "https://kapstok.example/en/onderneming/de-gouden-bezem"
    assert row["Confidence"] == 0.9987
    assert row["Why"] == "same website | same postcode"


def test_the_address_of_a_profile_is_that_of_its_page(
    east: RegionOnLoopback, work: Path, client: Any
) -> None:
    for language in ("nl", "en"):
        found = answered(east, work, [creditor(0, "Bezem")], {0: (BEZEM, Band.SAME)}, language=language)
        sheet = found.book.worksheets[0]
        address = next(cell.value for cell in sheet[2] if "/onderneming/" in str(cell.value))
        assert client.get(address).status_code == 200


def test_a_label_that_waits_or_ended_was_held_before(east: RegionOnLoopback, work: Path) -> None:
    rows = [creditor(0, "Hogeland"), creditor(1, "Oud Licht")]
    waits, ended = answered(east, work, rows, {0: (HOGELAND, Band.SAME), 1: (OUD, Band.SAME)}).sheet(
        "labelled before"
    )
    last = east.today - timedelta(days=10)
    assert waits["Last day with a label"].date() == last
    assert waits["Earlier labels"].startswith("PSO level 2: until ")
    assert waits["Now"] == "awaiting renewal"
    assert ended["Last day with a label"].date() == east.today - timedelta(days=90)
    assert ended["Now"] == "its term is over"


def test_a_known_enterprise_that_never_held_a_counting_label_is_no_match_and_says_so(
    region: RegionOnLoopback, work: Path
) -> None:
    region.sync(ladder=[{"key": "1", "name": "De Leerling", "level": "aspirant", "city": "Zwolle"}])
    found = answered(region, work, [creditor(0, "Leerling")], {0: ("de-leerling", Band.SAME)})
    (row,) = found.sheet("no match")
    assert row["Remark"] == "De Leerling is known, but held no label that counts (PSO aspirant)"
    assert found.json["matched"] == 1
    assert found.json["summary"]["never_labelled"] == 1


def test_a_row_that_cannot_be_read_is_no_match_with_its_reason(east: RegionOnLoopback, work: Path) -> None:
    rows = [
        creditor(0, "", "7.00", unreadable=Unreadable.NAMELESS),
        creditor(1, "", "107.00", unreadable=Unreadable.TOTAL),
        creditor(2, "Iemand", "100.00"),
    ]
    found = answered(east, work, rows, {})
    assert [row["Remark"] for row in found.sheet("no match")] == [
        "not readable: no name and no number",
        "not readable: a total, not a supplier",
        None,
    ]
    summary = found.json["summary"]
    assert (summary["unreadable"], summary["total"]["rows"]) == (2, 3)
    assert summary["total"]["amount"] == "107.00"


def test_of_an_enterprise_that_is_withheld_nothing_is_told(east: RegionOnLoopback, work: Path) -> None:
    withhold(
        enterprise=Enterprise.objects.get(slug=BEZEM),
        reason="bezwaar",
        actor="Anna",
        day=east.today,
        rules=ListingRules.of(east.folder.region()),
    )
    found = answered(east, work, [creditor(0, "Bezem", "5")], {0: (BEZEM, Band.SAME)})
    (row,) = found.sheet("no match")
    assert row["Remark"] is None
    assert found.json["matches"] == []
    assert "Gouden" not in found.told()


def test_the_figures_are_those_of_the_rows(east: RegionOnLoopback, work: Path) -> None:
    rows = [
        creditor(0, "Bezem", "300", category="Schoon"),
        creditor(1, "Linde", "100", category="Eten"),
        creditor(2, "Shell", "700", category="Eten"),
        creditor(3, "Shell", "-100", category="Eten"),
        creditor(4, "Geen bedrag"),
    ]
    found = answered(east, work, rows, {0: (BEZEM, Band.SAME), 1: ("lunchroom-de-linde", Band.SAME)}).json
    assert (found["rows"], found["matched"], found["review"], found["unmatched"]) == (5, 2, 0, 3)
    summary = found["summary"]
    assert summary["total"]["amount"] == "1000.00"
    assert (summary["total"]["credit_notes"], summary["total"]["credited"]) == (1, "-100.00")
    assert summary["total"]["without_amount"] == 1
    assert summary["outcomes"]["now"]["share"] == 0.4
    assert {one["label"]: (one["amount"], one["share"]) for one in summary["labels"]} == {
        "cso": ("400.00", 0.4),
        "pso": ("300.00", 0.3),
    }
    assert [(one["category"], one["amount"], one["labelled"]["share"]) for one in summary["categories"]] == [
        ("Eten", "700.00", 100 / 700),
        ("Schoon", "300.00", 1.0),
    ]


def test_the_summary_has_a_picture_of_what_stands_in_its_table(east: RegionOnLoopback, work: Path) -> None:
    found = answered(east, work, [creditor(0, "Bezem", "300")], {0: (BEZEM, Band.SAME)})
    sheet = found.book["summary"]
    (chart,) = sheet._charts
    drawn = chart.series[0]
    assert [float(point.v) for point in drawn.val.numRef.numCache.pt] == [300.0, 300.0]
    column = drawn.val.numRef.f.split("!")[1].replace("$", "")
    assert [cell.value for (cell,) in sheet[column]] == [300, 300]
    assert "do not add labels up" in found.told()


def test_a_list_of_names_alone_is_counted_in_rows(east: RegionOnLoopback, work: Path) -> None:
    found = answered(east, work, [creditor(0, "Bezem"), creditor(1, "X")], {0: (BEZEM, Band.SAME)})
    assert "The list has no amounts" in found.told()
    assert found.json["summary"]["outcomes"]["now"]["amount"] is None
    (chart,) = found.book["summary"]._charts
    assert [float(point.v) for point in chart.series[0].val.numRef.numCache.pt] == [1.0, 1.0]


def test_a_scan_of_an_earlier_day_tells_the_labels_of_that_day(region: RegionOnLoopback, work: Path) -> None:
    day = region.today
    region.sync(day - timedelta(days=60), ladder=ladder(day - timedelta(days=60)))
    region.sync(day, ladder=ladder(day))
    rows, links = [creditor(0, "Hogeland")], {0: (HOGELAND, Band.SAME)}
    region.tell(ladder=ladder(day))
    assert answered(region, work, rows, links).sheet("labelled now") == []
    assert answered(region, work, rows, links, day=day - timedelta(days=15)).sheet("labelled now")


def test_everything_is_dutch_for_who_asks_for_dutch(east: RegionOnLoopback, work: Path) -> None:
    found = answered(east, work, [creditor(0, "Bezem", "3")], {0: (BEZEM, Band.SAME)}, language="nl")
    assert found.book.sheetnames == [
        "nu een label",
        "eerder een label",
        "nakijken",
        "niet gevonden",
        "samenvatting",
    ]
    (row,) = found.sheet("nu een label")
    assert row["Waarom"] == "zelfde website | zelfde postcode"
    assert found.json["matches"][0]["reasons"] == ["zelfde website", "zelfde postcode"]


def test_what_does_not_fit_on_a_sheet_is_on_the_next(
    east: RegionOnLoopback, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kapstok.procurement.scan.sheets.MOST_ROWS", 4)
    found = answered(east, work, [creditor(n, f"L{n}") for n in range(7)], {})
    assert found.book.sheetnames == [*SHEETS[:4], "no match 2", "no match 3", "summary"]
    assert [len(found.sheet(name)) for name in ("no match", "no match 2", "no match 3")] == [3, 3, 1]
    assert row_sheet.MOST_ROWS == 1_048_576


def test_chances_are_large_suppliers_without_a_label_for_whom_others_nearby_have_one(
    east: RegionOnLoopback, work: Path
) -> None:
    rows = [
        creditor(0, "Schoonmaakbedrijf Duur", "9000", city="Zwolle"),
        creditor(1, "Grand Café Central", "8000", city="Deventer", category="Catering en kosten"),
        creditor(2, "Schoonmaakbedrijf Ver", "7000", city="Maastricht"),
        creditor(3, "Xyz Holding B.V.", "99000", city="Zwolle", category="Overige kosten"),
        creditor(4, "Schoonmaakbedrijf Nergens", "5000"),
        creditor(5, "Schoonmaakbedrijf Terug", "-5000", city="Zwolle"),
        creditor(6, "SCHOONMAAKBEDRIJF DUUR", "10", city="zwolle"),
    ]
    found = answered(east, work, rows, {})
    chances = found.json["summary"]["chances"]
    assert [(one["row"], one["alternatives"][0]["slug"]) for one in chances] == [
        ("C0000", BEZEM),
        ("C0001", "lunchroom-de-linde"),
    ]
    first = chances[0]["alternatives"][0]
    assert first["distance"] < 10
    assert {label["label"] for label in first["labels"]} == {"pso", "cso"}
    assert any("leaning" in why or "kantoren" in why for why in first["why"])
    assert "Schoonmaakbedrijf Duur | C0000 | Zwolle | 9000" in found.told()


def test_at_most_three_alternatives_and_ten_chances(region: RegionOnLoopback, work: Path) -> None:
    region.sync(ladder=crowd(40))
    rows = [creditor(n, f"Firma {n}", str(1000 - n), city="Zwolle", category="Montage") for n in range(15)]
    chances = answered(region, work, rows, {}).json["summary"]["chances"]
    assert [one["row"] for one in chances] == [f"C{n:04}" for n in range(10)]
    assert {len(one["alternatives"]) for one in chances} == {3}


def test_everybody_is_known_by_a_handful_of_queries(
    region: RegionOnLoopback, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    region.sync(ladder=crowd(40))
    rules = ListingRules.of(region.folder.region())
    with django_assert_num_queries(6):
        everybody = known(region.today, rules)
        assert len(everybody.records) == 40
        number = number_of(everybody, "werkplaats-3")
        for _time in range(2):
            supplier = everybody.supplier(number)
            assert supplier is not None
            assert supplier.held.labels == {"pso"}
