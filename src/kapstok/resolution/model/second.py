# SPDX-License-Identifier: EUPL-1.2
"""A second look at a pair that the model scored: by its comparisons together, and by its rivals. Rule: second.md.

The model takes its comparisons for independent and a pair for itself alone. Neither is true; a sum of few numbers puts
most of it right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any, Final

from kapstok.resolution.model.alternatives import UNKNOWN, Levels, names
from kapstok.resolution.model.comparisons import COMPARED

BITS: Final = (-12.0, 0.0, 4.0, 8.0, 20.0)
"""Where the line of the model's own bits bends; before the first and after the last it is level."""
LEADS: Final = (-10.0, -5.0, 0.0, 5.0, 10.0)
"""Where the line of the lead over the best rival bends, in bits."""


@dataclass(frozen=True)
class Second:
    """The numbers of the second look, all in bits.

    `bits` and `leads` are the slopes between the bends of BITS and LEADS; where there is no rival `alone` counts in
    place of a lead. `levels` is what each level of each comparison adds to what it already weighed, or takes off it.
    """

    start: float
    bits: Sequence[float]
    leads: Sequence[float]
    alone: float
    levels: Mapping[str, Mapping[str, float]]
    _sums: dict[Levels, float] = field(default_factory=dict, compare=False, repr=False)

    def odds(self, levels: Levels, bits: float, rival: float) -> float:
        """How likely a pair is one company, as log odds in bits: 0 is as likely as not, each bit more doubles the odds.

        `bits` is the weight by the model, `rival` that of the best other pair which excludes this one; minus infinity
        where there is none.
        """
        lead = self.alone if rival == -inf else _climbed(LEADS, self.leads, bits - rival)
        return self.start + _climbed(BITS, self.bits, bits) + lead + self._of(levels)

    def _of(self, levels: Levels) -> float:
        if levels not in self._sums:
            self._sums[levels] = sum(
                self.levels[compared.name][names(compared.name)[level]]
                for compared, level in zip(COMPARED, levels, strict=True)
                if level != UNKNOWN
            )
        return self._sums[levels]

    def as_json(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "bits": list(self.bits),
            "leads": list(self.leads),
            "alone": self.alone,
            "levels": {name: dict(rungs) for name, rungs in self.levels.items()},
        }


def climbs(bends: Sequence[float], at: float) -> list[float]:
    """How much of each stretch between two bends lies below a point."""
    return [max(0.0, min(at, upper) - lower) for lower, upper in pairwise(bends)]


def _climbed(bends: Sequence[float], slopes: Sequence[float], at: float) -> float:
    return sum(slope * climb for slope, climb in zip(slopes, climbs(bends, at), strict=True))


def second_from_json(stored: Mapping[str, Any]) -> Second:
    """The second look as `as_json` gave it."""
    return Second(
        stored["start"], tuple(stored["bits"]), tuple(stored["leads"]), stored["alone"], stored["levels"]
    )


@cache
def shipped_second(what: str = "entries") -> Second:
    """The second look that comes with the program: for "entries" among themselves, or for a "list" beside them."""
    text = (Path(__file__).parent / "second.json").read_text(encoding="utf-8")
    return second_from_json(json.loads(text)[what])
