# SPDX-License-Identifier: EUPL-1.2
"""The picture of how sure the model is: per step of weight, the share that should be right and the share that was.

Numbers in, places on a canvas out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kapstok.resolution.calibration import BandOfBits

WIDTH, HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 24, 40, 48
# A step of which fewer pairs are known says little: its mark is drawn open.
_FEW = 10


@dataclass(frozen=True)
class Dot:
    """What was seen of one step; `is_sure` where enough pairs are known."""

    x: float
    y: float
    is_sure: bool


@dataclass(frozen=True)
class Line:
    """A line of the scale: a share of 100 parts."""

    y: float
    share: int


@dataclass(frozen=True)
class Picture:
    """`expected` are the points of an SVG polyline, `fences` where bands of the model begin.

    `names` are the weights under the canvas, as place and weight.
    """

    expected: str
    observed: tuple[Dot, ...]
    scale: tuple[Line, ...]
    fences: tuple[float, ...]
    names: tuple[tuple[float, float], ...]
    baseline: float


def picture(table: Sequence[BandOfBits], fences: Sequence[float]) -> Picture | None:
    """The picture of a calibration, with a line at each weight of `fences`; None where there is nothing to draw."""
    if not table:
        return None
    middles = [_middle(one) for one in table]
    first, last = min(middles), max(middles)

    def across(weight: float) -> float:
        share = (weight - first) / (last - first) if last > first else 0.5
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    return Picture(
        expected=" ".join(
            f"{across(at):g},{_up(one.expected):g}" for at, one in zip(middles, table, strict=True)
        ),
        observed=tuple(
            Dot(across(at), _up(one.observed), one.told >= _FEW)
            for at, one in zip(middles, table, strict=True)
            if one.observed is not None
        ),
        scale=tuple(Line(_up(share / 100), share) for share in (0, 50, 100)),
        fences=tuple(across(weight) for weight in fences if first <= weight <= last),
        names=tuple((across(weight), weight) for weight in _round_weights(first, last)),
        baseline=HEIGHT - _BOTTOM,
    )


def _middle(one: BandOfBits) -> float:
    """The middle of a step; of one without a bound the place where it would be if it were as wide as the others."""
    if one.low is None:
        return (one.high or 0.0) - 0.5
    return one.low + 0.5


def _round_weights(first: float, last: float) -> list[int]:
    step = 5 if last - first > 8 else 1
    return [weight for weight in range(-100, 101, step) if first <= weight <= last]


def _up(share: float) -> float:
    return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)
