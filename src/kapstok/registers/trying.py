# SPDX-License-Identifier: EUPL-1.2
"""A look at what a register file would read, leaving no trace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kapstok.core.fetching import Patience
from kapstok.regions.folder import RegionFolder
from kapstok.registers import guard
from kapstok.registers.blobs import Memory
from kapstok.registers.differences import difference, summary, summary_before
from kapstok.registers.kept import KeptRow
from kapstok.registers.pages import Live
from kapstok.registers.queries import last_published, standing
from kapstok.registers.reading import Earlier, Told, read
from kapstok.registers.register_file import RegisterFile, load
from kapstok.registers.shapes import Issue


@dataclass(frozen=True)
class Tried:
    """What a register file reads now, and what the guard would say of it."""

    register: str
    pages: int
    rows: tuple[KeptRow, ...]
    issues: tuple[Issue, ...]
    faults: tuple[guard.GuardFault, ...]

    def as_json(self) -> dict[str, object]:
        """Everything, for a program."""
        return {
            "register": self.register,
            "pages": self.pages,
            "seen": len(self.rows),
            "rows": [
                {"key": row.key, "values": dict(row.values), "unreadable": dict(row.unreadable)}
                for row in self.rows
            ],
            "issues": [vars(issue) for issue in self.issues],
            "believed": not self.faults,
            "faults": [{**vars(fault), "numbers": dict(fault.numbers)} for fault in self.faults],
        }


def try_file(
    path: Path,
    folder: RegionFolder,
    told: Told = lambda register, phase, done, of: None,
    *,
    patience: Patience | None = None,
) -> Tried:
    """Reads the register that the file at `path` describes, as `try_register` does. Raises `FileFaults`."""
    return try_register(load(path), folder, told, patience=patience)


def try_register(
    file: RegisterFile,
    folder: RegionFolder,
    told: Told = lambda register, phase, done, of: None,
    *,
    patience: Patience | None = None,
) -> Tried:
    """Reads the register that `file` describes; keeps and publishes nothing.

    The guard compares with the register's last published run where there is one.
    """
    before, stands = last_published(file.id), standing(file.id)
    with Live.of(file, folder.region().email, patience) as source:
        reading = read(file, source, Memory(), Earlier(entries=stands.facts), told)
    change = difference(reading.rows, stands)
    earlier = summary_before(stands, before.filled) if before else None
    verdict = guard.judge(summary(reading, change), earlier, file.guard)
    return Tried(file.id, len(reading.pages), reading.rows, reading.issues, verdict.faults)
