# SPDX-License-Identifier: EUPL-1.2
"""What each level weighs: how often it holds of two records of one company (m), of two strangers (u), and of others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

SAME: Final = "same"
STRANGER: Final = "stranger"


@dataclass(frozen=True)
class Weights:
    """The numbers of one version of the model.

    `shares` says how the candidate pairs divide over the kinds: "same", "stranger" (two that have nothing to do with
    each other) and the other ways in which two companies may look alike. `levels` has, by comparison and level, how
    often it holds of a pair of each kind, among those where the comparison is known.
    """

    version: str
    shares: Mapping[str, float]
    levels: Mapping[str, Mapping[str, Mapping[str, float]]]

    @property
    def prior(self) -> float:
        """The share that is one company among pairs that are it or two strangers: what Splink begins with."""
        return self.shares[SAME] / (self.shares[SAME] + self.shares[STRANGER])

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The kinds that Splink does not know."""
        return tuple(kind for kind in self.shares if kind not in {SAME, STRANGER})

    def of(self, comparison: str, level: str) -> tuple[float, float]:
        """m and u of one level."""
        found = self.levels[comparison][level]
        return found[SAME], found[STRANGER]

    def as_json(self) -> dict[str, Any]:
        return {"version": self.version, "shares": dict(self.shares), "levels": dict(self.levels)}


def from_json(stored: Mapping[str, Any]) -> Weights:
    """The weights as `as_json` gave them."""
    return Weights(str(stored["version"]), stored["shares"], stored["levels"])


@cache
def shipped(what: str = "entries") -> Weights:
    """The weights that come with the program: the model works with them from the first run on.

    For "entries" among themselves, or for a "list" of creditors beside them: there sisters and namesakes are others.
    """
    return from_json(json.loads((Path(__file__).parent / "weights.json").read_text(encoding="utf-8"))[what])
