# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.registers.parsing import dates

MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"]
MONTHS += ["november", "december"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31 maart 2027", "2027-03-31"),
        ("woensdag 31 maart 2027", "2027-03-31"),
        ("wo. 31 mrt. 2027", "2027-03-31"),
        ("1e april 2027", "2027-04-01"),
        ("3 SEPT 2026", "2026-09-03"),
        ("1-okt-2026", "2026-10-01"),
        ("31 maart '27", "2027-03-31"),
        ("1 mei 98", "1998-05-01"),
        ("1 april 2027 om 12:30 uur", "2027-04-01"),
        ("31-03-2027", "2027-03-31"),
        ("2027-03-31", "2027-03-31"),
        ("29 februari 2028", "2028-02-29"),
    ],
)
def test_a_date_in_dutch_words_is_read(text: str, day: str) -> None:
    assert dates.read(text, "nl") == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "31 juni 2027",
        "29 februari 2027",
        "0 mei 2027",
        "30 juni",
        "maart 2027",
        "2027",
        "10 maart 12:30",
        "gisteren",
        "vandaag",
        "over twee weken",
        "2 dagen geleden",
        "komende vrijdag",
        "03-31-2027",
        "31 march 2027",
        "31 maart 20270",
        "31 maart 2027 of later",
        "tot 31 maart 2027",
        "onbepaald",
        "31 maart " + "0" * 10_000,
    ],
)
def test_what_lacks_a_day_month_or_year_or_does_not_exist_is_not_read(text: str) -> None:
    assert dates.read(text, "nl") is None


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_every_date_that_is_written_in_dutch_is_read_back(day: date) -> None:
    assert dates.read(f"{day.day} {MONTHS[day.month - 1]} {day.year}", "nl") == day


@given(st.text(max_size=60))
def test_no_text_at_all_is_an_error(text: str) -> None:
    for form in ("nl", "%d-%m-%Y"):
        day = dates.read(text, form)
        assert day is None or day + timedelta(0) == day


def test_a_strptime_format_is_read_exactly() -> None:
    assert dates.read("31-03-2027", "%d-%m-%Y") == date(2027, 3, 31)
    assert dates.read("31-03-27", "%d-%m-%Y") is None
    assert dates.read("31-03-2027 (verlengd)", "%d-%m-%Y") is None


@pytest.mark.parametrize("text", ["2027-03-31", "2027-03-31T23:59:59+01:00", "2027-03-31 00:00:00"])
def test_an_iso_date_is_the_day_that_is_written(text: str) -> None:
    assert dates.iso(text) == date(2027, 3, 31)


@pytest.mark.parametrize("text", ["31-03-2027", "2027-02-30", "20270331", "2027-03-31x", ""])
def test_other_texts_are_no_iso_dates(text: str) -> None:
    assert dates.iso(text) is None
