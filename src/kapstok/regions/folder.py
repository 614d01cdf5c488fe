# SPDX-License-Identifier: EUPL-1.2
"""The region folder: everything one region decides, and under `var/` what the program makes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from kapstok.core import toml_files
from kapstok.core.errors import Fault, FileFaults, KapstokError
from kapstok.regions.region_file import Region

# What a copy of a region takes along; `var/` stays behind, whatever else lies there is not ours.
_CARRIED = ("region.toml", "registers", "covenants", "instruments", "categories.toml", "theme.css", "pages")


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

    Raises `FolderInUse` when `target` holds anything, `FileFaults` when `source` is not a region that can be read.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FolderInUse(f"{target}: already there and not empty")
    if source is not None:
        _copy(source, target)
    else:
        with as_file(files(__package__) / "bundled" / "oost") as bundled:
            _copy(bundled, target)
    return RegionFolder(target)


def _copy(source: Path, target: Path) -> None:
    RegionFolder(source).region()
    target.mkdir(parents=True, exist_ok=True)
    for name in _CARRIED:
        origin = source / name
        if origin.is_dir():
            shutil.copytree(origin, target / name)
        elif origin.exists():
            shutil.copyfile(origin, target / name)
