# SPDX-License-Identifier: EUPL-1.2
"""`backup`, `restore` and `doctor`: keeping an instance, and knowing how it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kapstok.cli import ready
from kapstok.cli.options import Json
from kapstok.core.errors import FileFaults, KapstokError


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup to write.")], as_json: Json = False
) -> None:
    """Write everything this instance is to one file.

    The site and the worker go on meanwhile. The file holds the key that signs sessions: keep it as a secret.
    """
    folder = ready.database()
    from kapstok.upkeep.backup import backup as make

    made = make(folder, file.absolute())
    if as_json:
        typer.echo(json.dumps(made.as_json(), ensure_ascii=False))
    else:
        typer.echo(f"{file}: {made.files} files, {made.size / 1_000_000:.1f} MB")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")], as_json: Json = False
) -> None:
    """Make the instance what it was when a backup was made.

    The folder may be new, or be serving; of what is there now, a backup is made first.
    """
    from kapstok.upkeep.restore import restore as put_back

    done = put_back(ready.folder_unread().path, file.absolute(), ready.database)
    if as_json:
        typer.echo(json.dumps(done.as_json(), ensure_ascii=False))
        return
    typer.echo(f"{done.region}: as it was on {done.made_at:%Y-%m-%d at %H:%M} UTC")
    if done.before:
        typer.echo(f"what was there until now: {done.before}")


def doctor(as_json: Json = False) -> int:
    """Look at everything this instance rests on.

    Files, database, disk, kept pages, search index, registers, worker, mail, people, settings; changes nothing.
    """
    from kapstok.cli import telling
    from kapstok.upkeep.findings import Health, examine_what_does_not_start

    try:
        folder = ready.database()
    except FileFaults:
        raise
    except KapstokError as error:
        found = examine_what_does_not_start(ready.folder(), error)
    else:
        from kapstok.upkeep.doctor import examine

        found = examine(folder)
    if as_json:
        typer.echo(json.dumps({"findings": [one.as_json() for one in found]}, ensure_ascii=False))
    else:
        telling.findings([one.as_json() for one in found])
    return 1 if any(one.health is Health.ILL for one in found) else 0
