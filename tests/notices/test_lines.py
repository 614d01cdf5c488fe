# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.notices.lines import one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("De Ladder", "De Ladder"),
        (" De\r\nLadder ", "De Ladder"),
        ("De\u202e Lad\xadder\u200b", "De Ladder"),
        ("Café «De Brug»", "Café «De Brug»"),
        ("x" * 30, "x" * 19 + "…"),
    ],
)
def test_a_line_keeps_what_can_be_read(text: str, line: str) -> None:
    assert one_line(text, 20) == line


@given(st.text())
def test_whatever_comes_in_one_short_printable_line_comes_out(text: str) -> None:
    line = one_line(text, 20)
    assert line.isprintable()
    assert len(line) <= 20
