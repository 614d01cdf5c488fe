# SPDX-License-Identifier: EUPL-1.2
"""What a database file still holds of rows that were removed, and how it is written anew without.

SQLite leaves removed rows in its file until something else takes their place, and the log beside it has whole pages of
before. PostgreSQL removes them by itself (autovacuum).
"""

from __future__ import annotations

import logging

from django.db import OperationalError, connection

_log = logging.getLogger("kapstok.privacy")


def write_anew() -> bool:
    """Writes the database file anew, without what was removed; False where that cannot be now, so that the night does.

    Waits for writers as any writer does, and they for it: about a second for every 100 MB. Not inside a transaction.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
    except OperationalError as error:
        _log.warning("the database file is written anew tonight: %s", " ".join(str(error).split()))
        return False
    return not busy


def overwrite_what_goes() -> None:
    """From now on, what this connection removes is overwritten in the file at once."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
