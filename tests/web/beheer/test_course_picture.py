# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date

from kapstok.registers.course import Point
from kapstok.web.beheer.course_picture import HEIGHT, WIDTH, picture


def point(day: int, seen: int, status: str = "published") -> Point:
    return Point(day, date(2026, 11, day), seen, status)


def test_nothing_is_drawn_of_nothing() -> None:
    assert picture([]) is None


def test_time_goes_to_the_right_and_more_is_higher() -> None:
    drawn = picture([point(1, 100), point(6, 150), point(11, 200)])
    assert drawn is not None
    first, middle, last = drawn.marks
    assert first.x < middle.x < last.x < WIDTH
    assert middle.x - first.x == last.x - middle.x
    assert HEIGHT > first.y > middle.y > last.y > 0
    assert drawn.last == last


def test_the_scale_begins_at_nothing_so_that_half_is_half_as_high() -> None:
    drawn = picture([point(1, 100), point(2, 50)])
    assert drawn is not None
    whole, half = (drawn.baseline - mark.y for mark in drawn.marks)
    assert abs(half * 2 - whole) < 0.2


def test_only_published_runs_are_on_the_line() -> None:
    drawn = picture([point(1, 224), point(2, 9, "quarantined"), point(3, 0, "failed"), point(4, 225)])
    assert drawn is not None
    assert [mark.kind for mark in drawn.marks] == ["published", "doubted", "failed", "published"]
    assert len(drawn.line.split()) == 2


def test_one_run_and_runs_of_one_day_are_drawn_too() -> None:
    for points in ([point(1, 5)], [point(1, 5), point(1, 6)], [point(1, 0)]):
        drawn = picture(points)
        assert drawn is not None
        assert all(0 <= mark.x <= WIDTH and 0 <= mark.y <= HEIGHT for mark in drawn.marks)
