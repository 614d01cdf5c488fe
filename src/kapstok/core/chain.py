# SPDX-License-Identifier: EUPL-1.2
"""The chain of the audit trail in the database: sealed after each act, verified when somebody asks (audit.md)."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Subquery

from kapstok.core.audit import Head, Told, mark, seal, sealing_key
from kapstok.core.models import AuditEntry, AuditHead

_log = logging.getLogger("kapstok.audit")
_THE_ONE: Final = 1
_AT_ONCE: Final = 500
# One statement looks for each row among all that it has, so that fewer are faster.
_UPDATED_AT_ONCE: Final = 40
# What whoever did something seals at most; the worker does the rest, after an upgrade for one.
_AFTER_AN_ACT: Final = 2_000
_READ_AT_ONCE: Final = 2_000
_FIELDS: Final = ("number", "at", "actor", "verb", "subject", "details", "mark", "seal")
_NONCE: Final = 12  # bytes
_FORGED: Final = "the entry was not written by this program"
# Milliseconds. Whoever did something waits for its seal no longer than this; the next sealing takes it along.
_PATIENCE: Final = 2_000


@dataclass(frozen=True)
class Break:
    """The first number at which the chain does not hold, and what shows there."""

    number: int
    why: str

    def __str__(self) -> str:
        return f"the audit trail breaks at number {self.number}: {self.why}"


@dataclass(frozen=True)
class Verified:
    """What was found: the head, how many entries were walked, how many wait to be sealed, and where it breaks."""

    head: Head
    walked: int
    waiting: int
    broken: Break | None = None


def new_mark(told: Told) -> str:
    """The mark of an entry that is about to be written; no two are alike."""
    return mark(told, sealing_key(settings.SECRET_KEY), secrets.token_hex(_NONCE))


def seal_afterwards() -> None:
    """Seals what this transaction tells, as soon as it has been kept; however often it is asked, once is enough."""
    here, last = set(connection.savepoint_ids), connection.run_on_commit[-1:]
    # Each is the savepoints that it hangs on, and what will be done; it goes when one of them is undone.
    if any(asked[1] is seal_quietly and set(asked[0]) <= here for asked in last):
        return
    transaction.on_commit(seal_quietly, robust=True)


def seal_quietly() -> None:
    """`seal_waiting`, for who has something else to do: what goes wrong is logged, and mended by the next one."""
    try:
        with _briefly():
            seal_waiting(most=_AFTER_AN_ACT)
    except DatabaseError as error:
        _log.warning("the audit trail is sealed later: %s", " ".join(str(error).split()))


def seal_waiting(*, most: int | None = None) -> int:
    """Gives the entries without a number their number and seal, all of them or about so many; gives how many.

    Any number of processes may do so at once. Not inside a transaction that goes on afterwards.
    """
    done = 0
    while (most is None or done < most) and AuditEntry.objects.filter(number=None).exists():
        done += _seal_some()
    return done


def verify(*, noted: Head | None = None, newest: int | None = None) -> Verified:
    """Walks the chain, or its `newest` entries only, in little memory, and says the first place where it breaks.

    `noted`: a head of another day, kept elsewhere; where the chain never had it, that is a break too.
    """
    head, last = _ends()
    after = max(last - newest, 0) if newest is not None else 0
    walk = _Walk(after, _seal_at(after), noted)
    broken = walk.as_far_as(last) or walk.against_the_head(head, last) or walk.waiting_behind(last)
    waiting = AuditEntry.objects.filter(number=None).count()
    return Verified(head or Head(), walk.number - after, waiting, broken)


class _Walk:
    """Where a walk along the chain is: the last number that held, and its seal."""

    def __init__(self, number: int, seal: str, noted: Head | None):
        self.number, self.seal, self._noted = number, seal, noted
        self._keys = [sealing_key(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]

    def as_far_as(self, last: int) -> Break | None:
        """Walks on to the entry with this number; what breaks first."""
        for told, marked, sealed in _entries(self.number, last):
            if told.number != self.number + 1:
                return Break(self.number + 1, "the entry was removed")
            if not self._holds(told, sealed):
                return Break(told.number, "the entry, or the one before it, is not what was sealed")
            if not self._is_marked(told, marked):
                return Break(told.number, _FORGED)
            if self._noted and self._noted.number == told.number and self._noted.seal != sealed:
                return Break(told.number, "it is not the head that was noted")
            self.number, self.seal = told.number, sealed
        return None

    def against_the_head(self, head: Head | None, last: int) -> Break | None:
        """At the end of the walk: whether the head, and the one that was noted, are of this chain."""
        if head is None:
            return Break(last, "the head was taken away") if last else self._short_of_noted(last)
        if head.number > last:
            return Break(last + 1, f"the entries from here to {head.number} were removed")
        if head.number < last:
            return Break(head.number + 1, "entries go on after the head")
        if head.seal != self.seal:
            return Break(last, "the head is not that of the last entry")
        return self._short_of_noted(last)

    def waiting_behind(self, last: int) -> Break | None:
        """Whether somebody else put an entry, or changed one, among those that wait for their seal."""
        rows = AuditEntry.objects.filter(number=None).order_by("id").values_list(*_FIELDS[1:-1])
        return next(
            (
                Break(last + 1, _FORGED)
                for *told, marked in rows
                if not self._is_marked(Told(0, *told), marked)
            ),
            None,
        )

    def _is_marked(self, told: Told, marked: str) -> bool:
        nonce = marked.partition(":")[0]
        return any(hmac.compare_digest(mark(told, key, nonce), marked) for key in self._keys)

    def _short_of_noted(self, last: int) -> Break | None:
        if self._noted and self._noted.number > last:
            return Break(last + 1, f"the head that was noted is number {self._noted.number}")
        return None

    def _holds(self, told: Told, sealed: str) -> bool:
        for at, key in enumerate(self._keys):
            if hmac.compare_digest(seal(self.seal, told, key), sealed):
                if at:  # most likely the next one is of the same key
                    self._keys.insert(0, self._keys.pop(at))
                return True
        return False


def _seal_some() -> int:
    """Seals the oldest entries that wait, as many as go in one short transaction."""
    with transaction.atomic():
        held = AuditHead.objects.select_for_update().filter(pk=_THE_ONE)
        row = held.first() or (AuditHead.objects.get_or_create(pk=_THE_ONE) and held.get())
        head = _going_on(Head(row.number, row.seal))
        key = sealing_key(settings.SECRET_KEY)
        waiting = list(AuditEntry.objects.filter(number=None).order_by("id")[:_AT_ONCE])
        for entry in waiting:
            number = head.number + 1
            told = Told(number, entry.at, entry.actor, entry.verb, entry.subject, entry.details)
            head = Head(number, seal(head.seal, told, key))
            entry.number, entry.seal = head.number, head.seal
        AuditEntry.objects.bulk_update(waiting, ["number", "seal"], batch_size=_UPDATED_AT_ONCE)
        AuditHead.objects.filter(pk=_THE_ONE).update(number=head.number, seal=head.seal)
    return len(waiting)


def _going_on(head: Head) -> Head:
    """Where the next entry comes: behind the head, or where somebody put that back, behind the last entry."""
    last = AuditEntry.objects.exclude(number=None).order_by("-number").first()
    if last is None or last.number is None or last.number <= head.number:
        return head
    _log.error(
        "the head of the audit trail was put back to %s; entries go on to %s", head.number, last.number
    )
    return Head(last.number, last.seal)


def _ends() -> tuple[Head | None, int]:
    """The head and the number of the last entry, as of one moment; None where there is no head."""
    newest = AuditEntry.objects.exclude(number=None).order_by("-number").values("number")[:1]
    both = AuditHead.objects.filter(pk=_THE_ONE).annotate(last=Subquery(newest))
    for _time in range(2):
        found = both.values_list("number", "seal", "last").first()
        if found is not None:
            return Head(found[0], found[1]), found[2] or 0
        # The very first entry may be sealed between two questions, so the other one is asked again.
        last = newest.first()
    return None, (last["number"] or 0) if last else 0


def _seal_at(number: int) -> str:
    return AuditEntry.objects.filter(number=number).values_list("seal", flat=True).first() or ""


def _entries(after: int, last: int) -> Iterator[tuple[Told, str, str]]:
    """The entries after a number up to another, in order, read some at a time."""
    rows = AuditEntry.objects.order_by("number").values_list(*_FIELDS)
    while part := list(rows.filter(number__gt=after, number__lte=last)[:_READ_AT_ONCE]):
        for *said, marked, sealed in part:
            yield Told(*said), marked, sealed
        after = part[-1][0]


@contextmanager
def _briefly() -> Iterator[None]:
    """Waits for other writers no longer than `_PATIENCE`, on this connection, for as long as the block lasts."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK[connection.vendor])
        before: Any = cursor.fetchone()[0]
        cursor.execute(_SET[connection.vendor].format(_PATIENCE))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(_SET[connection.vendor].format(before))


_ASK: Final = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SHOW lock_timeout"}
_SET: Final = {"sqlite": "PRAGMA busy_timeout = {}", "postgresql": "SET lock_timeout = '{}'"}
