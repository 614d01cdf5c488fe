# SPDX-License-Identifier: EUPL-1.2
"""Where the files of one scan are, for as long as it lasts, and whether somebody is working on them.

Everything that is in a list stands in these files and nowhere else: one folder for each scan, under `var/scans`, for
the program's own account only. Whoever works on a scan holds its lock, which the kernel lets go of when that process
ends, however it ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = "scans"
_OURS_ONLY: Final = 0o700
_OURS_ONLY_FILE: Final = 0o600


@dataclass(frozen=True)
class ScanFiles:
    """The folder of one scan; paths are there whether or not the files are."""

    path: Path

    @property
    def upload(self) -> Path:
        """The list as it came; the first thing to go."""
        return self.path / "upload"

    @property
    def named(self) -> Path:
        """What its sender calls it."""
        return self.path / "name.json"

    @property
    def work(self) -> Path:
        """A folder for what a scan needs on disk meanwhile."""
        return self.path / "work"

    @property
    def columns(self) -> Path:
        """What its columns are (JSON of `child.read_columns`)."""
        return self.path / "columns.json"

    @property
    def asked(self) -> Path:
        """How the scan was asked for (JSON of `scan_jobs.start`)."""
        return self.path / "asked.json"

    @property
    def progress(self) -> Path:
        return self.path / "progress.json"

    @property
    def workbook(self) -> Path:
        """The answer as XLSX."""
        return self.path / "answer.xlsx"

    @property
    def report(self) -> Path:
        """The answer in figures; the last file that a scan writes."""
        return self.path / "report.json"

    @property
    def fault(self) -> Path:
        """Why there is no answer."""
        return self.path / "fault.json"

    @property
    def logged(self) -> Path:
        """There when the log has that fault."""
        return self.path / "logged"

    @property
    def process(self) -> Path:
        """The number of the process that works on it."""
        return self.path / "process.json"

    @property
    def _lock(self) -> Path:
        return self.path / "lock"

    def make(self) -> None:
        """Makes the folder, which nobody else may look into."""
        self.path.parent.mkdir(mode=_OURS_ONLY, exist_ok=True)
        self.path.mkdir(mode=_OURS_ONLY)

    def remove(self) -> None:
        """Removes all there is of this scan; what is not there is no error."""
        shutil.rmtree(self.path, ignore_errors=True)

    def open_upload(self) -> int:
        """The file descriptor of a new file for the list."""
        return os.open(self.upload, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _OURS_ONLY_FILE)

    def take(self) -> int | None:
        """The lock as an open file descriptor, held until it is closed everywhere; None where another has it."""
        try:
            held = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OURS_ONLY_FILE)
        except FileNotFoundError:  # the folder is gone
            return None
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            return None
        return held

    @property
    def is_worked_on(self) -> bool:
        held = self.take()
        if held is None:
            return self.path.is_dir()
        os.close(held)
        return False

    @property
    def touched_at(self) -> float:
        """When anything here was last written (seconds since the epoch); now, where it is gone."""
        with suppress(OSError):
            return max(path.stat().st_mtime for path in (self.path, *self.path.iterdir()))
        return time.time()


def files_of(var: Path, name: str) -> ScanFiles:
    """The files of the scan that is kept under this name."""
    return ScanFiles(var / _FOLDER / name)


def all_files(var: Path) -> Iterator[ScanFiles]:
    """The files of every scan of this machine."""
    folder = var / _FOLDER
    if folder.is_dir():
        yield from (ScanFiles(path) for path in sorted(folder.iterdir()) if path.is_dir())


def write(file: Path, told: Any) -> None:
    """Writes JSON in one step: who reads it reads all of it, or what was there before."""
    draft = file.with_name(f".{file.name}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OURS_ONLY_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as text:
        json.dump(told, text, ensure_ascii=False)
    draft.replace(file)


def read(file: Path) -> Any:
    """What was written there; None where nothing was."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
