# SPDX-License-Identifier: EUPL-1.2
"""The chain from the registers to what people can find; killed anywhere and run again, it ends the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from kapstok.core.errors import FileFaults, KapstokError
from kapstok.enterprises.enums import FollowingStep
from kapstok.enterprises.finding import index_path
from kapstok.enterprises.following import advance, follow, follow_words, is_level
from kapstok.enterprises.following import records as entry_records
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.one_at_a_time import AnotherSync, Turn, taken
from kapstok.enterprises.queries import Counts, counted, counted_as_shown, documents, shown_day
from kapstok.regions.folder import RegionFolder
from kapstok.registers import actions as registers
from kapstok.registers.enums import ReadingStep, RunStatus
from kapstok.registers.models import Run
from kapstok.registers.queries import entry_histories
from kapstok.registers.reading import Told
from kapstok.registers.register_file import RegisterFile, load_folder
from kapstok.resolution import deciding, estimating
from kapstok.resolution.deciding import Word
from kapstok.resolution.models import Fitted, Judgement
from kapstok.search import actions as search
from kapstok.search.folder import IndexBusy
from kapstok.search.vocabulary import chain_of

# Every step of a sync by its name, in order: first for each register, then for all of them together.
STEPS: Final = (*ReadingStep, *FollowingStep)
# Seconds: a decision of a person is carried out meanwhile, another sync is not done.
_PATIENCE: Final = 1.0
# Seconds: somebody who judges one pair after the other waits no longer for the directory.
_PERSON_WAITS: Final = 5.0
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


@dataclass(frozen=True)
class Spoken:
    """A person's word on a pair of entries, and whether the directory shows what follows from it already."""

    said: Judgement
    followed: bool


def decide(
    folder: RegionFolder, pair: int, verdict: Word, actor: str, why: str = "", after: int | None = None
) -> Spoken:
    """Says whether two entries are one company, and lets enterprises and the index follow.

    The word counts once this returns, whatever comes after it. Raises as `resolution.deciding.decide` does.
    """
    return _spoken(
        folder, lambda: deciding.decide(pair=pair, verdict=verdict, actor=actor, note=why, after=after)
    )


def undo(folder: RegionFolder, pair: int, actor: str, why: str = "", after: int | None = None) -> Spoken:
    """Takes back what people said of two entries, and lets enterprises and the index follow.

    Raises as `resolution.deciding.withdraw` does.
    """
    return _spoken(folder, lambda: deciding.withdraw(pair=pair, actor=actor, note=why, after=after))


def catch_up(folder: RegionFolder, day: date) -> None:
    """Lets what pages show follow the calendar, and the index the database; leaves it to whoever does so already."""
    with suppress(AnotherSync, IndexBusy), taken(Turn.FOLLOWING, folder, patience=0):
        advance(day, ListingRules.of(folder.region()))
        search.catch_up(documents, index_path(folder), chain=chain_of(folder))


def refit(folder: RegionFolder, actor: str, told: Told) -> Fitted:
    """Estimates the weights of resolution anew from the region's own entries, and judges every pair by them.

    Raises `resolution.estimating.TooFewEntries` and `AnotherSync`.
    """
    with alone(folder):
        fitted = estimating.refit(records=entry_records(entry_histories()), actor=actor)
        follow(folder, shown_day(folder.region().today()), told)
    return fitted


def _spoken(folder: RegionFolder, say: Callable[[], Judgement]) -> Spoken:
    """A sync that is reading is not waited for: at its end it brings about what was said, with what it read.

    So whoever says something never has to score pairs: nothing was published since the directory last followed.
    """
    day = shown_day(folder.region().today())
    with ExitStack() as turns:
        try:
            turns.enter_context(taken(Turn.READING, folder, patience=0))
            turns.enter_context(taken(Turn.FOLLOWING, folder, _PERSON_WAITS))
        except AnotherSync:
            return Spoken(say(), followed=False)
        was_level, said = is_level(folder, day), say()
        if was_level:
            follow_words(folder, day)
        else:
            follow(folder, day, lambda register, step, done, of: None)
    return Spoken(said, followed=True)


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
