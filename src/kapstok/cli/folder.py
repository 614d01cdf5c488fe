# SPDX-License-Identifier: EUPL-1.2
"""`init` and `check`: making a region folder, and reading every file of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kapstok.cli import ready
from kapstok.cli.options import Json
from kapstok.core.errors import Fault, FileFaults

if TYPE_CHECKING:
    from kapstok.regions.folder import RegionFolder


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FOLDER", help="Another region's folder to begin with.")
    ] = None,
) -> None:
    """Make a new region folder.

    It begins as a copy of the bundled region, or of another region's folder.
    """
    from kapstok.regions.folder import make

    made = make(folder, source)
    typer.echo(
        f"{made.path}: the region {made.region().name}. Next: edit region.toml, then kapstok check --home {made.path}"
    )


def check(as_json: Json = False) -> int:
    """Say all that is wrong in the region's files."""
    folder = ready.folder_unread()
    faults = _faults(folder)
    if as_json:
        typer.echo(json.dumps({"faults": [asdict(fault) for fault in faults]}, ensure_ascii=False))
    for fault in faults:
        typer.echo(str(fault), err=True)
    if not faults and not as_json:
        typer.echo(f"{folder.path}: all files are right")
    return 2 if faults else 0


def _faults(folder: RegionFolder) -> list[Fault]:
    from kapstok.registers.register_file import load_folder
    from kapstok.search.dutch.thesaurus import REGION_FILE, faults_of_region

    faults: list[Fault] = []
    labels: set[str] | None = None
    try:
        labels = set(folder.region().labels)
    except FileFaults as error:
        faults += error.faults
    _, wrong = load_folder(folder.registers, labels)
    return [*faults, *wrong, *faults_of_region(folder.path / REGION_FILE)]
