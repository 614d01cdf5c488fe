# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from kapstok.demo.draw import Draw


def test_a_seed_gives_the_same_draws_on_every_python():
    draw = Draw("a seed")
    assert [draw.whole(1, 100) for _ in range(8)] == [40, 4, 77, 41, 88, 91, 68, 2]


def test_every_item_can_fall_and_nothing_else():
    draw = Draw("items")
    assert {draw.pick("abc") for _ in range(100)} == set("abc")
    assert {draw.whole(3, 5) for _ in range(100)} == {3, 4, 5}


def test_a_weight_of_nothing_never_falls():
    draw = Draw("weights")
    assert {draw.weighted({"a": 1, "b": 0, "c": 2}) for _ in range(200)} == {"a", "c"}


def test_some_are_different_and_never_more_than_there_are():
    draw = Draw("some")
    assert sorted(draw.some([1, 2, 3], 9)) == [1, 2, 3]
    assert len(set(draw.some(range(100), 40))) == 40
