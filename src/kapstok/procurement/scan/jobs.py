# SPDX-License-Identifier: EUPL-1.2
"""The life of a list that somebody sends to be scanned: let in, read, asked for, in line, done, gone.

The list is removed the moment there is an answer, or there will be none; the answer an hour later, or at once when its
owner says so. The address of a scan is its only key. A process of its own does the work (`child.py`); it may
outlive the one that began it, and one that dies is seen by whoever looks next. Nothing stands in the audit trail:
what a visitor asks is nobody's business, and nothing here changes what others see.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.utils.crypto import salted_hmac
from filelock import FileLock

from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.enterprises.throttle import network_of
from kapstok.procurement.enums import ScanState
from kapstok.procurement.links import digest, digest_of, new_key
from kapstok.procurement.models import Scan
from kapstok.procurement.scan import child as scan_child
from kapstok.procurement.scan import files as scan_files
from kapstok.procurement.scan.files import ScanFiles, all_files, files_of
from kapstok.regions.folder import RegionFolder

KEPT: Final = timedelta(hours=1)
# An office is often one address, so one caller is several people.
PER_HOUR: Final = 20
OPEN_AT_ONCE: Final = 4
# Whatever the number of callers: what lies here must fit on the disk, and the line must end.
OPEN_IN_ALL: Final = 40
RUNNING_AT_ONCE: Final = 2
_OPEN: Final = (ScanState.ARRIVING, ScanState.CHOOSING, ScanState.WAITING, ScanState.RUNNING)
# Its process was ended from outside, by a limit or with the machine.
STOPPED: Final = "stopped"
_SALT: Final = "kapstok.procurement.scan"
_TURN_TAKES: Final = 20.0  # seconds
_SPARE: Final = 2**30  # bytes of the disk that are left to others
# One list's columns are read at a time in each process that serves pages; others wait so many seconds.
_READING: Final = threading.BoundedSemaphore(1)
_READING_WAITS: Final = 20.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Allowance:
    """How long a list may be, in rows and in bytes."""

    rows: int
    size: int


VISITOR: Final = Allowance(20_000, 20_000_000)
EDITOR: Final = Allowance(1_000_000, 500_000_000)


class TooManyScans(KapstokError):
    """This caller sent enough for now, or all callers together did."""


class NoRoom(KapstokError):
    """There is no room for the list on this machine now."""


class NoSuchScan(KapstokError):
    """There is no scan under this token, or not any more."""


class NotReadable(KapstokError):
    """The list cannot be read; `kind` says why (`fault_of`)."""

    def __init__(self, kind: str):
        self.kind = kind
        super().__init__(f"the list cannot be read: {kind}")


@dataclass(frozen=True)
class Begun:
    """A scan that was let in: its row, its files, and the token that its address carries."""

    scan: Scan
    files: ScanFiles
    token: str


def caller_of(*, network: str = "", person: int | None = None) -> str:
    """Under what one sender is counted: a name that tells nobody who it is without the key of the site."""
    name = f"person:{person}" if person is not None else f"network:{network_of(network)}"
    return salted_hmac(_SALT, name, algorithm="sha256").hexdigest()


def begin(folder: RegionFolder, *, caller: str, allowance: Allowance, size: int) -> Begun:
    """Lets in a list of so many bytes, with a folder to write it to. Raises `TooManyScans`, `NoRoom`.

    What is too old of others is removed first.
    """
    at = now()
    sweep(folder, at)
    mine = Scan.objects.filter(caller=caller)
    still_open = Scan.objects.filter(state__in=_OPEN)
    if (
        mine.filter(made_at__gt=at - KEPT).count() >= PER_HOUR
        or mine.filter(state__in=_OPEN).count() >= OPEN_AT_ONCE
        or still_open.count() >= OPEN_IN_ALL
    ):
        raise TooManyScans("too many lists for now")
    if shutil.disk_usage(folder.var).free < 4 * size + _SPARE:
        raise NoRoom("there is no room for this list now")
    token = new_key()
    scan = Scan.objects.create(
        token_sha256=digest(token), caller=caller, state=ScanState.ARRIVING, most_rows=allowance.rows,
        made_at=at, moved_at=at,
    )  # fmt: skip
    files = files_of(folder.var, scan.token_sha256)
    files.make()
    return Begun(scan, files, token)


def read_columns(begun: Begun) -> None:
    """Reads the columns of the list that has arrived, in a process of its own. Raises `NotReadable`, `TooManyScans`."""
    if not _READING.acquire(timeout=_READING_WAITS):
        raise TooManyScans("too many lists are being read")
    try:
        ended = subprocess.run(  # noqa: S603 - our own program, see _command
            _command("columns", begun.files, str(begun.scan.most_rows)),
            **_QUIET,
            check=False,
            timeout=scan_child.READING.clock + 10,
        )
    except subprocess.TimeoutExpired:
        raise NotReadable(STOPPED) from None
    finally:
        _READING.release()
    if ended.returncode or not begun.files.columns.exists():
        _log_fault(begun.files)
        raise NotReadable(fault_of(begun.files))
    _move(begun.scan, ScanState.CHOOSING)


def give_up(begun: Begun) -> None:
    """Removes a list that did not arrive, or cannot be read; that it was sent still counts."""
    begun.files.remove()
    _move(begun.scan, ScanState.REMOVED)


def find(folder: RegionFolder, token: str) -> tuple[Scan, ScanFiles]:
    """The scan of this token as it is now, after the line moved on. Raises `NoSuchScan`."""
    name = digest_of(token)
    known = Scan.objects.filter(token_sha256=name or "").first()
    if known is None:
        raise NoSuchScan("there is no scan under this token")
    move_on(folder)
    known.refresh_from_db()
    files = files_of(folder.var, known.token_sha256)
    is_old = known.state != ScanState.RUNNING and known.moved_at < now() - KEPT
    if is_old or known.state == ScanState.REMOVED or not files.path.is_dir():
        files.remove()
        raise NoSuchScan("this scan is no longer kept")
    if known.state == ScanState.FAILED:
        _log_fault(files)
    return known, files


def start(folder: RegionFolder, scan: Scan, *, chosen: Mapping[str, int], language: str, site: str) -> None:
    """Puts the scan in line, with the columns (by their role) that are meant; once is enough.

    `site` is where its sender found us, for links.
    """
    files = files_of(folder.var, scan.token_sha256)
    with _turn(folder):
        scan.refresh_from_db()
        if scan.state != ScanState.CHOOSING:
            return
        asked = {
            "chosen": dict(chosen),
            "language": language,
            "site": site,
            "day": folder.region().today().isoformat(),
            "most_rows": scan.most_rows,
            "name": scan_files.read(files.named) or "",
        }
        scan_files.write(files.asked, asked)
        _move(scan, ScanState.WAITING)
    move_on(folder)


def remove(folder: RegionFolder, scan: Scan) -> None:
    """Removes all there is of a scan at once; one that still runs is stopped."""
    files = files_of(folder.var, scan.token_sha256)
    with _turn(folder):
        _stop(files)
        files.remove()
        _move(scan, ScanState.REMOVED)
    move_on(folder)


def place_in_line(scan: Scan) -> int:
    """How many go first, of those who wait."""
    return Scan.objects.filter(state=ScanState.WAITING, pk__lt=scan.pk).count()


def fault_of(files: ScanFiles) -> str:
    """Why there is no answer: a `creditors.Why`, TOO_LARGE or PROGRAM of `scan_child`, or STOPPED."""
    told: dict[str, Any] = scan_files.read(files.fault) or {}
    return str(told.get("kind", STOPPED))


def move_on(folder: RegionFolder) -> None:
    """Sees which scans ended, whatever ended them, and lets those begin that wait and may."""
    if not Scan.objects.filter(state__in=(ScanState.WAITING, ScanState.RUNNING)).exists():
        return
    with _turn(folder):
        for scan in Scan.objects.filter(state=ScanState.RUNNING):
            _settle(files_of(folder.var, scan.token_sha256), scan)
        _begin_waiting(folder)


def sweep(folder: RegionFolder, at: datetime) -> int:
    """Removes what nobody may see any more, files and rows, and gives how many scans that were."""
    move_on(folder)
    old = Scan.objects.filter(moved_at__lt=at - KEPT).exclude(state=ScanState.RUNNING)
    gone = [(scan.token_sha256, scan.state) for scan in old]
    for name, state in gone:
        files = files_of(folder.var, name)
        if state == ScanState.FAILED:
            _log_fault(files)
        files.remove()
    Scan.objects.filter(token_sha256__in=[name for name, _ in gone]).delete()
    known = set(Scan.objects.values_list("token_sha256", flat=True))
    for files in all_files(folder.var):
        if files.path.name not in known and files.touched_at < (at - KEPT).timestamp():
            files.remove()
    return len(gone)


_QUIET: Final[dict[str, Any]] = {
    "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL,
}  # fmt: skip


def _command(what: str, files: ScanFiles, number: str) -> list[str]:
    """Our own program; nothing of a stranger's is among the arguments."""
    return [sys.executable, "-P", "-m", scan_child.__name__, what, str(files.path), number]


