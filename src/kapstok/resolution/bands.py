# SPDX-License-Identifier: EUPL-1.2
"""Where "one company" begins and where nobody needs to look, on the scale of the model's bits. Rule: matching.md."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

from kapstok.resolution.likelihood import share


@dataclass(frozen=True)
class Bands:
    """From `same` bits on a pair is one company unless something contradicts, from `look` on a person looks.

    Bits are log odds after the second look: 0 is as likely as not, and each bit more doubles the odds.
    """

    same: float
    look: float


SHIPPED: Final = Bands(same=4.3, look=-3.0)
"""Chosen on the tuning markets so that 995 in 1,000 joins are right, with head-room (docs/adr/0011)."""
FLOOR: Final = -12.0
"""Pairs to which Splink gives fewer bits than this are left: nothing else that they show can matter."""
_WORTH: Final = 1_000


def worth(bits: float | None, entries: int) -> int:
    """What a person's decision on a pair is worth: the more even the odds are, and the more entries it brings together.

    From 0 to 1,000 for two single entries; `entries` is the product of the sizes of the two clusters.
    """
    if bits is None:
        return 0
    chance = share(bits)
    return round(4 * chance * (1 - chance) * _WORTH * sqrt(entries))
