# SPDX-License-Identifier: EUPL-1.2
"""The chain from the registers to what people can find; killed anywhere and run again, it ends the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from filelock import FileLock, Timeout

from kapstok.core.errors import FileFaults, KapstokError, NeedsPerson
from kapstok.enterprises.actions import assemble, refresh
from kapstok.enterprises.finding import index_path
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.locating import entry_location
from kapstok.enterprises.queries import Counts, counted, counted_as_shown, documents
from kapstok.regions.folder import RegionFolder
from kapstok.registers import actions as registers
from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Run
from kapstok.registers.queries import entry_histories, register_domains
from kapstok.registers.reading import Told
from kapstok.registers.register_file import RegisterFile, load_folder
from kapstok.resolution.actions import resolve
from kapstok.resolution.records import record
from kapstok.search import actions as search

# Seconds in which a site that follows the calendar is done: so long a sync waits before it takes it for another one.
_CATCHING_UP = 2.0


class AnotherSync(NeedsPerson):
    """The registers are being read by another process; that one finishes, this one stops."""


class UnknownRegister(KapstokError):
    """No register file has the id that was asked for."""


@dataclass(frozen=True)
class Skipped:
    """A register that was not read, and why."""

    register: str
    reason: str


@dataclass(frozen=True)
class SyncReport:
    """What one sync did (docs/commands.md): its runs, the registers it left out, and what there is now."""

    runs: tuple[Run, ...]
    skipped: tuple[Skipped, ...]
    enterprises: Counts
    reviews: int

    @property
    def needs_person(self) -> bool:
        """Whether one of these runs was not published."""
        return any(run.status != RunStatus.PUBLISHED for run in self.runs)

    def as_json(self) -> dict[str, Any]:
        return {
            "runs": [run.as_json() for run in self.runs],
            "skipped": [{"register": left.register, "reason": left.reason} for left in self.skipped],
            "enterprises": asdict(self.enterprises),
            "reviews": self.reviews,
        }


def sync(folder: RegionFolder, only: Sequence[str] | None, day: date, told: Told) -> SyncReport:
    """Reads the registers (or `only` those) for a day, and brings enterprises and the search index in line.

    A register that fails or is quarantined stands in the report and stops nothing. Raises `FileFaults` and
    `UnknownRegister` before anything is read, `SyncTooEarly`, and `AnotherSync`.
    """
    chosen = _chosen(folder, only)
    enabled = [file for file in chosen if file.enabled]
    with _alone(folder):
        registers.refuse_early([file.id for file in enabled], day)
        runs = tuple(registers.read_register(file, day, folder, told) for file in enabled)
        reviews = _follow(folder, shown := _shown_day(day))
    skipped = tuple(Skipped(file.id, "enabled = false in its file") for file in chosen if not file.enabled)
    return _report(folder, runs, skipped, day, shown, reviews)


def replay(folder: RegionFolder, run: int, day: date, told: Told) -> SyncReport:
    """Parses the bytes that an earlier run kept again, by its register's file as it is now, as a new run for a day.

    Asks no site for anything. Raises as `sync` does, and `UnknownRun`.
    """
    [file] = _chosen(folder, [registers.register_of(run)])
    with _alone(folder):
        again = registers.replay_run(run, file, day, folder, told)
        reviews = _follow(folder, shown := _shown_day(day))
    return _report(folder, (again,), (), day, shown, reviews)


def accept(folder: RegionFolder, run: int, actor: str) -> Run:
    """Publishes a quarantined run because a person says so, and lets enterprises and the index follow."""
    with _alone(folder):
        accepted = registers.accept_run(run, actor, folder)
        _follow(folder, _shown_day(folder.region().today()))
    return accepted


def reject(folder: RegionFolder, run: int, actor: str) -> Run:
    """Drops a quarantined run because a person says so; nothing else changes."""
    with _alone(folder):
        return registers.reject_run(run, actor)


def catch_up(folder: RegionFolder, day: date) -> None:
    """Lets what pages show follow the calendar, and the index the database; leaves it to a sync that is running."""
    try:
        with _alone(folder, patience=0):
            refresh(day, ListingRules.of(folder.region()))
            search.catch_up(documents, index_path(folder))
    except NeedsPerson:
        return


def _report(
    folder: RegionFolder,
    runs: tuple[Run, ...],
    skipped: tuple[Skipped, ...],
    day: date,
    shown: date,
    reviews: int,
) -> SyncReport:
    counts = counted_as_shown() if shown == day else counted(day, ListingRules.of(folder.region()))
    return SyncReport(runs, skipped, counts, reviews)


def _chosen(folder: RegionFolder, only: Sequence[str] | None) -> list[RegisterFile]:
    files, faults = load_folder(folder.registers, folder.region().labels)
    if faults:
        raise FileFaults(faults)
    if not only:
        return list(files.values())
    unknown = [register for register in only if register not in files]
    if unknown:
        raise UnknownRegister(
            f"no register file with id {', '.join(map(repr, unknown))} in {folder.registers}"
        )
    return [files[register] for register in dict.fromkeys(only)]


@contextmanager
def _alone(folder: RegionFolder, patience: float = _CATCHING_UP) -> Iterator[None]:
    """One at a time; the kernel lets go of the lock of a process that was killed."""
    try:
        lock = FileLock(folder.var / "sync.lock").acquire(timeout=patience)
    except Timeout:
        raise AnotherSync("another sync is running") from None
    with lock:
        yield


def _shown_day(day: date) -> date:
    """What pages show never goes back to before what any register last told."""
    last = Run.objects.filter(status=RunStatus.PUBLISHED).aggregate(last=Max("day"))["last"]
    return max(day, last or day)


def _follow(folder: RegionFolder, day: date) -> int:
    """Resolves, assembles and indexes what is published; gives the number of pairs that wait for a person."""
    theirs = register_domains()
    resolution = resolve(
        record(
            entry=history.entry,
            register=history.register,
            values=values,
            location=entry_location(values),
            others=theirs,
        )
        for history in entry_histories()
        for values in [history.versions[-1].values]
    )
    assemble(day, ListingRules.of(folder.region()))
    search.catch_up(documents, index_path(folder))
    return resolution.open_reviews
