# SPDX-License-Identifier: EUPL-1.2
"""Reading a register into a run, and what becomes of it: published, quarantined or failed; accepted or rejected."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from django.db import DatabaseError, transaction

from kapstok import __version__
from kapstok.core import actions as audit
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.fetching import Patience
from kapstok.core.trouble import trouble
from kapstok.regions.folder import RegionFolder
from kapstok.regions.region_file import Region
from kapstok.registers import guard, kept
from kapstok.registers.blobs import Blobs
from kapstok.registers.differences import Difference, Standing, difference, summary, summary_before
from kapstok.registers.enums import ACCEPT, REJECT, ReadingStep, RunStatus
from kapstok.registers.file_parts import Guard
from kapstok.registers.models import Register, Run
from kapstok.registers.notifying import tell_of_quarantine
from kapstok.registers.pages import Live, PageRecord, Replay, Source
from kapstok.registers.publishing import issues_as_json, keep_pages, publish, storable
from kapstok.registers.queries import last_published, page_records, rows_of, snapshots, standing
from kapstok.registers.reading import Earlier, Reading, Told, nothing_new, read
from kapstok.registers.register_file import RegisterFile

_log = logging.getLogger(__name__)

# What of a register file does not change what is read from a page.
_NOT_OF_READING = {"name", "label", "homepage", "enabled", "every", "delay", "guard"}


class SyncTooEarly(KapstokError):
    """The day lies before one for which the register has been published."""


class UnknownRun(KapstokError):
    """There is no run of this number."""


class RunDecided(KapstokError):
    """The run is not one about which a person can still decide this."""


def describe(file: RegisterFile) -> Register:
    """The register as its file describes it now."""
    told = {"name": file.name, "label": file.label, "homepage": file.homepage or ""}
    register, _made = Register.objects.update_or_create(id=file.id, defaults=told)
    return register


def refuse_early(registers: Iterable[str], day: date) -> None:
    """Raises `SyncTooEarly` when one of the registers (ids) has been published for a later day."""
    for register in registers:
        last = last_published(register)
        if last is not None and last.day > day:
            raise SyncTooEarly(f"{register}: published for {last.day}, so not for {day} any more")


def read_register(
    file: RegisterFile,
    day: date,
    folder: RegionFolder,
    told: Told = lambda register, phase, done, of: None,
    *,
    patience: Patience | None = None,
) -> Run:
    """Reads a register from its site for `day` and publishes what was read, if the guard believes it.

    Whatever is wrong with the register ends in the run's status and reason. Only one reading at a time: runs that
    are still open belong to a process that was killed, and fail. Raises `SyncTooEarly`, and `Trouble` when it is the
    disk or the database that fails: then the run is failed as well, and nothing of it is published.
    """
    with Live.of(file, folder.region().email, patience) as source:
        return _run(file, day, folder, source, told)


def replay_run(
    run: int,
    file: RegisterFile,
    day: date,
    folder: RegionFolder,
    told: Told = lambda register, phase, done, of: None,
) -> Run:
    """Parses the bytes that an earlier run kept again, as a new run for `day`; asks no site for anything.

    Raises `UnknownRun`, `RunDecided` when the run is of another register, and `SyncTooEarly`.
    """
    earlier = _existing(run)
    if earlier.register_id != file.id:
        raise RunDecided(f"run {run} is of register {earlier.register_id}, not of {file.id}")
    return _run(file, day, folder, Replay(page_records(earlier), snapshots(folder)), told)


def register_of(run: int) -> str:
    """The id of the register that a run read. Raises `UnknownRun`."""
    return _existing(run).register_id


def accept_run(run: int, actor: str, folder: RegionFolder | None = None, *, why: str = "") -> Run:
    """Publishes a quarantined run after all, because a person says so and why; only the newest of its register.

    Raises `UnknownRun`, `RunDecided`, and `BlobMissing` when its rows are gone.
    """
    with transaction.atomic():
        found = _waiting(run)
        newest = (
            Run.objects.filter(register=found.register_id).order_by("-id").values_list("id", flat=True)[0]
        )
        if newest != found.pk:
            raise RunDecided(f"run {run} is not the newest of {found.register_id}: that is run {newest}")
        rows = rows_of(found, snapshots(folder))
        if not rows:
            raise RunDecided(f"run {run} has no entries to publish")
        change = difference(rows, standing(found.register_id))
        _count(found, change)
        _publish(found, change)
        found.save()
        audit.record(actor, ACCEPT, f"run:{run}", register=found.register_id, reason=found.reason, why=why)
    return found


def reject_run(run: int, actor: str, *, why: str = "") -> Run:
    """Drops a quarantined run. Raises `UnknownRun`, `RunDecided`."""
    with transaction.atomic():
        found = _waiting(run)
        found.status = RunStatus.REJECTED
        found.save(update_fields=["status"])
        audit.record(actor, REJECT, f"run:{run}", register=found.register_id, reason=found.reason, why=why)
    return found


def reading_digest(file: RegisterFile) -> str:
    """Equal for files, and versions of this program, that read the same from the same bytes."""
    said = file.model_dump_json(exclude=_NOT_OF_READING, by_alias=True)
    return hashlib.sha256(f"{__version__} {said}".encode()).hexdigest()


def _run(file: RegisterFile, day: date, folder: RegionFolder, source: Source, told: Told) -> Run:
    refuse_early([file.id], day)
    _close_interrupted()
    blobs = snapshots(folder)
    blobs.sweep()
    run = Run.objects.create(
        register=describe(file), day=day, started_at=now(), file_sha256=reading_digest(file)
    )
    attempt = _Attempt(run, file, folder.region(), blobs, told)
    try:
        before = _Before.of(file.id)
        reading = read(file, source, blobs, Earlier(before.pages, before.standing.facts), told)
        attempt.finish(reading, before)
    except Exception as error:
        if found := trouble(error):
            attempt.give_up(f"the machine failed: {found.where}: {found.what}")
            raise found from error
        # One register that breaks the program must not stop the others.
        _log.debug("reading %s failed", file.id, exc_info=True)
        attempt.fail(f"the program failed: {type(error).__name__}: {error}")
    except BaseException:
        attempt.give_up("interrupted")
        raise
    return run


@dataclass(frozen=True)
class _Before:
    """What the last published run left; no run, no pages and nothing standing where there is none."""

    run: Run | None
    pages: tuple[PageRecord, ...]
    standing: Standing

    @classmethod
    def of(cls, register: str) -> _Before:
        run = last_published(register)
        return cls(run, page_records(run) if run else (), standing(register))

    def summary(self) -> guard.RunSummary | None:
        return summary_before(self.standing, self.run.filled) if self.run else None


@dataclass(frozen=True)
class _Attempt:
    """A run that is being made, from its first request to what became of it."""

    run: Run
    file: RegisterFile
    region: Region
    blobs: Blobs
    told: Told
    # Not the time of day: clocks are set back.
    began: float = field(default_factory=time.monotonic)

    def finish(self, reading: Reading, before: _Before) -> None:
        """Judges what was read, and publishes it or not, in one transaction."""
        self._keep(reading)
        with transaction.atomic():
            self.told(self.file.id, ReadingStep.JUDGE, 0, 1)
            keep_pages(self.run, reading.pages)
            if before.run and self._is_unchanged(reading, before.run, before.pages):
                _confirm(self.run, before.run)
            elif change := _judge(self.run, reading, before, self.file.guard):
                self.told(self.file.id, ReadingStep.PUBLISH, 0, 1)
                _publish(self.run, change)
            self._close()
            self.run.save()
            if self.run.status == RunStatus.QUARANTINED:
                tell_of_quarantine(self.run, self.region)
        self.told(self.file.id, ReadingStep.PUBLISH, 1, 1)

    def fail(self, reason: str) -> None:
        """The run as it was opened, with why nothing came of it."""
        _reopen(self.run, reason)
        self._close()
        self.run.save()

    def give_up(self, reason: str) -> None:
        """`fail`, as far as the database still takes it: a run that stays open is closed by the next reading."""
        with suppress(DatabaseError):
            self.fail(reason)

    def _keep(self, reading: Reading) -> None:
        self.told(self.file.id, ReadingStep.KEEP, 0, 1)
        self.run.rows_sha256 = self.blobs.put(kept.dump(reading.rows)) if reading.rows else ""
        self.run.page_count = len(reading.pages)
        self.run.issues = issues_as_json(reading.issues)
        self.run.issue_count = len(reading.issues)
        # What the database will speak of must be there first, after a power cut too.
        self.blobs.settle()

    def _is_unchanged(self, reading: Reading, before: Run, pages: tuple[PageRecord, ...]) -> bool:
        return before.file_sha256 == self.run.file_sha256 and nothing_new(reading, pages)

    def _close(self) -> None:
        self.run.finished_at = now()
        self.run.seconds = round(time.monotonic() - self.began, 3)


def _confirm(run: Run, before: Run) -> None:
    """The same bytes again: every entry of the last published run is there, as it was."""
    run.status, run.unchanged = RunStatus.PUBLISHED, True
    run.seen, run.filled, run.rows_sha256 = before.seen, before.filled, before.rows_sha256


def _judge(run: Run, reading: Reading, before: _Before, bounds: Guard) -> Difference | None:
    """What has to be published, None when the guard does not believe it; the verdict is written to the run."""
    change = difference(reading.rows, before.standing)
    _count(run, change)
    verdict = guard.judge(summary(reading, change), before.summary(), bounds)
    run.verdict = [{**vars(fault), "numbers": dict(fault.numbers)} for fault in verdict.faults]
    run.reason = storable(verdict.reason or "")
    if verdict.believed:
        return change
    refused = reading.forbidden and not reading.rows
    run.status = RunStatus.FAILED if refused else RunStatus.QUARANTINED
    return None


def _count(run: Run, change: Difference) -> None:
    run.seen, run.filled = len(change.facts), change.filled
    run.new, run.changed, run.gone = len(change.new), len(change.changed), len(change.gone)


def _publish(run: Run, change: Difference) -> None:
    run.status = RunStatus.PUBLISHED
    publish(run, change)


def _reopen(run: Run, reason: str) -> None:
    """The run as the database has it, failed."""
    run.refresh_from_db()
    run.status, run.reason = RunStatus.FAILED, storable(" ".join(reason.split()))


def _close_interrupted() -> None:
    """Runs that a killed process left; when it was killed nobody knows, so they took no time."""
    for run in Run.objects.filter(status=RunStatus.RUNNING):
        _reopen(run, "interrupted")
        run.finished_at = now()
        run.save()


def _existing(run: int) -> Run:
    found = Run.objects.filter(pk=run).select_related("register").first()
    if found is None:
        raise UnknownRun(f"there is no run {run}")
    return found


def _waiting(run: int) -> Run:
    found = _existing(run)
    if found.status != RunStatus.QUARANTINED:
        raise RunDecided(f"run {run} is not in quarantine: it is {found.status}")
    return found
