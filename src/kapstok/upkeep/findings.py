# SPDX-License-Identifier: EUPL-1.2
"""What the doctor says of one thing; and what can be looked at where the program itself cannot start."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kapstok.core.errors import KapstokError
from kapstok.regions.folder import RegionFolder
from kapstok.registers.register_file import load_folder

_LITTLE_ROOM = 1 << 30
_HARDLY_ANY_ROOM = 100 << 20


class Health(StrEnum):
    """How one thing is: as it should be, worth a look, or in need of a person."""

    WELL = "well"
    NOTE = "note"
    ILL = "ill"


@dataclass(frozen=True)
class Finding:
    """What was found of one thing, and what to do about it where it is not well."""

    about: str
    health: Health
    said: str
    todo: str = ""

    def as_json(self) -> dict[str, str]:
        return {"about": self.about, "health": self.health, "said": self.said, "todo": self.todo}


Look = Callable[[RegionFolder], Iterator[Finding]]


def examine_what_does_not_start(folder: RegionFolder, fault: KapstokError) -> list[Finding]:
    """What can be found where the program cannot start, and what keeps it from starting."""
    found = [Finding("start", Health.ILL, " ".join(str(fault).split()))]
    for look in (look_at_files, look_at_disk):
        try:
            found += look(folder)
        except (KapstokError, OSError) as error:
            found.append(Finding("files", Health.ILL, " ".join(str(error).split())))
    return found


def look_at_files(folder: RegionFolder) -> Iterator[Finding]:
    """Whether the files of the region can be used."""
    files, faults = load_folder(folder.registers, folder.region().labels)
    for fault in faults:
        yield Finding("files", Health.ILL, str(fault), "mend the file (kapstok check)")
    enabled = sum(file.enabled for file in files.values())
    if not enabled:
        yield Finding("files", Health.NOTE, "no register is enabled", "set enabled = true in a register file")
    elif not faults:
        yield Finding("files", Health.WELL, f"{len(files)} register files, {enabled} enabled")


def look_at_disk(folder: RegionFolder) -> Iterator[Finding]:
    """Whether there is room for what is still to be read."""
    free = shutil.disk_usage(folder.var).free
    said = f"{free / 1e9:.1f} GB free in {folder.var}"
    if free < _LITTLE_ROOM:
        health = Health.ILL if free < _HARDLY_ANY_ROOM else Health.NOTE
        yield Finding("disk", health, said, "make room: every page that is read is kept")
    else:
        yield Finding("disk", Health.WELL, said)
