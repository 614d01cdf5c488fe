# SPDX-License-Identifier: EUPL-1.2
"""What most commands need before they begin: a region that can be read, a database that is up to date, a day."""

from __future__ import annotations

import getpass
import os
import socket
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kapstok.core.errors import KapstokError
from kapstok.core.trouble import trouble

if TYPE_CHECKING:
    from kapstok.regions.folder import RegionFolder


# Seconds.
_MIGRATING_TAKES = 600.0


class Unusable(KapstokError):
    """The folder or the database cannot be worked with."""


def folder_unread() -> RegionFolder:
    """The region folder of this call, right or wrong."""
    from kapstok.regions.folder import RegionFolder

    return RegionFolder(Path(os.environ.get("KAPSTOK_HOME") or ".").resolve())


def folder() -> RegionFolder:
    """The region folder of this call, its `region.toml` read and found right. Raises `FileFaults`."""
    found = folder_unread()
    found.region()
    return found


def database() -> RegionFolder:
    """The region folder, with Django started and the database's tables as this version wants them."""
    found = folder()
    os.environ["KAPSTOK_HOME"] = str(found.path)
    os.environ["DJANGO_SETTINGS_MODULE"] = "kapstok.config.settings"
    import django
    from django.db import DatabaseError

    try:
        _ = found.var
        django.setup()
        _migrate(found)
    except OSError as error:
        reason = Unusable(f"{found.path / 'var'}: cannot be written: {error.strerror}")
        raise trouble(error) or reason from None
    except DatabaseError as error:
        raise trouble(error) or Unusable(f"the database cannot be used: {error}") from None
    return found


def free_port(host: str, port: int) -> None:
    """Raises `Unusable` when nobody can listen there, before any work is done for whoever would."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Unusable(
                f"{host}, port {port}: {error.strerror or error}; --port N names another"
            ) from None


def _migrate(folder: RegionFolder) -> None:
    """Brings the tables up to date; of processes that start together, one does so and the others wait for it."""
    from django.core.management import call_command

    from kapstok.enterprises.one_at_a_time import Turn, taken

    if not _is_behind():
        return
    with taken(Turn.STARTING, folder, _MIGRATING_TAKES):
        if _is_behind():
            call_command("migrate", verbosity=0, interactive=False)


def _is_behind() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def day(given: str | None, folder: RegionFolder) -> date:
    """The day of `--on`, or today in the region."""
    if given is None:
        return folder.region().today()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise KapstokError(f"--on: {given!r} is not a date such as 2026-03-31") from None


def operator() -> str:
    """Who is at the keyboard, for the audit trail."""
    try:
        return f"command line ({getpass.getuser()})"
    except (KeyError, OSError):
        return "command line"