def _begin_waiting(folder: RegionFolder) -> None:
    running = [
        scan.caller
        for scan in Scan.objects.filter(state=ScanState.RUNNING)
        if files_of(folder.var, scan.token_sha256).path.is_dir()
    ]
    for scan in Scan.objects.filter(state=ScanState.WAITING):
        if len(running) >= RUNNING_AT_ONCE:
            return
        files = files_of(folder.var, scan.token_sha256)
        if scan.caller not in running and files.path.is_dir():
            _launch(folder, files)
            _move(scan, ScanState.RUNNING)
            running.append(scan.caller)


def _launch(folder: RegionFolder, files: ScanFiles) -> None:
    """Begins the work in a process that holds the lock of the scan until it ends, and outlives this one."""
    lock = files.take()
    if lock is None:
        return
    try:
        child = subprocess.Popen(  # noqa: S603 - our own program, see _command
            _command("scan", files, str(lock)),
            **_QUIET,
            env={**os.environ, "KAPSTOK_HOME": str(folder.path)},
            start_new_session=True,
            pass_fds=[lock],
        )
    finally:
        os.close(lock)
    scan_files.write(files.process, child.pid)
    # Somebody has to ask how it ended, or the kernel keeps it in its books.
    threading.Thread(target=child.wait, name="scan", daemon=True).start()


