# SPDX-License-Identifier: EUPL-1.2
"""The three days of the demo: which they are, and which register breaks on which of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

RegisterId: TypeAlias = Literal["pso", "cso", "senl", "cedris", "bcorp"]
REGISTERS: Final[tuple[RegisterId, ...]] = ("pso", "cso", "senl", "cedris", "bcorp")

Day: TypeAlias = Literal[0, 1, 2]
FIRST: Final[Day] = 0
SECOND: Final[Day] = 1
THIRD: Final[Day] = 2
ALL: Final[tuple[Day, ...]] = (FIRST, SECOND, THIRD)

Dates: TypeAlias = tuple[date, date, date]

# On the second day the table site is being redesigned: it shows a handful of its entries and leaves out the rest.
BROKEN_REGISTER: Final[RegisterId] = "pso"
BROKEN_DAY: Final[Day] = SECOND


def ending(today: date) -> Dates:
    """The dates of the three days, the last of them today."""
    return (today - timedelta(days=2), today - timedelta(days=1), today)


def published(register: RegisterId, day: Day) -> bool:
    """Whether what the register shows on that day may be believed."""
    return (register, day) != (BROKEN_REGISTER, BROKEN_DAY)
