# SPDX-License-Identifier: EUPL-1.2
"""A backup of an instance while it serves: its region folder, its database at one moment, every page and photo."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kapstok import __version__
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.regions.folder import RegionFolder
from kapstok.upkeep import databases
from kapstok.upkeep.archive import Manifest, written

# Kept under var/ and not made again by themselves; the search index is built anew from the database.
_KEPT = ("secret-key", "snapshots", "media")


class NoRoomForBackup(KapstokError):
    """The file cannot be written where it was asked for."""


@dataclass(frozen=True)
class BackedUp:
    """A backup that was made: where, of how many files, and how large it is in bytes."""

    file: Path
    files: int
    size: int

    def as_json(self) -> dict[str, object]:
        return {"file": str(self.file), "files": self.files, "bytes": self.size}


def backup(folder: RegionFolder, target: Path) -> BackedUp:
    """Writes a backup to `target`, whole or not at all; the site and the worker go on meanwhile.

    The database is copied first: whatever it knows of, the pages that follow include. Raises `NoRoomForBackup` and
    `DatabaseNotCopied`.
    """
    try:
        files = _write(folder, target)
        return BackedUp(target, files, target.stat().st_size)
    except OSError as error:
        raise NoRoomForBackup(f"{target}: cannot be written: {error.strerror or error}") from None


def _write(folder: RegionFolder, target: Path) -> int:
    count = 0
    with tempfile.TemporaryDirectory(dir=folder.var, prefix=".backup-") as draft, written(target) as archive:
        database = Path(draft) / databases.file_name()
        databases.copy_to(database)
        for name, file in ((database.name, database), *_region(folder), *_var(folder)):
            archive.add(name, file)
            count += 1
        archive.close(_manifest(folder))
    return count


def _manifest(folder: RegionFolder) -> Manifest:
    return Manifest(
        region=folder.region().slug,
        version=__version__,
        made_at=now().isoformat(timespec="seconds"),
        engine=databases.engine(),
        migrations=databases.applied_migrations(),
    )


def _region(folder: RegionFolder) -> Iterator[tuple[str, Path]]:
    for file in folder.files():
        yield f"region/{file.relative_to(folder.path).as_posix()}", file


def _var(folder: RegionFolder) -> Iterator[tuple[str, Path]]:
    var = folder.var
    for name in _KEPT:
        kept = var / name
        found = sorted(kept.rglob("*")) if kept.is_dir() else [kept]
        # A draft is a page or a photo that another process is writing at this moment.
        yield from (
            (f"var/{file.relative_to(var).as_posix()}", file)
            for file in found
            if file.is_file() and not file.name.startswith(".draft-")
        )
