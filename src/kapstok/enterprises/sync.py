# SPDX-License-Identifier: EUPL-1.2
"""The chain from the registers to what people can find; killed anywhere and run again, it ends the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from kapstok.core.errors import FileFaults, KapstokError
from kapstok.enterprises.enums import FollowingStep
from kapstok.enterprises.finding import index_path
from kapstok.enterprises.following import advance, follow
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.one_at_a_time import AnotherSync, Turn, taken
from kapstok.enterprises.queries import Counts, counted, counted_as_shown, documents, shown_day
from kapstok.regions.folder import RegionFolder
from kapstok.registers import actions as registers
from kapstok.registers.enums import ReadingStep, RunStatus
from kapstok.registers.models import Run
from kapstok.registers.reading import Told
from kapstok.registers.register_file import RegisterFile, load_folder
from kapstok.search import actions as search
from kapstok.search.folder import IndexBusy

# Every step of a sync by its name, in order: first for each register, then for all of them together.
STEPS: Final = (*ReadingStep, *FollowingStep)
# Seconds: a decision of a person is carried out meanwhile, another sync is not done.
_PATIENCE: Final = 1.0
# Seconds: even an index of a whole country is built within these.
_FOLLOWING_TAKES: Final = 600.0


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
    with _reading(folder):
        registers.refuse_early([file.id for file in enabled], day)
        runs = tuple(registers.read_register(file, day, folder, told) for file in enabled)
        reviews = _follow(folder, shown := shown_day(day), told)
    skipped = tuple(Skipped(file.id, "enabled = false in its file") for file in chosen if not file.enabled)
    return _report(folder, runs, skipped, day, shown, reviews)


def sync_one(folder: RegionFolder, file: RegisterFile, day: date, told: Told) -> Run:
    """`sync` of one register by its file as it was loaded, whatever is wrong with the files of others.

    Raises `SyncTooEarly`, `Trouble`, and `AnotherSync`.
    """
    with _reading(folder):
        registers.refuse_early([file.id], day)
        run = registers.read_register(file, day, folder, told)
        _follow(folder, shown_day(day), told)
    return run


def replay(folder: RegionFolder, run: int, day: date, told: Told) -> SyncReport:
    """Parses the bytes that an earlier run kept again, by its register's file as it is now, as a new run for a day.

    Asks no site for anything. Raises as `sync` does, and `UnknownRun`.
    """
    [file] = _chosen(folder, [registers.register_of(run)])
    with _reading(folder):
        again = registers.replay_run(run, file, day, folder, told)
        reviews = _follow(folder, shown := shown_day(day), told)
    return _report(folder, (again,), (), day, shown, reviews)


def accept(
    folder: RegionFolder,
    run: int,
    actor: str,
    why: str = "",
    told: Told = lambda register, step, done, of: None,
) -> Run:
    """Publishes a quarantined run because a person says so, and lets enterprises and the index follow."""
    with _reading(folder):
        accepted = registers.accept_run(run, actor, folder, why=why)
        _follow(folder, shown_day(folder.region().today()), told)
    return accepted


def reject(folder: RegionFolder, run: int, actor: str, why: str = "") -> Run:
    """Drops a quarantined run because a person says so; nothing else changes."""
    with _reading(folder):
        return registers.reject_run(run, actor, why=why)


def catch_up(folder: RegionFolder, day: date) -> None:
    """Lets what pages show follow the calendar, and the index the database; leaves it to whoever does so already."""
    with suppress(AnotherSync, IndexBusy), taken(Turn.FOLLOWING, folder, patience=0):
        advance(day, ListingRules.of(folder.region()))
        search.catch_up(documents, index_path(folder))


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
def alone(folder: RegionFolder) -> Iterator[None]:
    """Nobody reads registers or brings the directory up to date meanwhile. Raises `AnotherSync`."""
    with _reading(folder), taken(Turn.FOLLOWING, folder, _FOLLOWING_TAKES):
        yield


def _reading(folder: RegionFolder) -> AbstractContextManager[None]:
    return taken(Turn.READING, folder, _PATIENCE)


def _follow(folder: RegionFolder, day: date, told: Told) -> int:
    """Lets enterprises and the index follow; who does so already is waited for."""
    with taken(Turn.FOLLOWING, folder, _FOLLOWING_TAKES):
        return follow(folder, day, told)
