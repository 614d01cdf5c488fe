# SPDX-License-Identifier: EUPL-1.2
"""What a method found, held against the truth.

A baseline gets the threshold that suits it best, chosen with the truth in hand: better than anyone could use it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bench.linking.task import Pair
from bench.market import Market, Row, measure
from bench.market.measure import Confusion, Score

FLOOR: Final = 0.995


@dataclass(frozen=True)
class Answer:
    """The score at the best threshold, the score at the best one that keeps the floor, and the errors of the first."""

    best: Score
    strict: Score | None
    confusion: Confusion


def of_entries(market: Market, weights: Mapping[Pair, float]) -> Answer:
    """The pairs of entries that were found, beside those that there are."""
    wanted = measure.true_pairs(market.entries)
    points = measure.curve(weights, wanted)
    chosen = _chosen(weights, points)
    return Answer(
        best=measure.score(chosen, wanted),
        strict=_strict(points),
        confusion=measure.confusion(market, chosen, wanted),
    )


def of_creditors(market: Market, rows: Sequence[Row], weights: Mapping[Pair, float]) -> Answer:
    """The company of each row's best entry, beside the company that it is."""
    companies = _companies(market, weights)
    points = measure.curve(companies, {(row.truth, i) for i, row in enumerate(rows) if row.truth is not None})
    linked = {row: company for company, row in _chosen(companies, points)}
    return Answer(
        best=measure.score_of_rows(rows, linked),
        strict=_strict(points),
        confusion=measure.confusion_of_rows(market, rows, linked),
    )


def _companies(market: Market, weights: Mapping[Pair, float]) -> dict[Pair, float]:
    """Each row with the company of the entry that it is most like."""
    best: dict[int, tuple[float, int]] = {}
    for (entry, row), weight in weights.items():
        best[row] = max(best.get(row, (weight, entry)), (weight, entry))
    return {(market.entries[entry].truth, row): weight for row, (weight, entry) in best.items()}


def _chosen(weights: Mapping[Pair, float], points: Sequence[measure.Point]) -> set[Pair]:
    best = measure.best(points)
    return {pair for pair, weight in weights.items() if best and weight >= best.threshold}


def _strict(points: Sequence[measure.Point]) -> Score | None:
    strict = measure.best(points, FLOOR)
    return strict.score if strict else None
