# SPDX-License-Identifier: EUPL-1.2
"""A figure: what was measured, never without something to hold it against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

Unit = Literal["s", "ms", "MB", "kB", "%", "queries", ""]


@dataclass(frozen=True)
class Figure:
    """One measurement beside a baseline of the same run, or beside a target; both in `unit`."""

    what: str
    value: float
    unit: Unit
    beside: str
    baseline: float

    @property
    def ratio(self) -> float | None:
        """How many times the baseline it is; None beside nothing at all."""
        return self.value / self.baseline if self.baseline else None


@dataclass(frozen=True)
class Part:
    """The figures of one part of the bench, under one heading."""

    title: str
    figures: tuple[Figure, ...]


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed; 0.5 gives the (lower) median."""
    return sorted(values)[max(ceil(share * len(values)), 1) - 1]
