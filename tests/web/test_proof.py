# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.web.proof import asked_day

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-31",
        "31-3-2026",
        "31-03-2026",
        "31/3/2026",
        "31.3.2026",
        "31 maart 2026",
        "31 March 2026",
        "31 MRT. 2026",
    ],
)
def test_a_day_is_read_however_people_write_it(written: str):
    assert asked_day(written, TODAY).day == date(2026, 3, 31)
    assert asked_day(written, TODAY).error == ""


def test_no_day_is_today():
    assert asked_day("", TODAY).day == TODAY


@pytest.mark.parametrize(
    "written",
    [
        "morgen",
        "31-2-2026",
        "2026-13-01",
        "99999-1-1",
        "0000-00-00",
        "31 foo 2026",
        "2026",
        "1" * 10_000,
        "\x00",
    ],
)
def test_a_day_that_cannot_be_read_gets_a_hint_and_shows_today(written: str):
    asked = asked_day(written, TODAY)
    assert asked.day == TODAY
    assert asked.error or not written.strip("\x00")


def test_a_day_that_is_still_to_come_gets_a_hint():
    assert asked_day("2026-11-23", TODAY).error


@given(st.text())
def test_no_text_is_an_error(text: str):
    assert asked_day(text, TODAY).day <= TODAY
