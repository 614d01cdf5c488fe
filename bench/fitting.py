# SPDX-License-Identifier: EUPL-1.2
"""Fits the second look: a logistic regression of few numbers, in plain Python, on pairs of which the truth is known.

Slopes never point down (more evidence never counts against one company), and what a level adds stays small unless many
pairs ask for it, so that a market with other habits is not judged by the habits of this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, inf, log
from typing import Final

from kapstok.resolution.model.alternatives import UNKNOWN, Levels, names
from kapstok.resolution.model.comparisons import COMPARED
from kapstok.resolution.model.second import BITS, LEADS, Second, climbs

# How strongly each number is held back: slopes hardly, levels as if ten pairs spoke against any change.
_HELD: Final = 0.001
_LEVEL_HELD: Final = 4.0
_ROUNDS: Final = 30
_NEAR: Final = 1e-6
_SCALE: Final = 4.0  # bits: slopes are fitted in steps of so many, which keeps the sums well conditioned
_FIRST_LEAD: Final = len(BITS)
_ALONE: Final = _FIRST_LEAD + len(LEADS) - 1
_FIRST_LEVEL: Final = _ALONE + 1


@dataclass(frozen=True)
class Known:
    """A pair of which it is known whether it is one company; `rival` as `Second.odds` takes it."""

    levels: Levels
    bits: float
    rival: float
    same: bool


_LEVELS: Final = [(compared.name, rung) for compared in COMPARED for rung in names(compared.name)]
_AT: Final = {level: _FIRST_LEVEL + i for i, level in enumerate(_LEVELS)}
_SLOPES: Final = tuple(range(1, _ALONE))


def fitted(known: Iterable[Known]) -> Second:
    """The second look that fits these pairs best. The same pairs in any order give the same numbers."""
    rows = sorted((_row(one), one.same) for one in known)
    left_out: set[int] = set()
    while True:
        numbers = _newton(rows, left_out)
        down = {number for number in _SLOPES if numbers[number] < 0}
        if not down:
            return _second(numbers)
        left_out |= down


Row = tuple[tuple[int, float], ...]


def _row(one: Known) -> Row:
    """The numbers that count for a pair, and how much of each."""
    own = [(1 + i, climb / _SCALE) for i, climb in enumerate(climbs(BITS, one.bits)) if climb]
    if one.rival == -inf:
        lead = [(_ALONE, 1.0)]
    else:
        climbed = climbs(LEADS, one.bits - one.rival)
        lead = [(_FIRST_LEAD + i, climb / _SCALE) for i, climb in enumerate(climbed) if climb]
    levels = [
        (_AT[compared.name, names(compared.name)[level]], 1.0)
        for compared, level in zip(COMPARED, one.levels, strict=True)
        if level != UNKNOWN
    ]
    return ((0, 1.0), *own, *lead, *levels)


def _newton(rows: Sequence[tuple[Row, bool]], left_out: set[int]) -> list[float]:
    size = _FIRST_LEVEL + len(_LEVELS)
    held = [_HELD if number < _FIRST_LEVEL else _LEVEL_HELD for number in range(size)]
    numbers = [0.0] * size
    for _ in range(_ROUNDS):
        slope, bend = _measured(rows, numbers)
        for number in range(size):
            slope[number] -= held[number] * numbers[number]
            bend[number][number] += held[number]
        for number in left_out:
            slope[number] = 0.0
            for other in range(size):
                bend[number][other] = bend[other][number] = 0.0
            bend[number][number] = 1.0
        step = _solved(bend, slope)
        longest = max(map(abs, step))
        short = min(1.0, 2.0 / longest) if longest else 1.0
        numbers = [number + short * change for number, change in zip(numbers, step, strict=True)]
        if longest < _NEAR:
            break
    return numbers


def _measured(
    rows: Iterable[tuple[Row, bool]], numbers: Sequence[float]
) -> tuple[list[float], list[list[float]]]:
    """The slope of the likelihood at these numbers, and how it bends (lower half filled in on both sides)."""
    size = len(numbers)
    slope, bend = [0.0] * size, [[0.0] * size for _ in range(size)]
    for row, same in rows:
        odds = sum(numbers[i] * x for i, x in row)
        share = 1 / (1 + exp(-max(min(odds, 40.0), -40.0)))
        error, weight = same - share, share * (1 - share)
        for i, x in row:
            slope[i] += error * x
            if weight > 1e-6:
                line, much = bend[i], weight * x
                for j, y in row:
                    line[j] += much * y
    return slope, bend


def _solved(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """The solution of a symmetric, positive set of equations, by Cholesky's way of taking roots."""
    size = len(right)
    root = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j] - sum(root[i][k] * root[j][k] for k in range(j))
            root[i][j] = max(rest, 1e-12) ** 0.5 if i == j else rest / root[j][j]
    forward = [0.0] * size
    for i in range(size):
        forward[i] = (right[i] - sum(root[i][k] * forward[k] for k in range(i))) / root[i][i]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (forward[i] - sum(root[k][i] * found[k] for k in range(i + 1, size))) / root[i][i]
    return found


def _second(numbers: Sequence[float]) -> Second:
    in_bits = [round(number / log(2), 4) for number in numbers]
    slopes = [round(number / log(2) / _SCALE, 4) for number in numbers]
    levels: dict[str, dict[str, float]] = {compared.name: {} for compared in COMPARED}
    for (comparison, rung), number in _AT.items():
        levels[comparison][rung] = in_bits[number]
    return Second(
        start=in_bits[0],
        bits=slopes[1:_FIRST_LEAD],
        leads=slopes[_FIRST_LEAD:_ALONE],
        alone=in_bits[_ALONE],
        levels=levels,
    )
