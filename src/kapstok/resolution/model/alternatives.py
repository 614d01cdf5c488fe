# SPDX-License-Identifier: EUPL-1.2
"""What two records may be when they are not one company: sisters, branches, namesakes. Rule: model.md, "Alternatives".

Splink weighs "one company" against "two strangers". A foundation and its private company are no strangers: they share
site, address and name, and everything that speaks for one company speaks for them as well. So each of the ways in
which two companies can look alike has its own probabilities, and the strongest of them counts against "one company".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import Final

from kapstok.resolution.model.comparisons import COMPARED, OTHER
from kapstok.resolution.model.weights import SAME, STRANGER, Weights

UNKNOWN: Final = -1
KVK: Final = "kvk"
_PLACES: Final = {compared.name: place for place, compared in enumerate(COMPARED)}
Levels = tuple[int, ...]
"""The level that held of each comparison in the order of COMPARED: counted up from 0 for "other", or UNKNOWN."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair as the model sees it.

    `bits` is the weight of the evidence that it is one company, against everything else that it may be: 0 is as likely
    as not, 10 a thousand to one. `kind` is what it likeliest is otherwise, `levels` what held of each comparison.
    """

    bits: float
    kind: str
    levels: Levels

    def outweighs(self, other: Scored) -> bool:
        """Whether it is the better of two; where both weigh the same it must not matter which the engine gave first."""
        return (self.bits, self.levels) > (other.bits, other.levels)


class Alternatives:
    """Weighs what else a pair may be, by the weights of one version of the model."""

    def __init__(self, weights: Weights):
        self._prior = {
            kind: log2(weights.shares[kind] / weights.shares[STRANGER]) for kind in weights.alternatives
        }
        self._bits = {kind: _bits(weights, kind) for kind in weights.alternatives}
        self._same = _bits(weights, SAME)
        self._known: dict[Levels, tuple[float, str]] = {}

    def weighed(self, bits: float, levels: Levels) -> Scored:
        """A pair with Splink's match weight, against everything that it may be instead."""
        off, kind = self._against(levels)
        return Scored(round(bits - off, 3), kind, levels)

    def scored(self, bits: float, levels: Levels) -> Scored:
        """A pair that was weighed before."""
        return Scored(bits, self._against(levels)[1], levels)

    def without(self, comparison: str, one: Scored) -> Scored:
        """The same pair as if this comparison were unknown."""
        place = _PLACES[comparison]
        level = one.levels[place]
        if level == UNKNOWN:
            return one
        blind = (*one.levels[:place], UNKNOWN, *one.levels[place + 1 :])
        off, _ = self._against(one.levels)
        return self.weighed(one.bits + off - self._same[place][level], blind)

    def _against(self, levels: Levels) -> tuple[float, str]:
        if levels not in self._known:
            self._known[levels] = self._weigh(levels)
        return self._known[levels]

    def _weigh(self, levels: Levels) -> tuple[float, str]:
        bits = {
            kind: self._prior[kind]
            + sum(ladder[level] for ladder, level in zip(ladders, levels, strict=True) if level != UNKNOWN)
            for kind, ladders in self._bits.items()
        }
        likeliest = max(bits, key=lambda kind: bits[kind], default=STRANGER)
        off = log2(1 + sum(2**b for b in bits.values()))
        return off, likeliest if bits.get(likeliest, 0.0) > 0 else STRANGER


def _bits(weights: Weights, kind: str) -> Sequence[Mapping[int, float]]:
    """For each comparison, by level number, what that level weighs for `kind` against two strangers."""
    return [
        {
            number: log2(
                weights.levels[compared.name][name][kind] / weights.levels[compared.name][name][STRANGER]
            )
            for number, name in enumerate(names(compared.name))
        }
        for compared in COMPARED
    ]


@lru_cache(maxsize=64)
def names(comparison: str) -> tuple[str, ...]:
    """The names of a comparison's levels in the order of their numbers, "other" first."""
    [compared] = [one for one in COMPARED if one.name == comparison]
    return (OTHER, *(level.name for level in reversed(compared.levels)))


def levels_of(levels: Levels) -> dict[str, str]:
    """The level that held of each comparison that is known, by name."""
    return {
        compared.name: names(compared.name)[level]
        for compared, level in zip(COMPARED, levels, strict=True)
        if level != UNKNOWN
    }


def levels_text(levels: Levels) -> str:
    """The levels as one short text, for keeping."""
    return " ".join(map(str, levels))


def levels_from(text: str) -> Levels:
    """The levels as `levels_text` wrote them."""
    return tuple(map(int, text.split()))
