# SPDX-License-Identifier: EUPL-1.2
"""How sure a number of bits really is, on this list or in these registers. Rule: calibration.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor, log
from typing import Final

from kapstok.resolution.likelihood import share

STEP: Final = 1.0
"""Bits to a band of the table."""
_LOWEST, _HIGHEST = -6, 12
# How far a list is believed to differ from those that the score was made on, in bits (a standard deviation): a short
# one cannot overthrow what is known beforehand, a long one can.
_SPREAD: Final = 0.5
# The share of trade register numbers that are another company's, on either side.
_WRONG: Final = 0.02
_ROUNDS: Final = 30


@dataclass(frozen=True)
class BandOfBits:
    """One row of the table: pairs with at least `low` and less than `high` bits (None: no bound).

    `expected` is the share of them that should be one company, `told` of how many of them numbers or people tell,
    `right` how many of those are one company.
    """

    low: float | None
    high: float | None
    pairs: int
    expected: float
    told: int
    right: int

    @property
    def observed(self) -> float | None:
        """The share that was right among those that were told; None where none was."""
        return self.right / self.told if self.told else None

    def as_json(self) -> dict[str, float | int | None]:
        """The row as commands tell it (docs/commands.md)."""
        return {
            "from": self.low,
            "to": self.high,
            "pairs": self.pairs,
            "expected": self.expected,
            "told": self.told,
            "observed": self.observed,
        }


@dataclass(frozen=True)
class Calibration:
    """From bits to the probability that a pair is one company: the odds are 2 to the power of the bits and `shift`."""

    shift: float = 0.0
    table: tuple[BandOfBits, ...] = ()

    def probability(self, bits: float) -> float:
        return share(bits + self.shift)

    def surest(self, bits: Iterable[float], wanted: float, each: float) -> float:
        """The least bits from which on all pairs together are right in `wanted` of the cases, and each in `each`.

        By what is expected of them. Infinity where no number of bits is enough.
        """
        right, found = 0.0, float("inf")
        for number, one in enumerate(sorted(bits, reverse=True), 1):
            chance = self.probability(one)
            right += chance
            if chance < each:
                break
            if right / number >= wanted:
                found = one
        return found


def calibrated(bits: Iterable[float], told: Iterable[tuple[float, bool]]) -> Calibration:
    """Fits the probabilities to what is told of some pairs: their bits, and whether they are one company.

    `bits` are those of all pairs, for the table only. Numbers tell wrongly now and then; the fit allows for it.
    """
    count, right = _counted(told)
    fitted = Calibration(_fitted(count, right))
    return Calibration(fitted.shift, tuple(_table(bits, count, right, fitted)))


def _band(bits: float) -> int:
    return max(_LOWEST, min(_HIGHEST, floor(bits / STEP)))


def _middle(band: int) -> float:
    return (band + 0.5) * STEP


def _counted(told: Iterable[tuple[float, bool]]) -> tuple[Counter[int], Counter[int]]:
    count, right = Counter[int](), Counter[int]()
    for bits, same in told:
        count[_band(bits)] += 1
        right[_band(bits)] += same
    return count, right


def _fitted(count: Mapping[int, int], right: Mapping[int, int]) -> float:
    """The likeliest shift, by Newton's method on the bands: one number, so that a few hundred rows can carry it."""
    shift = 0.0
    for _ in range(_ROUNDS):
        # The beginning pulls back to no shift at all, as strongly as the spread says.
        slope, curve = -shift * log(2) / _SPREAD**2, log(2) / _SPREAD**2
        for band, n in count.items():
            p = share(_middle(band) + shift)
            slope += min(right[band] / (1 - _WRONG), n) - n * p
            curve += n * p * (1 - p) * log(2)
        shift += slope / curve
    return round(shift, 6)


def _table(
    bits: Iterable[float], count: Mapping[int, int], right: Mapping[int, int], fitted: Calibration
) -> Iterable[BandOfBits]:
    pairs = Counter(map(_band, bits))
    for band in range(_LOWEST, _HIGHEST + 1):
        if pairs[band] or count.get(band, 0):
            yield BandOfBits(
                low=None if band == _LOWEST else band * STEP,
                high=None if band == _HIGHEST else (band + 1) * STEP,
                pairs=pairs[band],
                expected=fitted.probability(_middle(band)),
                told=count.get(band, 0),
                right=right.get(band, 0),
            )
