# SPDX-License-Identifier: EUPL-1.2
"""How likely two entries are one company, from the weight of the evidence: as a share, and in steps people can use.

A weight is in bits: 0 is as likely as not, each bit more doubles the odds.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Final

# Beyond these a share is as good as certain, and 2 to such a power is no number any more.
_FARTHEST: Final = 200.0
_LIKELY: Final = 1.0  # two to one
_EVEN: Final = -1.0


class Likelihood(StrEnum):
    """How likely two entries are one company; UNKNOWN where the model gave no weight."""

    LIKELY = "likely"
    EVEN = "even"
    UNLIKELY = "unlikely"
    UNKNOWN = "unknown"


def share(score: float) -> float:
    """The chance (0..1) that a weight in bits stands for."""
    weight = max(-_FARTHEST, min(_FARTHEST, score))
    return 1.0 / (1.0 + math.exp2(-weight))


def likelihood(score: float | None) -> Likelihood:
    """The step in which a weight falls."""
    if score is None:
        return Likelihood.UNKNOWN
    if score >= _LIKELY:
        return Likelihood.LIKELY
    return Likelihood.EVEN if score >= _EVEN else Likelihood.UNLIKELY


def bounds(step: Likelihood) -> tuple[float | None, float | None]:
    """The weights of a step: from the first up to, not with, the second; None where there is no bound."""
    match step:
        case Likelihood.LIKELY:
            return _LIKELY, None
        case Likelihood.EVEN:
            return _EVEN, _LIKELY
        case Likelihood.UNLIKELY:
            return None, _EVEN
        case Likelihood.UNKNOWN:
            return None, None
