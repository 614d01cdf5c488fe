# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, timedelta

from kapstok.enterprises.visibility.queries import Week
from kapstok.web.mine.seen_picture import HEIGHT, WIDTH, picture

MONDAY = date(2026, 11, 16)


def weeks(*numbers: tuple[int, int]) -> list[Week]:
    return [Week(MONDAY + timedelta(weeks=at), *one) for at, one in enumerate(numbers)]


def test_without_weeks_there_is_nothing_to_draw() -> None:
    assert picture([]) is None


def test_each_number_has_a_scale_of_its_own_that_begins_at_nothing() -> None:
    drawn = picture(weeks((100, 1), (50, 2), (0, 0)))
    assert drawn
    assert (drawn.shown.total, drawn.shown.most, drawn.opened.total, drawn.opened.most) == (150, 100, 3, 2)
    high, half = drawn.shown.bars
    assert (high.height, half.height) == (84, 42)
    assert [bar.y + bar.height for bar in drawn.shown.bars] == [drawn.shown.baseline] * 2
    assert [bar.height for bar in drawn.opened.bars] == [42, 84]
    assert (drawn.first, drawn.last) == (MONDAY, MONDAY + timedelta(weeks=2))


def test_all_of_it_stays_on_the_canvas() -> None:
    drawn = picture(weeks(*[(number, 26 - number) for number in range(26)]))
    assert drawn
    for panel in (drawn.shown, drawn.opened):
        assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in panel.bars)
        assert panel.baseline < HEIGHT


def test_weeks_in_which_nobody_looked_have_no_bar() -> None:
    drawn = picture(weeks((0, 0), (0, 3)))
    assert drawn
    assert (len(drawn.shown.bars), len(drawn.opened.bars)) == (0, 1)
