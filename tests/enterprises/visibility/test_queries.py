# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, timedelta

import pytest

from kapstok.enterprises.models import Enterprise, Seen, SeenFor
from kapstok.enterprises.visibility.queries import FoundBy, Week, found_by, weeks

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 16)
TODAY = MONDAY + timedelta(days=2)
AT = "2026-01-01T00:00:00Z"


def enterprise(slug: str, merged_into: Enterprise | None = None) -> Enterprise:
    return Enterprise.objects.create(
        slug=slug, made_at=AT, name=slug, first_seen=MONDAY, in_area=True, listed=True, merged_into=merged_into
    )  # fmt: skip


def test_an_enterprise_that_nobody_saw_has_no_weeks() -> None:
    assert weeks(enterprise("de-brug"), TODAY) == ()


def test_weeks_in_which_nobody_looked_are_weeks_too() -> None:
    brug = enterprise("de-brug")
    Seen.objects.create(enterprise=brug, week=MONDAY - timedelta(weeks=2), shown=5, opened=1)
    Seen.objects.create(enterprise=brug, week=MONDAY, shown=7)
    shown = weeks(brug, TODAY, count=4)
    assert [(week.shown, week.opened) for week in shown] == [(0, 0), (5, 1), (0, 0), (7, 0)]
    assert shown[-1] == Week(MONDAY, 7, 0)


def test_a_question_is_told_from_three_times_on_the_most_frequent_first() -> None:
    brug = enterprise("de-brug")
    for text, week, count in (
        ("ramen", 0, 2),
        ("ramen", 1, 1),
        ("jan jansen", 0, 2),
        ("glas", 1, 9),
        ("oud", 40, 9),
    ):
        SeenFor.objects.create(enterprise=brug, week=MONDAY - timedelta(weeks=week), text=text, count=count)
    assert found_by(brug, TODAY) == (FoundBy("glas", 9), FoundBy("ramen", 3))
    assert found_by(brug, TODAY, most=1) == (FoundBy("glas", 9),)


def test_after_a_merge_the_whole_was_seen_as_often_as_its_parts() -> None:
    brug = enterprise("de-brug")
    part = enterprise("de-brug-bv", merged_into=brug)
    for one in (brug, part):
        Seen.objects.create(enterprise=one, week=MONDAY, shown=2, opened=1)
        SeenFor.objects.create(enterprise=one, week=MONDAY, text="ramen", count=2)
    assert weeks(brug, TODAY)[-1] == Week(MONDAY, 4, 2)
    assert found_by(brug, TODAY) == (FoundBy("ramen", 4),)
