# SPDX-License-Identifier: EUPL-1.2
"""The picture of how an enterprise was seen: bars by week, shown above opened. Numbers in, places on a canvas out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kapstok.enterprises.visibility.queries import Week

WIDTH, HEIGHT = 720, 260
_PANEL, _HEAD, _GAP = 84, 22, 3
_TOPS = (0, 118)


@dataclass(frozen=True)
class Bar:
    """One week in one panel."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Panel:
    """The bars of one number, with a scale of its own that begins at nothing; `head` is where its name stands."""

    bars: tuple[Bar, ...]
    head: float
    baseline: float
    total: int
    most: int


@dataclass(frozen=True)
class Picture:
    shown: Panel
    opened: Panel
    first: date
    last: date


def picture(weeks: Sequence[Week]) -> Picture | None:
    """The picture of these weeks; None where there is nothing to draw."""
    if not weeks:
        return None
    return Picture(
        _panel([week.shown for week in weeks], _TOPS[0]),
        _panel([week.opened for week in weeks], _TOPS[1]),
        weeks[0].begin,
        weeks[-1].begin,
    )


def _panel(numbers: Sequence[int], top: int) -> Panel:
    step, most, baseline = WIDTH / len(numbers), max(numbers), top + _HEAD + _PANEL
    bars = []
    for at, number in enumerate(numbers):
        height = round(_PANEL * number / most, 1) if number else 0.0
        bars.append(Bar(round(at * step, 1), round(baseline - height, 1), round(step - _GAP, 1), height))
    return Panel(tuple(bar for bar in bars if bar.height), top + _HEAD - 6, baseline, sum(numbers), most)
