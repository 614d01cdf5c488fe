# SPDX-License-Identifier: EUPL-1.2
"""What editors say over the registers: where an enterprise is, and that one is not shown. Pure.

Everything is said of an entry, so that it goes where the entry goes when enterprises merge or part: what was
said of one entry holds for the whole enterprise that it is of.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

# Stands where a fact names its register, when an editor and no register says it.
BY_EDITORS: Final = "redactie"
# What a page, a list or an export never tells of an enterprise that is not shown at request.
PRIVATE_FACTS: Final = frozenset({"street", "postcode", "website", "email", "phone", "description"})


@dataclass(frozen=True)
class PlaceSaid:
    """Where an enterprise is, by its editors: a CBS code, and what of the address they gave.

    `number` grows with every correction: of several on one enterprise the last one counts.
    """

    number: int
    entry: int
    municipality: str
    since: date
    postcode: str = ""
    street: str = ""
    city: str = ""


@dataclass(frozen=True)
class Layer:
    """All that editors say now, by entry."""

    places: Mapping[int, PlaceSaid] = field(default_factory=dict)
    withheld: frozenset[int] = frozenset()

    def place(self, entries: Collection[int]) -> PlaceSaid | None:
        """What counts for an enterprise of these entries: the last that was said of one of them."""
        said = [self.places[entry] for entry in entries if entry in self.places]
        return max(said, key=lambda place: place.number, default=None)

    def withholds(self, entries: Collection[int]) -> bool:
        """Whether an enterprise of these entries is not shown: one of them is enough."""
        return not self.withheld.isdisjoint(entries)


NOTHING_SAID: Final = Layer()
