# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, timedelta

import pytest

from kapstok.enterprises.renewals import due_reminder, is_renewed, is_still_said, may_be_said
from kapstok.enterprises.terms import Term

END = date(2027, 3, 31)


def given(first: int, last: int) -> list[tuple[int, int]]:
    """The days before the end on which there is a reminder, and which."""
    asked = range(first, last - 1, -1)
    return [(left, due) for left in asked if (due := due_reminder(END, END - timedelta(days=left)))]


def test_reminders_are_due_120_60_and_14_days_before_the_end() -> None:
    assert {left: due_reminder(END, END - timedelta(days=left)) for left in (120, 60, 14)} == {
        120: 120,
        60: 60,
        14: 14,
    }
    assert due_reminder(END, END - timedelta(days=121)) is None


def test_a_night_that_was_missed_gives_the_nearest_reminder_only() -> None:
    assert given(122, 119) == [(120, 120), (119, 120)]
    assert due_reminder(END, END - timedelta(days=90)) == 120
    assert due_reminder(END, END - timedelta(days=89)) is None
    assert due_reminder(END, END - timedelta(days=61)) is None
    assert due_reminder(END, END - timedelta(days=20)) is None
    assert due_reminder(END, END - timedelta(days=1)) == 14


def test_on_its_last_day_a_label_still_has_a_reminder_and_after_it_none() -> None:
    assert due_reminder(END, END) == 14
    assert due_reminder(END, END + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("terms", "renewed"),
    [
        ((Term(None, END),), False),
        ((Term(date(2024, 4, 1), END), Term(date(2027, 4, 1), date(2029, 3, 31))), True),
        ((Term(date(2024, 4, 1), END), Term(date(2027, 4, 1), None)), True),
        ((Term(date(2020, 4, 1), date(2024, 3, 31)), Term(date(2024, 4, 1), END)), False),
    ],
)
def test_a_term_that_lasts_longer_is_a_renewal(terms: tuple[Term, ...], renewed: bool) -> None:
    assert is_renewed(terms, END) is renewed


def test_renewal_may_be_said_around_the_end_and_not_years_before() -> None:
    assert not may_be_said(END, END - timedelta(days=181))
    assert may_be_said(END, END - timedelta(days=180))
    assert may_be_said(END, END + timedelta(days=120))
    assert not may_be_said(END, END + timedelta(days=121))


def test_what_is_said_ends_with_another_date_of_the_register_or_120_days_after_the_term() -> None:
    told = (Term(None, END),)
    assert is_still_said(END, told, END + timedelta(days=120))
    assert not is_still_said(END, told, END + timedelta(days=121))
    assert not is_still_said(END, (Term(None, END + timedelta(days=730)),), END)
    assert not is_still_said(END, (Term(None, END - timedelta(days=30)),), END)
    assert not is_still_said(END, (*told, Term(END, None)), END)
    assert not is_still_said(END, (), END)
