# SPDX-License-Identifier: EUPL-1.2
"""The picture of a register: how many entries each run saw over time. Numbers in, places on a canvas out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kapstok.registers.course import Point
from kapstok.registers.enums import RunStatus

WIDTH, HEIGHT = 720, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 16, 72, 24, 36


@dataclass(frozen=True)
class Mark:
    """A run in the picture. `kind`: published, doubted (in quarantine or rejected) or failed, which saw nothing."""

    x: float
    y: float
    kind: str
    point: Point


@dataclass(frozen=True)
class Picture:
    """`line` joins the published runs, as the points of an SVG polyline; the last of them is named beside it."""

    marks: tuple[Mark, ...]
    line: str
    baseline: float
    last: Mark | None
    first_day: date
    last_day: date
    most: int


def picture(points: Sequence[Point]) -> Picture | None:
    """The picture of the course of a register; None where there is nothing to draw. The scale begins at nothing."""
    if not points:
        return None
    days = [point.day for point in points]
    first, last = min(days), max(days)
    most = max((point.seen for point in points), default=0)
    marks = tuple(_mark(point, first, last - first, most) for point in points)
    published = [mark for mark in marks if mark.kind == "published"]
    return Picture(
        marks=marks,
        line=" ".join(f"{mark.x:g},{mark.y:g}" for mark in published),
        baseline=HEIGHT - _BOTTOM,
        last=published[-1] if published else None,
        first_day=first,
        last_day=last,
        most=most,
    )


def _mark(point: Point, first: date, span: timedelta, most: int) -> Mark:
    share = (point.day - first) / span if span else 1.0
    height = point.seen / most if most else 0.0
    kind = _kind(point)
    x = _LEFT + share * (WIDTH - _LEFT - _RIGHT)
    y = HEIGHT - _BOTTOM - (0 if kind == "failed" else height * (HEIGHT - _TOP - _BOTTOM))
    return Mark(round(x, 1), round(y, 1), kind, point)


def _kind(point: Point) -> str:
    if point.status == RunStatus.PUBLISHED:
        return "published"
    return "failed" if point.status == RunStatus.FAILED else "doubted"
