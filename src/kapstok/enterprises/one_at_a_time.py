# SPDX-License-Identifier: EUPL-1.2
"""Who may write now: on one machine by a file that the kernel lets go of, with PostgreSQL also between machines.

Whoever reads registers has the first turn from beginning to end, which may be hours. Whoever brings what is found
in line with what is published has the second, which takes seconds; so a site that follows the calendar and a sync never
turn each other away. The third is for making the tables of the database, when programs start together.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum

from django.db import DatabaseError, connection
from filelock import FileLock, Timeout

from kapstok.core.errors import NeedsPerson
from kapstok.regions.folder import RegionFolder

_ASKED_AGAIN_AFTER = 0.05


class AnotherSync(NeedsPerson):
    """Another process has the turn; that one finishes, this one stops."""


class Turn(Enum):
    """What one process at a time may do: its lock file, the number of its lock in PostgreSQL, and what others hear."""

    READING = ("sync.lock", 0x6B61_7073_746F_6B01, "another sync is running")
    FOLLOWING = (
        "following.lock",
        0x6B61_7073_746F_6B02,
        "another process is bringing the directory up to date for too long; what was read is published: sync again",
    )
    STARTING = (
        "starting.lock",
        0x6B61_7073_746F_6B03,
        "another process is making the tables of the database",
    )

    def __init__(self, file: str, number: int, heard: str):
        self.file, self.number, self.heard = file, number, heard


@contextmanager
def taken(turn: Turn, folder: RegionFolder, patience: float) -> Iterator[None]:
    """Has the turn while the block lasts; raises `AnotherSync` when it is not free within `patience` seconds."""
    until = time.monotonic() + patience
    try:
        lock = FileLock(folder.var / turn.file).acquire(timeout=patience)
    except Timeout:
        raise AnotherSync(turn.heard) from None
    with lock, _between_machines(turn, until):
        yield


@contextmanager
def _between_machines(turn: Turn, until: float) -> Iterator[None]:
    """The same in the database, where that is one for several machines; its server lets go when we are gone."""
    if connection.vendor != "postgresql":
        yield
        return
    while not _asked("SELECT pg_try_advisory_lock(%s)", turn.number):
        if time.monotonic() >= until:
            raise AnotherSync(f"{turn.heard} (on another machine)")
        time.sleep(_ASKED_AGAIN_AFTER)
    try:
        yield
    finally:
        # A connection that was lost has no lock any more.
        with suppress(DatabaseError):
            _asked("SELECT pg_advisory_unlock(%s)", turn.number)


def _asked(statement: str, number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [number])
        return bool(cursor.fetchone()[0])
