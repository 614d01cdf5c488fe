# SPDX-License-Identifier: EUPL-1.2
"""Chance that falls the same way every time, on every version of Python."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Draw:
    """Draws from a seed; only `Random.random` is used, the one method whose sequence Python promises to keep."""

    def __init__(self, seed: str):
        self._random = random.Random(seed)  # noqa: S311 - invented facts, not secrets

    def chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def whole(self, lowest: int, highest: int) -> int:
        """A whole number, both ends included."""
        return lowest + int(self._random.random() * (highest - lowest + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self.whole(0, len(items) - 1)]

    def weighted(self, weights: Mapping[Item, float]) -> Item:
        """One of the keys, each as often as its weight says."""
        left = self._random.random() * sum(weights.values())
        for item, weight in weights.items():
            left -= weight
            if left < 0:
                return item
        return item

    def some(self, items: Sequence[Item], count: int) -> list[Item]:
        """So many different items, in the order in which they fell."""
        rest = list(items)
        return [rest.pop(self.whole(0, len(rest) - 1)) for _ in range(min(count, len(rest)))]
