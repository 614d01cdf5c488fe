# SPDX-License-Identifier: EUPL-1.2
"""What a register or a person writes, in a cell that a spreadsheet opens."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.procurement.cells import LONGEST, cell, csv_cell, line

HOSTILE = (
    '=HYPERLINK("https://example.org","Klik hier")', "+31 38 123 45 67", "-1+1", "@SUM(A1:A9)", "\t=1+1", "\r=1+1",
    "\n=1+1", " =1+1", "\u200b=1+1", "\u202e=1+1", "\ufeff=1+1", "\u200d=1+1",
    '"=1+1', "'=1+1", "\uff1d1+1", "\uff0b1", "\x00=1",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_text_file_is_calculated(text: str) -> None:
    shown = csv_cell(text)
    assert shown.startswith("'")
    assert "\n" not in shown
    assert "\t" not in shown


@pytest.mark.parametrize("text", ["De Brug", "10 = 10", "info@brug.example", "3-gangen menu", ""])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert csv_cell(text) == text


def test_signs_that_are_not_seen_or_turn_the_text_are_left_out() -> None:
    assert cell("De\u202e gurB\u2066 x\u200e\ufeff\u2028y\x07\ud800") == "De gurB x\ny"


def test_letters_of_other_languages_and_pictures_stay() -> None:
    assert cell("Çağlar مطعم 👩\u200d🍳") == "Çağlar مطعم 👩\u200d🍳"


def test_a_cell_keeps_its_lines_and_a_line_does_not() -> None:
    assert cell("een\r\ntwee\rdrie") == "een\ntwee\ndrie"
    assert line("een\r\n twee\tdrie") == "een twee drie"


@pytest.mark.parametrize("sign", ["a", "😀"])
def test_a_text_too_long_for_a_cell_is_cut_where_a_spreadsheet_counts(sign: str) -> None:
    shown = cell(sign * 40_000)
    assert len(shown.encode("utf-16-le")) // 2 <= LONGEST
    assert len(shown.encode("utf-16-le")) // 2 >= LONGEST - 2
    assert shown.endswith("…")


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_becomes_one_that_a_file_can_hold(text: str) -> None:
    for shown in (cell(text), line(text), csv_cell(text)):
        shown.encode("utf-8")
        assert not any(unicodedata.category(sign) == "Cc" and sign != "\n" for sign in shown)
    assert csv_cell(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}
