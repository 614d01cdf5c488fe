# SPDX-License-Identifier: EUPL-1.2
"""Words by which the companies of one group are told apart: "Groenwerk B.V." and "Groenwerk Holding B.V."."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_PARTS: Final = frozenset(
    """beheer diensten exploitatie fonds groep group holding investments onroerend participaties pensioen services
    steunstichting vastgoed vrienden werk""".split()
)


def group_parts(words: Iterable[str]) -> frozenset[str]:
    """Those of the folded words that tell which company of a group a name means."""
    return _PARTS.intersection(words)
