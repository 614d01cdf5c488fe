# SPDX-License-Identifier: EUPL-1.2
"""What the worker does, step by step; an error in one step, or in one register, stops no other."""

from __future__ import annotations

import hashlib
import logging
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from kapstok.core.chain import seal_waiting
from kapstok.core.clock import now
from kapstok.core.errors import Fault, KapstokError
from kapstok.core.heartbeat import Heartbeat, write
from kapstok.enterprises.one_at_a_time import AnotherSync
from kapstok.enterprises.sync import catch_up, sync_one
from kapstok.notices import digest
from kapstok.notices.actions import send_due
from kapstok.notices.mail import MailServer, MailServerUnusable, configured, sender_of
from kapstok.procurement.scan import jobs as scan_jobs
from kapstok.regions.folder import RegionFolder
from kapstok.registers.due import due_registers, overdue_registers
from kapstok.registers.enums import RunStatus
from kapstok.registers.notifying import tell_of_overdue
from kapstok.registers.register_file import RegisterFile, load_folder
from kapstok.registers.schedule import SOONEST_AFTER_FAILURE
from kapstok.upkeep.nightly import NIGHTLY, night_of

_log = logging.getLogger("kapstok.worker")
_BEATS_EVERY = 10.0
_NOTICES_AT_ONCE = 100


@dataclass
class Work:
    """The worker of one region folder, and what it remembers while it lives; the clocks may be a test's."""

    folder: RegionFolder
    heartbeat: Heartbeat
    clock: Callable[[], datetime] = now
    seconds: Callable[[], float] = time.monotonic
    stopping: Callable[[], bool] = lambda: False
    # Registers that broke the program are left alone for a while: until when, by `seconds`.
    resting: dict[str, float] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    beaten: float = float("-inf")

    @property
    def today(self) -> date:
        """The day that it is now in the region."""
        return self.clock().astimezone(self.folder.region().timezone).date()

    def beat(self, doing: str | None = None) -> None:
        """Shows that the worker lives, at most every few seconds unless it does something else now."""
        changed = doing is not None and doing != self.heartbeat.doing
        if changed or self.seconds() - self.beaten >= _BEATS_EVERY:
            self.keep(replace(self.heartbeat, at=self.clock(), doing=doing or self.heartbeat.doing))

    def keep(self, heartbeat: Heartbeat) -> None:
        """Writes the heartbeat; where that cannot be, the work goes on all the same."""
        self.heartbeat, self.beaten = heartbeat, self.seconds()
        try:
            write(self.folder.var / "worker.json", heartbeat)
        except OSError as error:
            _log.warning("the heartbeat cannot be written: %s", error.strerror)

    def rest(self, what: str, seconds: float) -> None:
        self.resting[what] = self.seconds() + seconds

    def rests(self, what: str) -> bool:
        return self.seconds() < self.resting.get(what, float("-inf"))


@dataclass(frozen=True)
class Step:
    """One kind of work: done every so many seconds; False when a person has to look at what came of it."""

    name: str
    every: float
    do: Callable[[Work], bool]


def follow_calendar(work: Work) -> bool:
    """Lets pages follow the day, and the search index the database, as `serve` does too."""
    catch_up(work.folder, work.today)
    return True


def read_due(work: Work) -> bool:
    """Reads the registers that are due, one after another."""
    well = True
    for file in due_registers(_files(work), work.folder.region().slug, work.clock()):
        if work.stopping():
            break
        if work.rests(file.id):
            continue
        try:
            well = _read(work, file) and well
        except AnotherSync as busy:
            _log.info("%s: later", busy)
            return False
    return well and not work.faults


def tell_overdue(work: Work) -> bool:
    """Tells editors of registers that went unpublished for too long."""
    region = work.folder.region()
    for late in overdue_registers(_files(work), work.clock()):
        if told := tell_of_overdue(late, region):
            _log.warning("register overdue", extra={"register": late.file.id, "told": told})
    return True


def queue_mail_of_the_day(work: Work) -> bool:
    """Queues the digests of today, once their hour has come."""
    goes = digest.goes_at(work.today, work.folder.region().timezone)
    if work.clock() >= goes:
        queued = digest.queue_digests(day=work.today, before=goes, stopping=work.stopping)
        if queued:
            _log.info("digests queued: %s", queued, extra={"count": queued})
    return True


