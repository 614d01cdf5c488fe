# SPDX-License-Identifier: EUPL-1.2
"""An invented creditor list: a share of it known, and the rest easily taken for it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bench.market import Market, creditors, invent
from bench.market.exported import write_csv


@pytest.fixture(scope="module")
def market() -> Market:
    return invent(1, 600)


def test_a_list_is_the_same_each_time_whatever_was_made_before(market: Market) -> None:
    first = creditors(market, 1, 300)
    creditors(market, 2, 50)
    assert creditors(market, 1, 300) == first


def test_the_wanted_share_of_the_rows_is_an_enterprise_of_the_market(market: Market) -> None:
    shown = {entry.truth for entry in market.entries}
    rows = creditors(market, 1, 500, known_share=0.2)
    known = [row.truth for row in rows if row.truth is not None]
    assert (len(rows), len(known)) == (500, 100)
    assert shown.issuperset(known)


def test_strangers_look_like_an_enterprise_with_an_entry(market: Market) -> None:
    rows = creditors(market, 3, 6_000)
    shown = {entry.truth for entry in market.entries}
    alike = {trap for row in rows if row.kin is not None for trap in row.traps}
    assert alike >= {"sister", "branch", "namesake elsewhere", "namesake in town", "other trade"}
    assert all(row.kin in shown and row.truth is None for row in rows if row.kin is not None)


def test_a_field_of_one_width_cuts_names_off(market: Market) -> None:
    cut = [row for seed in range(1, 6) for row in creditors(market, seed, 400) if "cut off" in row.traps]
    assert cut
    assert all(len(row.values["name"]) <= 50 for row in cut)


def test_a_list_is_written_as_a_file_with_a_line_for_each_row(market: Market, tmp_path: Path) -> None:
    rows = creditors(market, 1, 40)
    write_csv(rows, tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    assert [line["Crediteurnr"] for line in lines] == [row.values["number"] for row in rows]
    assert [line["Naam crediteur"] for line in lines] == [row.values["name"] for row in rows]
    assert lines[0]["Uitgaven 2025"] == rows[0].values["amount"].replace(".", ",")
