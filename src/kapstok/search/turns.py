# SPDX-License-Identifier: EUPL-1.2
"""Whose turn it is: the order among documents that answer a question equally well.

Nobody stands first for ever because of a name or a number. Every document draws four numbers from its key; days take
the four draws by turns, and each day starts somewhere else on the circle. So a day has one order, the same for every
page, process and machine, that nobody can buy and that a change elsewhere in the index does not disturb.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

DRAWS = 4
_BYTES = 5
CIRCLE = 1 << (8 * _BYTES)


def draws(key: str) -> tuple[int, ...]:
    """The numbers that a document draws, each 0..CIRCLE-1; two documents share one about once in a million millions."""
    digest = blake2b(key.encode("utf-8", "replace"), digest_size=_BYTES * DRAWS).digest()
    return tuple(int.from_bytes(digest[at : at + _BYTES]) for at in range(0, len(digest), _BYTES))


@dataclass(frozen=True, slots=True)
class Turn:
    """The order of one day: which draw counts, and where on the circle the day starts."""

    draw: int
    start: int

    @classmethod
    def of(cls, day: date) -> Turn:
        """The order of `day`."""
        digest = blake2b(day.isoformat().encode(), digest_size=_BYTES).digest()
        return cls(day.toordinal() % DRAWS, int.from_bytes(digest))

    def rank(self, drawn: int) -> int:
        """How far a drawn number comes after the day's start; lower goes first."""
        return (drawn - self.start) % CIRCLE
