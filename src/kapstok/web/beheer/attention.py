# SPDX-License-Identifier: EUPL-1.2
"""What waits for a person, as the overview of the editors' pages says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Attention:
    """One line of the overview: something that waits for a person, how much of it, and where to go."""

    title: str
    text: str
    href: str
    count: int = 1
