# SPDX-License-Identifier: EUPL-1.2
"""The figures of a creditor list: how many rows, and how much was spent, with which label (rule: spending.md). Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

_NOTHING: Final = Decimal(0)
# A column with more different texts than this is no division into categories.
_MOST_CATEGORIES: Final = 20_000


class Outcome(StrEnum):
    """What a scan says of a row; each row has one."""

    NOW = "now"  # of an enterprise that holds a label on the day
    BEFORE = "before"  # of one that held a label before, and holds none on the day
    CHECK = "check"  # may be of an enterprise; a person has to look
    NONE = "none"  # of no enterprise that is known, or of one that never held a label that counts


@dataclass
class Tally:
    """Rows counted together. `amount` is their sum, credit notes taken off; `credited` is what these alone come to.

    `enterprises` are those that the rows were found to be of; `without_amount` counts rows that say no amount.
    """

    rows: int = 0
    amount: Decimal = _NOTHING
    without_amount: int = 0
    credit_notes: int = 0
    credited: Decimal = _NOTHING
    enterprises: set[int] = field(default_factory=set)

    def add(self, amount: Decimal | None, enterprise: int | None = None) -> None:
        self.rows += 1
        if enterprise is not None:
            self.enterprises.add(enterprise)
        if amount is None:
            self.without_amount += 1
            return
        self.amount += amount
        if amount < 0:
            self.credit_notes += 1
            self.credited += amount


@dataclass
class CategoryTally:
    """What a category of the list comes to, and the part of it with a label on the day."""

    whole: Tally = field(default_factory=Tally)
    now: Tally = field(default_factory=Tally)


class Spending:
    """The figures of one list, row by row."""

    def __init__(self) -> None:
        self.total = Tally()
        self.outcomes = {outcome: Tally() for outcome in Outcome}
        self.labels: defaultdict[str, Tally] = defaultdict(Tally)
        self.categories: defaultdict[str, CategoryTally] = defaultdict(CategoryTally)
        self.other_categories = CategoryTally()
        self.unreadable = 0
        self.never_labelled = 0

    def add(
        self,
        outcome: Outcome,
        amount: Decimal | None,
        *,
        category: str = "",
        enterprise: int | None = None,
        labels: Collection[str] = (),
        unreadable: bool = False,
    ) -> None:
        """Counts a row; `labels` are those that its enterprise holds on the day, each counted once."""
        self.unreadable += unreadable
        self.never_labelled += outcome is Outcome.NONE and enterprise is not None
        for tally in (self.total, self.outcomes[outcome], *(self.labels[label] for label in set(labels))):
            tally.add(amount, enterprise)
        if category:
            of = self._category(category)
            of.whole.add(amount)
            if outcome is Outcome.NOW:
                of.now.add(amount)

    @property
    def has_amounts(self) -> bool:
        return self.total.without_amount < self.total.rows

    def share(self, part: Tally) -> Decimal | None:
        """The share of a part in all that was spent, 0 to 1; None where there is no such share (spending.md)."""
        return share(part, self.total)

    def largest_categories(self, most: int) -> list[tuple[str, CategoryTally]]:
        """The categories on which most was spent, the largest first; by rows where the list has no amounts."""
        found = sorted(
            self.categories.items(), key=lambda one: (-one[1].whole.amount, -one[1].whole.rows, one[0])
        )
        return found[:most]

    def _category(self, name: str) -> CategoryTally:
        if name not in self.categories and len(self.categories) >= _MOST_CATEGORIES:
            return self.other_categories
        return self.categories[name]


def share(part: Tally, whole: Tally) -> Decimal | None:
    """The share of a part in a whole, 0 to 1; None where credit notes leave no such share (spending.md)."""
    if whole.amount <= 0 or not 0 <= part.amount <= whole.amount:
        return None
    return part.amount / whole.amount
