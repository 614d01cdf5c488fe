# SPDX-License-Identifier: EUPL-1.2
"""The whole database at one moment as a file, and back, by the engine's own means and while others use it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import DatabaseError, connection

from kapstok.core.errors import KapstokError


class DatabaseNotCopied(KapstokError):
    """The engine could not copy the database, with what it says of it."""


def engine() -> str:
    """`sqlite` or `postgresql`."""
    return connection.vendor


def file_name() -> str:
    """How the file of this engine is called in a backup."""
    return "database.sqlite3" if engine() == "sqlite" else "database.pgdump"


def copy_to(target: Path) -> None:
    """Copies the database as it stands now to a file. Raises `DatabaseNotCopied`."""
    if engine() == "sqlite":
        _sqlite_to(target)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def put_back(source: Path) -> None:
    """Makes the database what it was in a file, in one step for whoever reads it. Raises `DatabaseNotCopied`."""
    if engine() == "sqlite":
        _sqlite_from(source)
    else:
        connection.close()
        name = connection.settings_dict["NAME"]
        _run(
            "pg_restore", "--clean", "--if-exists", "--single-transaction", "--exit-on-error", "--no-owner",
            "--no-privileges", f"--dbname={name}", str(source),
        )  # fmt: skip


def set_apart_if_damaged(var: Path, mark: str) -> Path | None:
    """Moves a SQLite database that cannot be worked with out of the way, under `mark`; needs no Django.

    Gives where it is now; None where there is none, or where it is sound.
    """
    file = var / "kapstok.sqlite3"
    if not file.exists() or _is_sound(file):
        return None
    apart = file.with_name(f"kapstok-{mark}.sqlite3")
    for end in ("-wal", "-shm", ""):
        part = file.with_name(file.name + end)
        if part.exists():
            part.replace(apart.with_name(apart.name + end))
    return apart


def _is_sound(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file, timeout=60)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _sqlite_to(target: Path) -> None:
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(target)) as copy:
            # All at once: page by page it would begin anew whenever somebody writes. Readers and writers go on (WAL).
            connection.connection.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise DatabaseNotCopied(f"the database cannot be copied: {error}") from None


def _sqlite_from(source: Path) -> None:
    connection.close()
    live = connection.settings_dict["NAME"]
    try:
        with closing(sqlite3.connect(source)) as kept, closing(sqlite3.connect(live, timeout=60)) as now:
            if kept.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise DatabaseNotCopied("the database in the backup is damaged")
            kept.backup(now, pages=-1)
            now.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error as error:
        raise DatabaseNotCopied(f"the database cannot be put back: {error}") from None


def _run(program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise DatabaseNotCopied(f"{program} is not installed (Debian: postgresql-client)")
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program with our own arguments
            [found, *arguments],
            env={**os.environ, **_postgresql()},
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise DatabaseNotCopied(f"{program} cannot be started: {error.strerror}") from None
    if done.returncode:
        raise DatabaseNotCopied(f"{program}: {' '.join(done.stderr.split()) or done.returncode}")


def _postgresql() -> dict[str, str]:
    """Whom to ask, in the environment: what stands in the arguments, every account of the machine can read."""
    known = connection.settings_dict
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    return {variable: str(known[name]) for variable, name in names.items() if known.get(name)}


def applied_migrations() -> tuple[str, ...]:
    """What made the tables what they are, as "app.name". Raises `DatabaseNotCopied`."""
    from django.db.migrations.recorder import MigrationRecorder

    try:
        return tuple(
            sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
        )
    except DatabaseError as error:
        raise DatabaseNotCopied(f"the database cannot be read: {error}") from None


def known_migrations() -> frozenset[str]:
    """What this version of the program knows of."""
    from django.db.migrations.loader import MigrationLoader

    return frozenset(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations)
