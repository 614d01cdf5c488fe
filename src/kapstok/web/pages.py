# SPDX-License-Identifier: EUPL-1.2
"""Steps through a long list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A page to go to; `number` None is a gap between pages."""

    number: int | None
    href: str = ""
    current: bool = False


@dataclass(frozen=True)
class Pages:
    """Where a reader is in a list, and where to go: the first, the last, and those around here."""

    number: int
    count: int
    steps: tuple[Step, ...]
    previous: str | None
    next: str | None

    @classmethod
    def of(cls, number: int, count: int, address: Callable[[int], str]) -> Pages:
        near = sorted({1, count, *range(max(1, number - 1), min(count, number + 1) + 1)})
        steps: list[Step] = []
        for before, page in zip([0, *near], near, strict=False):
            if page - before == 2:
                steps.append(Step(page - 1, address(page - 1)))
            elif page - before > 2:
                steps.append(Step(None))
            steps.append(Step(page, address(page), page == number))
        return cls(
            number,
            count,
            tuple(steps),
            address(number - 1) if number > 1 else None,
            address(number + 1) if number < count else None,
        )
