# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.utils import translation

from kapstok.web.scan_answer import Bar, _bars, euros, percent
from kapstok.web.scan_words import how_far
from tests.web.scan_reports import tally


@pytest.mark.parametrize(
    ("amount", "dutch", "english"),
    [
        ("1240.50", "€\u00a01.241", "€\u00a01,241"),
        ("0.49", "€\u00a00", "€\u00a00"),
        ("-1240.00", "-€\u00a01.240", "-€\u00a01,240"),
        (None, "", ""),
    ],
)
def test_amounts_are_whole_euros_as_the_language_writes_them(
    amount: str | None, dutch: str, english: str
) -> None:
    with translation.override("nl"):
        assert euros(amount) == dutch
    with translation.override("en"):
        assert euros(amount) == english


@pytest.mark.parametrize(
    ("share", "said"), [(0.0732, "7,3%"), (1.0, "100,0%"), (0.0, "0,0%"), (0.0004, "0,04%"), (None, "")]
)
def test_a_share_is_a_percentage_and_a_small_one_is_still_seen(share: float | None, said: str) -> None:
    with translation.override("nl"):
        assert percent(share) == said


def test_the_longest_bar_is_what_the_others_are_parts_of() -> None:
    found = [
        ("samen", tally(3, 3, "400.00", 0.4)),
        ("PSO", tally(2, 2, "300.00", 0.3)),
        ("CSO", tally(1, 1, "0.01", 0.0)),
        ("Cedris", tally(1, 1, "-5.00", None)),
    ]
    bars = _bars(found, by_spend=True)
    assert [bar.width for bar in bars] == [100.0, 75.0, 0.5, 0.0]
    assert [bar.is_whole for bar in bars] == [True, False, False, False]
    assert [bar.top for bar in bars] == [0, 72, 144, 216]
    assert _bars(found, by_spend=False)[0] == Bar("samen", "3", 0, 100.0, True)


def test_there_is_no_picture_of_nothing() -> None:
    assert _bars([("samen", tally(0, 0, "0.00", 0.0))], by_spend=True) == ()
    assert (
        _bars([("samen", tally(0, 0, "0.00", 0.0)), ("PSO", tally(0, 0, "0.00", 0.0))], by_spend=True) == ()
    )


@pytest.mark.parametrize(
    ("told", "rows", "done", "total"),
    [
        (None, 10, 0, 10),
        ({"step": "read", "done": 5, "total": None}, 10, 5, 10),
        ({"step": "link", "done": 50, "total": None}, 10, 50, None),
        ({"step": "write", "done": 5, "total": 20}, None, 5, 20),
        ({"step": "anything", "done": 5, "total": 20}, None, 0, None),
    ],
)
def test_how_far_a_scan_is_never_passes_its_end(
    told: dict[str, object] | None, rows: int | None, done: int, total: int | None
) -> None:
    said = how_far(told, rows)
    assert (said.done, said.total) == (done, total)
