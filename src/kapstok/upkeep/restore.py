# SPDX-License-Identifier: EUPL-1.2
"""Putting a backup back: checked whole before anything is touched, and safe to run again when it was killed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kapstok.core.clock import now
from kapstok.core.errors import FileFaults, KapstokError
from kapstok.regions.folder import RegionFolder
from kapstok.upkeep.archive import Manifest, UnusableBackup, unpacked

_SHORTEST_KEY = 32


class FolderNotWritten(KapstokError):
    """Files of the backup cannot be written in the region folder."""


@dataclass(frozen=True)
class Restored:
    """What was put back: of which region and moment; `before`: what was there until now, if anything.

    That is a backup, or the database itself where it was damaged.
    """

    region: str
    made_at: datetime
    before: Path | None

    def as_json(self) -> dict[str, object]:
        return {
            "region": self.region,
            "made_at": self.made_at.isoformat(),
            "before": str(self.before) if self.before else None,
        }


def restore(path: Path, source: Path, database: Callable[[], RegionFolder]) -> Restored:
    """Makes the instance in the folder `path` what it was when the backup `source` was made.

    `path` may be absent or empty, or an instance, also one that is serving: of that a backup is made first, in its
    var/. `database` starts the program on the folder, its tables up to date. Raises `UnusableBackup` before anything
    has changed, `FolderNotWritten`, `DatabaseNotCopied`, and `AnotherSync` while registers are being read.
    """
    if not source.is_file():
        raise UnusableBackup(f"{source}: not there, or no file")
    new = not (path / "region.toml").exists()
    if new and path.exists() and (not path.is_dir() or any(entry.name != "var" for entry in path.iterdir())):
        raise UnusableBackup(f"{path}: neither empty nor a region folder")
    try:
        (path / "var").mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path / "var", prefix=".restore-") as draft:
            manifest = unpacked(source, Path(draft))
            return _put_back(path, Path(draft), manifest, database, new=new)
    except OSError as error:
        raise FolderNotWritten(f"{path}: cannot be written: {error.strerror or error}") from None


def _put_back(
    path: Path, draft: Path, manifest: Manifest, database: Callable[[], RegionFolder], *, new: bool
) -> Restored:
    from kapstok.upkeep.databases import set_apart_if_damaged

    mark = f"before-restore-{now():%Y%m%dT%H%M%SZ}"
    if new or not _can_be_read(path, mark):
        # The program starts on a region folder, so the region comes first.
        _files(draft, path)
    _set_apart_unusable_key(path / "var", mark)
    damaged = set_apart_if_damaged(path / "var", mark)
    folder = database()
    from kapstok.enterprises import sync

    with sync.alone(folder):
        _fitting(manifest)
        before = damaged if new or damaged else _kept_apart(folder, mark)
        _files(draft, path)
        _database(draft, folder)
    sync.catch_up(folder, folder.region().today())
    return Restored(manifest.region, datetime.fromisoformat(manifest.made_at), before)


def _set_apart_unusable_key(var: Path, mark: str) -> None:
    """A key that is none would keep the program from starting."""
    key = var / "secret-key"
    if key.exists() and len(key.read_bytes().strip()) < _SHORTEST_KEY:
        key.replace(key.with_name(f"secret-key-{mark}"))


def _can_be_read(path: Path, mark: str) -> bool:
    """Whether there is a region to start on. A `region.toml` that cannot be read is kept apart, in var/."""
    folder = RegionFolder(path)
    try:
        folder.region()
    except FileFaults:
        shutil.copyfile(folder.file, folder.var / f"region-{mark}.toml")
        return False
    return True


def _fitting(manifest: Manifest) -> None:
    from kapstok.upkeep import databases

    if manifest.engine != databases.engine():
        raise UnusableBackup(
            f"the backup is of a {manifest.engine} database, this instance has {databases.engine()} (DATABASE_URL)"
        )
    newer = sorted({*manifest.migrations} - databases.known_migrations())
    if newer:
        raise UnusableBackup(
            f"the backup was made by a newer version ({manifest.version}): {newer[0]} is unknown here"
        )


def _kept_apart(folder: RegionFolder, mark: str) -> Path:
    from kapstok.upkeep.backup import backup

    target = folder.var / f"{mark}.tar.zst"
    backup(folder, target)
    return target


def _files(draft: Path, path: Path) -> None:
    """Region and var/ from the draft; each file is there as it was or as it will be, never half."""
    for part, target in ((draft / "region", path), (draft / "var", path / "var")):
        for file in sorted(part.rglob("*")):
            if file.is_file():
                _placed(file, target / file.relative_to(part))


def _placed(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.restored")
    shutil.copyfile(file, fresh)
    fresh.chmod(0o600 if target.name == "secret-key" else 0o644)
    fresh.replace(target)


def _database(draft: Path, folder: RegionFolder) -> None:
    from django.core.management import call_command

    from kapstok.search.actions import begin_epoch
    from kapstok.upkeep import databases

    databases.put_back(draft / databases.file_name())
    call_command("migrate", verbosity=0, interactive=False)
    begin_epoch()
