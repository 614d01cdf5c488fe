# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.web.pages import Pages


def shown(number: int, count: int) -> str:
    pages = Pages.of(number, count, lambda page: f"?{page}")
    return " ".join(
        "…" if s.number is None else f"[{s.number}]" if s.current else str(s.number) for s in pages.steps
    )


@pytest.mark.parametrize(
    ("number", "count", "steps"),
    [
        (1, 1, "[1]"),
        (1, 3, "[1] 2 3"),
        (1, 9, "[1] 2 … 9"),
        (3, 5, "1 2 [3] 4 5"),
        (4, 9, "1 2 3 [4] 5 … 9"),
        (5, 9, "1 … 4 [5] 6 … 9"),
        (9, 9, "1 … 8 [9]"),
    ],
)
def test_the_first_the_last_and_those_around_here_can_be_gone_to(number: int, count: int, steps: str):
    assert shown(number, count) == steps


def test_the_ends_have_no_way_beyond():
    pages = Pages.of(1, 2, str)
    assert (pages.previous, pages.next) == (None, "2")
    pages = Pages.of(2, 2, str)
    assert (pages.previous, pages.next) == ("1", None)
