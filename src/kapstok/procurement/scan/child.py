# SPDX-License-Identifier: EUPL-1.2
"""What reads a stranger's list: a process of its own, with limits, so that no file can hurt the one that serves pages.

`python -m kapstok.procurement.scan.child columns FOLDER MOST` reads the columns of a list of at most so many rows;
`scan FOLDER LOCK` makes the whole answer. FOLDER holds the list and everything that is made of it (`scan_files.py`);
LOCK is the file descriptor that shows that somebody works on it. Nothing is ever said on standard output or error: a
fault stands in FOLDER, and of a fault of the program only its kind and where it came up, since its text may quote the
list.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kapstok.procurement.scan import files as scan_files
from kapstok.procurement.scan.files import ScanFiles

if TYPE_CHECKING:
    from kapstok.procurement.creditors import CreditorList

_GIB: Final = 2**30
_NICER: Final = 10
_TOLD_EVERY: Final = 0.5  # seconds
# A list that may be longer is not read twice.
_COUNTED_AT_ONCE: Final = 50_000
# What a fault can be, beside why a list is unreadable (creditors.Why): more than the limits, or a fault of the program.
TOO_LARGE: Final = "limits"
PROGRAM: Final = "program"


@dataclass(frozen=True)
class Limits:
    """What a child may take: seconds of a processor and by the clock, bytes of memory and of one file."""

    processor: int
    clock: int
    memory: int
    file: int


READING: Final = Limits(processor=60, clock=90, memory=2 * _GIB, file=_GIB)
# A million rows take a few minutes of two processors and up to 4 GB; DuckDB asks for more than it uses.
SCANNING: Final = Limits(processor=3_000, clock=1_800, memory=6 * _GIB, file=16 * _GIB)


def confine(limits: Limits) -> None:
    """From here on this process takes no more than that, and lets others go first."""
    os.umask(0o077)
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_DATA, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file),
    ):
        hard = resource.getrlimit(what)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))
    signal.alarm(limits.clock)
    with suppress(OSError):  # a machine may forbid it; it is a courtesy
        os.nice(_NICER)


def read_columns(files: ScanFiles, most_rows: int) -> None:
    """Writes which columns the list has, what each seems to be, and how many rows, where that is soon known."""
    listed, recognised = _opened(files.upload, most_rows)
    count = sum(1 for _ in listed.rows()) if most_rows <= _COUNTED_AT_ONCE else None
    scan_files.write(
        files.columns,
        {
            "kind": listed.kind,
            "rows": count,
            "columns": [
                {
                    "index": column.index,
                    "header": column.header,
                    "role": column.role if recognised else None,
                    "samples": list(column.samples),
                }
                for column in listed.columns
            ],
        },
    )


def _opened(path: Path, most_rows: int) -> tuple[CreditorList, bool]:
    """The list, and whether a column was recognised; where none was, a person may still know which is which."""
    from kapstok.procurement.creditors import Role, UnreadableList, Why, open_list

    try:
        return open_list(path, most_rows=most_rows), True
    except UnreadableList as error:
        if error.why != Why.NO_COLUMN:
            raise
        return open_list(path, most_rows=most_rows, chosen={Role.NAME: 0}), False


def scan(files: ScanFiles) -> None:
    """Writes the answer: the workbook first, then its figures."""
    import django

    django.setup()
    from django.conf import settings

    from kapstok.procurement.creditors import Role
    from kapstok.procurement.scan.scanning import scan as scanned
    from kapstok.regions.folder import RegionFolder

    asked: dict[str, Any] = scan_files.read(files.asked)
    # The workbook's links lead to where its reader found this site, where nobody said what it is called.
    settings.SITE_ADDRESS = settings.SITE_ADDRESS or asked["site"]
    files.work.mkdir(mode=0o700)
    report = scanned(
        RegionFolder.current(),
        files.upload,
        files.workbook,
        day=date.fromisoformat(asked["day"]),
        chosen={Role(role): index for role, index in asked["chosen"].items()},
        most_rows=asked["most_rows"],
        language=asked["language"],
        told=_Telling(files),
        work=files.work,
        shown=asked["name"],
    ).as_json()
    # Which supplier is which stands in the workbook; a page shows figures.
    sure = [match["confidence"] for match in report.pop("matches")]
    scan_files.write(files.report, report | {"expected_right": sum(sure) / len(sure) if sure else None})


class _Telling:
    """Writes how far a scan is, a few times a second at most: whoever waits looks no oftener."""

    def __init__(self, files: ScanFiles):
        self._files = files
        self._told, self._step = 0.0, ""

    def __call__(self, step: str, done: int, total: int | None = None) -> None:
        if step == self._step and time.monotonic() - self._told < _TOLD_EVERY:
            return
        self._told, self._step = time.monotonic(), step
        scan_files.write(self._files.progress, {"step": step, "done": done, "total": total})


def attempt(work: Callable[[ScanFiles], None], files: ScanFiles) -> bool:
    """Does the work, or writes why it could not be done; tells which."""
    from kapstok.procurement.creditors import UnreadableList

    try:
        work(files)
    except UnreadableList as error:
        scan_files.write(files.fault, {"kind": error.why})
    except MemoryError:
        scan_files.write(files.fault, {"kind": TOO_LARGE})
    except Exception as error:  # noqa: BLE001 - whoever waits must learn that it failed, whatever it was
        scan_files.write(files.fault, {"kind": PROGRAM, "where": _where(error)})
    else:
        return True
    return False


def _where(error: Exception) -> str:
    """The kind of a fault and the line of ours where it came up; never its text."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}kapstok{os.sep}" in frame.filename]
    last = (ours or frames)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def _answer(files: ScanFiles, lock: int) -> int:
    """The whole scan; the list is gone when it ends, and whoever waits for this one's place gets it."""
    confine(SCANNING)
    try:
        well = attempt(scan, files)
    finally:
        files.upload.unlink(missing_ok=True)
        shutil.rmtree(files.work, ignore_errors=True)
        os.close(lock)
    with suppress(Exception):  # whoever waits looks again, and then the next one begins too
        _let_the_next_begin()
    return 0 if well else 1


def _let_the_next_begin() -> None:
    from kapstok.procurement.scan.jobs import move_on
    from kapstok.regions.folder import RegionFolder

    move_on(RegionFolder.current())


def main(arguments: list[str]) -> int:
    """What the command line asks for; exit 0 when there is an answer."""
    what, folder, number = arguments
    files = ScanFiles(Path(folder))
    if what == "columns":
        confine(READING)
        return 0 if attempt(lambda of: read_columns(of, int(number)), files) else 1
    return _answer(files, int(number))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
