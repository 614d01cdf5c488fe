# SPDX-License-Identifier: EUPL-1.2
"""The region folder of a demo: the bundled region with one label more, and register files that lead to its sites."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

from kapstok.core.errors import KapstokError
from kapstok.regions.folder import RegionFolder, make

# Lies in var/, so that a region made from this folder is not taken for a demo.
_MARK: Final = "this-is-a-demo"


class NotADemo(KapstokError):
    """The folder or the database holds something else than a demo, which a demo would spoil."""


def prepare(path: Path) -> RegionFolder:
    """A folder in which a demo can begin: a new one, or an earlier demo's with all that it made thrown away.

    Raises `NotADemo` for a folder that holds anything else, which is then left as it is.
    """
    folder = RegionFolder(path)
    if (path / "var" / _MARK).is_file():
        shutil.rmtree(folder.var)
    elif path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise NotADemo(
            f"{path}: holds something else than a demo; name a folder that is empty or not there yet"
        )
    else:
        make(path)
    _add_labels(folder)
    (folder.var / _MARK).touch()
    return folder


def _add_labels(folder: RegionFolder) -> None:
    """The label that only the demo has, unless it (or someone's own version of it) is there already."""
    added = (files(__package__) / "tables" / "labels.toml").read_text(encoding="utf-8")
    text = folder.file.read_text(encoding="utf-8")
    if "[labels.bcorp]" not in text:
        folder.file.write_text(f"{text.rstrip()}\n\n{added}", encoding="utf-8")


def point_at(folder: RegionFolder, addresses: Mapping[str, str]) -> None:
    """Writes the register files of the demo into the folder, with the addresses at which its sites answer."""
    for file in (files(__package__) / "registers").iterdir():
        text = file.read_text(encoding="utf-8")
        for site, address in addresses.items():
            text = text.replace(f"{{{site}}}", address)
        (folder.registers / file.name).write_text(text, encoding="utf-8")