def send_notices(work: Work) -> bool:
    """Sends the notices that are due, where a mail server is known."""
    if not configured():
        return True
    sender, well = sender_of(work.folder.region()), True
    while not work.stopping():
        try:
            done = send_due(
                _NOTICES_AT_ONCE,
                MailServer(),
                sender=sender,
                worker=_worker_name(work.folder),
                clock=work.clock,
                stopping=work.stopping,
            )
        except MailServerUnusable as away:
            _log.warning("%s", away)
            return False
        if not done.handled:
            break
        well = well and not (done.failed or done.uncertain)
        _log.info(
            "notices sent: %s, put off: %s, failed: %s, uncertain: %s",
            done.sent, done.later, done.failed, done.uncertain, extra=vars(done),
        )  # fmt: skip
        work.beat()
    return well


def look_after_scans(work: Work) -> bool:
    """Removes lists and answers after their hour, and lets those who wait in line begin, also when nobody looks."""
    scan_jobs.sweep(work.folder, work.clock())
    return True


def do_nightly(work: Work) -> bool:
    """Does what is done once a night, unless it was done this night."""
    night, well = night_of(work.clock(), work.folder).isoformat(), True
    if work.heartbeat.night == night:
        return True
    for task in NIGHTLY:
        work.beat(f"nightly: {task.name}")
        try:
            count = task.do(work.folder, work.clock())
        except Exception as error:  # noqa: BLE001 - a fault in one must not keep the others from being done
            _failed(f"nightly: {task.name}", error)
            well = False
        else:
            _log.info("nightly: %s: %s", task.name, count, extra={"task": task.name, "count": count})
    work.heartbeat = replace(work.heartbeat, night=night)
    return well


def seal_trail(work: Work) -> bool:
    """Seals what the audit trail tells and whoever told it could not seal: it was killed, or the database was busy."""
    seal_waiting()
    return True


STEPS = (
    Step("calendar", 60, follow_calendar),
    Step("registers", 30, read_due),
    Step("overdue", 600, tell_overdue),
    Step("digests", 60, queue_mail_of_the_day),
    Step("notices", 5, send_notices),
    Step("scans", 60, look_after_scans),
    Step("trail", 60, seal_trail),
    Step("nightly", 300, do_nightly),
)


def take(step: Step, work: Work) -> bool:
    """Does one step; whatever goes wrong is logged, and False."""
    work.beat(step.name)
    try:
        well = step.do(work)
    except Exception as error:  # noqa: BLE001 - the worker outlives every fault, and tries again
        _failed(step.name, error)
        well = False
    work.keep(work.heartbeat.after(step.name, work.clock(), well=well))
    return well


def _read(work: Work, file: RegisterFile) -> bool:
    def told(register: str, step: str, done: int, of: int | None) -> None:
        work.beat(f"registers: {register}: {step}")

    told(file.id, "begin", 0, None)
    try:
        run = sync_one(work.folder, file, work.today, told)
    except AnotherSync:
        raise
    except Exception as error:  # noqa: BLE001 - one register that breaks the program must not stop the others
        _failed(f"register {file.id}", error, register=file.id)
        work.rest(file.id, SOONEST_AFTER_FAILURE.total_seconds())
        return False
    published = run.status == RunStatus.PUBLISHED
    said: dict[str, Any] = {
        "register": file.id, "run": run.pk, "status": str(run.status), "seen": run.seen, "seconds": run.seconds,
    }  # fmt: skip
    words = " ".join(f"{name}={value}" for name, value in said.items())
    _log.log(logging.INFO if published else logging.WARNING, "register read: %s", words, extra=said)
    return published


def _files(work: Work) -> list[RegisterFile]:
    """The register files that can be used; what is wrong with the others is logged when it changes."""
    files, faults = load_folder(work.folder.registers, work.folder.region().labels)
    if tuple(faults) != work.faults:
        work.faults = tuple(faults)
        for fault in faults:
            _log.error("left out: %s", fault)
    return list(files.values())


def _failed(what: str, error: Exception, **more: object) -> None:
    said = str(error) if isinstance(error, KapstokError) else f"{type(error).__name__}: {error}"
    _log.error("%s failed: %s", what, " ".join(said.split()), extra=more)
    _log.debug("%s failed", what, exc_info=True)


def _worker_name(folder: RegionFolder) -> str:
    """The same at every start of the one worker of this folder on this machine, and no other's."""
    return hashlib.sha256(f"{socket.gethostname()}\0{folder.var}".encode()).hexdigest()[:32]
