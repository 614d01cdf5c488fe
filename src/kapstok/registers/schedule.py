# SPDX-License-Identifier: EUPL-1.2
"""When a register is read again, and when it has gone unpublished for too long; the rule in words is in schedule.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from hashlib import blake2b

AGAIN_AFTER_FAILURE = Fraction(1, 10)
SOONEST_AFTER_FAILURE = timedelta(minutes=15)
JITTER = Fraction(1, 10)
OVERDUE_AFTER = 3
# What has not ended in one of these says nothing yet of the register itself.
_DECIDED = frozenset({"published", "quarantined", "rejected"})
_STEPS = 1 << 32


@dataclass(frozen=True)
class LastRun:
    """The newest run of a register: when it began (UTC) and what became of it (`RunStatus`)."""

    started_at: datetime
    status: str


def due_at(every: timedelta, last: LastRun | None, now: datetime, share: Fraction) -> datetime:
    """From when on a register that is to be read `every` so often is due; `now` or before: it is due.

    `share` is what `jitter` gives for the register.
    """
    if last is None or last.started_at - now > every:
        return now
    return min(last.started_at, now) + _wait(every * float(1 - JITTER * share), last)


def jitter(instance: str, register: str) -> Fraction:
    """A share from 0 up to 1, the same for a register of an instance at every start, and another for the next."""
    digest = blake2b(f"{instance}\0{register}".encode("utf-8", "replace"), digest_size=4).digest()
    return Fraction(int.from_bytes(digest), _STEPS)


def is_overdue(every: timedelta, since: datetime | None, now: datetime) -> bool:
    """Whether a register has gone unpublished for too long: `since` its last published run, else since its first run.

    None: it was never read, so nothing is late.
    """
    return since is not None and now - since > every * OVERDUE_AFTER


def _wait(every: timedelta, last: LastRun) -> timedelta:
    if last.status in _DECIDED:
        return every
    return min(every, max(every * float(AGAIN_AFTER_FAILURE), SOONEST_AFTER_FAILURE))
