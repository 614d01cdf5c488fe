# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.demand import WEEKS, times_asked
from kapstok.search.dutch.chain import shipped_chain
from kapstok.search.models import AskedQuestion
from tests.enterprises.own_words.said import says

TODAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)

pytestmark = pytest.mark.django_db


def asked(text: str, count: int, weeks_ago: int = 0) -> None:
    week = MONDAY - timedelta(weeks=weeks_ago)
    AskedQuestion.objects.create(text=text, week=week, last_day=week, count=count)


def times(enterprise: Enterprise) -> int:
    return times_asked(enterprise, shipped_chain(), TODAY)


def test_what_was_asked_and_is_offered_is_added_up_whatever_the_words(brug: Enterprise) -> None:
    asked("catering", 5)
    asked("cateraar zwolle", 4, weeks_ago=2)
    asked("tandarts", 90)
    assert times(brug) == 9


def test_what_was_asked_less_than_three_times_in_the_quarter_is_not_told(brug: Enterprise) -> None:
    asked("catering", 2)
    asked("catering", 40, weeks_ago=WEEKS + 1)
    assert times(brug) == 0
    asked("catering", 1, weeks_ago=WEEKS)
    assert times(brug) == 3


def test_questions_that_may_not_be_kept_count_for_nobody(brug: Enterprise) -> None:
    asked("", 500)
    assert times(brug) == 0


def test_own_words_add_to_what_one_is_asked_for(brug: Enterprise) -> None:
    asked("bruidstaart", 7)
    assert times(brug) == 0
    says(brug, offerings=[{"text": "Bruidstaarten"}])
    brug.refresh_from_db()
    assert times(brug) == 7


def test_it_asks_the_database_little_however_much_was_asked(brug: Enterprise) -> None:
    for number in range(50):
        asked(f"catering {number}x", 3)
    times(brug)
    with CaptureQueriesContext(connection) as queries:
        assert times(brug) == 150
    assert len(queries) <= 3
