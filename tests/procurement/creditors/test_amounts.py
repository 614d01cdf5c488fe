# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from decimal import Decimal

import pytest

from kapstok.procurement.creditors.amounts import amount, decimals_of, has_decimals
from kapstok.procurement.creditors.cells import Number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1234,56", "1234.56"), ("1234.56", "1234.56"),
        ("1.234.567,89", "1234567.89"), ("1,234,567.89", "1234567.89"), ("1.234.567", "1234567"), ("12,5", "12.5"),
        ("1 234,56", "1234.56"), ("1\u00a0234,56", "1234.56"), ("1'234.56", "1234.56"), ("0,125", "0.125"),
        ("€ 12,50", "12.50"), ("12,50 €", "12.50"), ("EUR 1.000", "1000"), ("€1.234,56", "1234.56"), ("€ 125,-", "125"),
        ("125,--", "125"), ("12,50-", "-12.50"), ("-12,50", "-12.50"), ("− 12,50", "-12.50"), ("(12,50)", "-12.50"),
        ("€ -12,50", "-12.50"), ("-€ 12,50", "-12.50"), ("€ 12,50-", "-12.50"), ("(€ 1.234,56)", "-1234.56"),
        ("12,50 CR", "-12.50"), ("12,50 C", "-12.50"), ("12,50 D", "12.50"), ("12,50 DB", "12.50"), ("+12,50", "12.50"),
        ("1,5E+03", "1500"), ("12", "12"), ("0", "0"), (",50", "0.50"), ("12,", "12"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_it_is_meant(text: str, expected: str) -> None:
    assert amount(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "€",
        "abc",
        "12a",
        "1.2.3,4,5",
        "1,23,456.7",
        "12-12-2026",
        "NaN",
        "Infinity",
        "--5",
        "()",
        "1" * 41,
        "1.2.3",
    ],
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert amount(text) is None


def test_three_figures_behind_one_sign_are_what_the_column_says() -> None:
    assert amount("1.234", ",") == amount("1,234", ".") == 1234
    assert amount("1.234", ".") == amount("1,234", ",") == Decimal("1.234")
    assert amount("0.125", ",") == Decimal("0.125")


def test_a_column_shows_which_sign_stands_before_its_decimals() -> None:
    assert decimals_of(["1.234", "12,50", "7"]) == ","
    assert decimals_of(["1,234", "12.50", "7"]) == "."
    assert decimals_of(["1.234", "5.678"]) == ","
    assert decimals_of([]) == ","


def test_a_number_of_a_workbook_has_a_point_whatever_the_column_says() -> None:
    assert amount(Number("1.234"), ",") == Decimal("1.234")


def test_money_is_told_from_other_numbers() -> None:
    assert [has_decimals(text) for text in ("12,50", "€ 12", "-12", "12-")] == [True] * 4
    assert [has_decimals(text) for text in ("12", "12345678", "Jansen", "")] == [False] * 4
