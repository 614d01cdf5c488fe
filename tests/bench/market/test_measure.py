# SPDX-License-Identifier: EUPL-1.2
"""Precision, recall and the kinds of error, on a market of which the answer is known."""

from __future__ import annotations

import pytest

from bench.market import Market, Row, invent, measure
from bench.market.measure import Score


@pytest.fixture(scope="module")
def market() -> Market:
    return invent(1, 400)


def clusters_of(market: Market) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for number, entry in enumerate(market.entries):
        found.setdefault(entry.truth, []).append(number)
    return list(found.values())


def test_the_right_clusters_are_right_in_every_way(market: Market) -> None:
    wanted = measure.true_pairs(market.entries)
    found = measure.pairs_of(clusters_of(market), market.entries)
    score = measure.score(found, wanted)
    assert found == wanted
    assert (score.precision, score.recall, score.f1) == (1.0, 1.0, 1.0)


def test_no_clusters_are_precise_and_find_nothing(market: Market) -> None:
    wanted = measure.true_pairs(market.entries)
    score = measure.score(set(), wanted)
    assert (score.precision, score.recall, score.f1) == (1.0, 0.0, 0.0)


def test_one_wrong_join_costs_precision_and_stands_under_its_kind(market: Market) -> None:
    kin = next(one for one in market.companies if one.likeness == "sister" and one.kin is not None)
    assert measure.likeness(kin, market.companies[kin.kin or 0]) == "sister"
    assert measure.likeness(market.companies[kin.kin or 0], kin) == "sister"
    wanted = measure.true_pairs(market.entries)
    wrong = next((a, b) for a in range(50) for b in range(300, 350) if (a, b) not in wanted)
    found = {*list(wanted)[:9], wrong}
    assert measure.score(found, wanted).precision == pytest.approx(0.9)
    assert sum(measure.confusion(market, found, wanted).false.values()) == 1


def test_missed_pairs_stand_under_each_of_their_traps(market: Market) -> None:
    wanted = measure.true_pairs(market.entries)
    confusion = measure.confusion(market, set(), wanted)
    without = sum("no kvk" in market.entries[a].traps | market.entries[b].traps for a, b in wanted)
    assert confusion.missed["no kvk"] == without
    assert confusion.share["no kvk"] == 1.0
    assert "no kvk" in str(confusion)


def test_the_curve_goes_from_strict_to_lenient_and_the_best_point_keeps_its_floor() -> None:
    scored = {(0, 1): 9.0, (0, 2): 8.0, (1, 2): 8.0, (3, 4): 7.0}
    points = measure.curve(scored, wanted={(0, 1), (3, 4), (0, 2)})
    assert [point.threshold for point in points] == [9.0, 8.0, 7.0]
    assert points[-1].score == Score(found=4, right=3, wanted=3)
    lenient, strict = measure.best(points), measure.best(points, floor=0.9)
    assert lenient is not None
    assert lenient.threshold == 7.0
    assert strict is not None
    assert strict.threshold == 9.0
    assert measure.best(points[1:], floor=0.9) is None


def test_rows_of_a_list_are_right_only_with_their_own_company(market: Market) -> None:
    mine, other = market.companies[0], market.companies[1]
    rows = [
        Row({"name": "a", "kvk": mine.kvk}, mine.number, frozenset({"typo"})),
        Row({"name": "b"}, mine.number, frozenset()),
        Row({"name": "c"}, None, frozenset({"sister"}), kin=other.number),
        Row({"name": "d", "kvk": mine.kvk}, None, frozenset({"wrong kvk"})),
        Row({"name": "e"}, None, frozenset()),
    ]
    linked = {0: mine.number, 2: other.number, 3: mine.number, 4: mine.number}
    assert measure.score_of_rows(rows, linked) == Score(found=4, right=1, wanted=2)
    confusion = measure.confusion_of_rows(market, rows, linked)
    assert confusion.false == {"sister": 1, "wrong kvk": 1, "stranger": 1}
    assert confusion.missed == {"no trap": 1}