def _settle(files: ScanFiles, scan: Scan) -> None:
    """Writes how a scan ended, if it did; one of another machine is that machine's."""
    if files.is_worked_on or not files.path.is_dir():
        return
    files.upload.unlink(missing_ok=True)
    if files.report.exists():
        ended = datetime.fromtimestamp(files.report.stat().st_mtime, UTC)
        _move(scan, ScanState.DONE, ended)
        return
    _move(scan, ScanState.FAILED)


def _log_fault(files: ScanFiles) -> None:
    """A fault of ours goes to the log, once; a list that is no list is its sender's news.

    Only where somebody reads what is logged: not in the process of a scan, which says nothing at all.
    """
    told: dict[str, Any] = scan_files.read(files.fault) or {"kind": STOPPED}
    if told["kind"] in (scan_child.PROGRAM, STOPPED) and files.path.is_dir() and not files.logged.exists():
        files.logged.touch()
        _log.error("a scan failed: %s", told.get("where", "its process was ended"))


def _stop(files: ScanFiles) -> None:
    pid = scan_files.read(files.process)
    # While its lock is held the number is that of no other process.
    if isinstance(pid, int) and files.is_worked_on:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


def _move(scan: Scan, state: ScanState, at: datetime | None = None) -> None:
    scan.state, scan.moved_at = state, at or now()
    scan.save(update_fields=["state", "moved_at"])


@contextmanager
def _turn(folder: RegionFolder) -> Iterator[None]:
    """One process of this machine at a time looks after the line."""
    with FileLock(folder.var / "scans.lock", timeout=_TURN_TAKES):
        yield
