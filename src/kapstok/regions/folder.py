# SPDX-License-Identifier: EUPL-1.2
"""The region folder: everything one region decides, and under `var/` what the program makes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from kapstok.core import toml_files
from kapstok.core.errors import Fault, FileFaults, KapstokError
from kapstok.regions.region_file import Region

# What a copy of a region takes along; `var/` stays behind, whatever else lies there is not ours.
_CARRIED = ("region.toml", "registers", "covenants", "instruments", "categories.toml", "theme.css", "pages")


# Lies in a folder that is not a region yet; its last act is to become region.toml.
_UNFINISHED = ".kapstok-init"


class FolderInUse(KapstokError):
    """The folder that a new region should get already holds one, or other files."""


@dataclass(frozen=True)
class RegionFolder:
    """One region's folder; paths are there whether or not the files are."""

    path: Path

    @classmethod
    def current(cls) -> RegionFolder:
        """The folder that this process works for (`--home` or KAPSTOK_HOME)."""
        from django.conf import settings

        return cls(Path(settings.KAPSTOK_HOME))

    @property
    def file(self) -> Path:
        return self.path / "region.toml"

    @property
    def registers(self) -> Path:
        return self.path / "registers"

    @property
    def theme(self) -> Path:
        return self.path / "theme.css"

    @property
    def var(self) -> Path:
        """Where the program keeps what it makes; made when it is not there."""
        var = self.path / "var"
        var.mkdir(parents=True, exist_ok=True)
        return var

    def files(self) -> Iterator[Path]:
        """Every file with which this region can be made again elsewhere; what else lies in the folder is not ours."""
        for name in _CARRIED:
            carried = self.path / name
            found = sorted(carried.rglob("*")) if carried.is_dir() else [carried]
            yield from (file for file in found if file.is_file())

    def region(self) -> Region:
        """What `region.toml` says now. Raises `FileFaults`."""
        try:
            changed = self.file.stat().st_mtime_ns
        except OSError:
            raise FileFaults(
                [Fault(str(self.file), "", "not there: is this a region folder? (kapstok init makes one)")]
            ) from None
        return _read(self.file, changed)


# Pages ask for the region at every request: read again only when the file has changed.
@lru_cache(maxsize=8)
def _read(file: Path, changed: int) -> Region:
    return toml_files.read(file, Region)


def make(target: Path, source: Path | None = None) -> RegionFolder:
    """A new region folder at `target`, from the bundled region or from another region's folder.

    Killed and called again it begins anew. Raises `FolderInUse` when `target` holds anything else, `FileFaults` when
    `source` is not a region that can be read.
    """
    if not _is_free(target):
        raise FolderInUse(f"{target}: already there and not empty")
    if source is not None:
        _copy(source, target)
    else:
        with as_file(files(__package__) / "bundled" / "oost") as bundled:
            _copy(bundled, target)
    return RegionFolder(target)


def _is_free(target: Path) -> bool:
    if not target.is_dir():
        return not target.exists()
    unfinished = (target / _UNFINISHED).exists() and not RegionFolder(target).file.exists()
    return unfinished or not any(target.iterdir())


def _copy(source: Path, target: Path) -> None:
    RegionFolder(source).region()
    target.mkdir(parents=True, exist_ok=True)
    unfinished = target / _UNFINISHED
    unfinished.touch()
    first, *others = _CARRIED
    for name in others:
        origin = source / name
        if origin.is_dir():
            shutil.copytree(origin, target / name, dirs_exist_ok=True)
        elif origin.exists():
            shutil.copyfile(origin, target / name)
    # region.toml makes it a region, so that comes last, and in one step.
    shutil.copyfile(source / first, unfinished)
    unfinished.replace(target / first)
