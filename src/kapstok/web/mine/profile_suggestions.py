# SPDX-License-Identifier: EUPL-1.2
"""Which category an offering may belong to, as the search reads its words."""

from __future__ import annotations

from typing import Final

from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.entries import Strength

_MOST: Final = 4


def suggested(chain: Chain, text: str) -> tuple[str, ...]:
    """The categories (codes) that the words of an offering name, the surest first; else those of their gist."""
    if not text.strip():
        return ()
    units = chain.understand(f"{text} ", literal=True).units
    matches = [match for unit in units for match in unit.concepts if match.strength >= Strength.GIST]
    named = [match for match in matches if match.strength > Strength.GIST] or matches
    surest = sorted(named, key=lambda match: -match.strength)
    concepts = chain.thesaurus.concepts
    return tuple(dict.fromkeys(concepts[match.concept].category for match in surest))[:_MOST]
