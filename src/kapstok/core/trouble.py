# SPDX-License-Identifier: EUPL-1.2
"""When neither the call nor a file nor a register is wrong, but the machine: its disk is full, its database is gone."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

from kapstok.core.errors import NeedsPerson

_NO_ROOM = "there is no room left on the disk"
_NOT_OURS = "it may not be written"
_BROKEN = "the disk fails (input/output error)"
_DAMAGED = "it is damaged"
_HELD = "another program has held it for longer than we wait"
_GONE = "it does not answer, or the connection was lost"
_DISK = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: "the quota of the disk is used up",
    errno.EFBIG: "a file may not become that large here",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: _NOT_OURS,
    errno.EPERM: _NOT_OURS,
    errno.EIO: _BROKEN,
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
}
# By the beginning of what SQLite calls its errors (sqlite.org/rescode.html).
_SQLITE = {
    "SQLITE_FULL": _NO_ROOM,
    "SQLITE_READONLY": "it is read-only",
    "SQLITE_BUSY": _HELD,
    "SQLITE_LOCKED": _HELD,
    "SQLITE_IOERR": _BROKEN,
    "SQLITE_CANTOPEN": "it cannot be opened",
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
}
# Of these SQLite does not say why; the disk may.
_OF_A_DISK = ("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")
_HARDLY_ANY = 64 * 1024
# By the beginning of PostgreSQL's error codes (its manual, appendix A).
_POSTGRESQL = {
    "08": _GONE,
    "25006": "it is read-only",
    "28": "it does not let us in",
    "3D000": "it does not exist",
    "40": _HELD,
    "53100": _NO_ROOM,
    "53": "the server has no means left",
    "55P03": _HELD,
    "57014": _HELD,
    "57P": _GONE,
    "58": _BROKEN,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}


class Trouble(NeedsPerson):
    """The disk or the database fails us. What was committed before stays; the same command again goes on from there."""

    def __init__(self, where: str, what: str):
        self.where, self.what = where, what
        todo = (
            "Put a backup back (kapstok restore FILE); what is there now is kept apart"
            if what == _DAMAGED
            else "What was stored before is safe; mend this and run the same command again"
        )
        super().__init__(f"{where}: {what}. {todo}")


def trouble(error: BaseException) -> Trouble | None:
    """What is the matter with the machine, when it is the machine that `error` speaks of."""
    if isinstance(error, Trouble):
        return error
    if isinstance(error, OSError):
        what = _DISK.get(error.errno or 0)
        return Trouble(str(error.filename or "the disk"), what) if what else None
    what = _of_database(error)
    return Trouble(_database(), what) if what else None


def _of_database(error: BaseException) -> str | None:
    from django.db import Error as DatabaseFault
    from django.db import InterfaceError, OperationalError, connection

    if not isinstance(error, DatabaseFault):
        return None
    told: Any = error.__cause__
    if name := getattr(told, "sqlite_errorname", None):
        of_disk = _of_disk(Path(connection.settings_dict["NAME"])) if name.startswith(_OF_A_DISK) else None
        return of_disk or _first(_SQLITE, name)
    if code := getattr(told, "sqlstate", None):
        return _first(_POSTGRESQL, code)
    # A server that cannot be reached, or hangs up, has no code to say so with.
    if connection.vendor == "sqlite" or not isinstance(error, InterfaceError | OperationalError):
        return None
    return f"{_GONE} ({' '.join(str(error).split())})"


def _of_disk(file: Path) -> str | None:
    """What is the matter with the disk under a file, where SQLite only says that it cannot read or open it."""
    try:
        found = os.statvfs(file.parent)
    except OSError:
        return None
    if found.f_flag & os.ST_RDONLY:
        return _DISK[errno.EROFS]
    return _NO_ROOM if found.f_bavail * found.f_frsize < _HARDLY_ANY else None


def _first(known: dict[str, str], code: str) -> str | None:
    return next((what for begin, what in known.items() if code.startswith(begin)), None)


def _database() -> str:
    """Which database it is; never with a password."""
    from django.db import connection

    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"the database {settings['NAME']}"
    return f"the database {settings['NAME']} on {settings['HOST'] or 'this machine'}"
