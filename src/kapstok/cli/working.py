# SPDX-License-Identifier: EUPL-1.2
"""`worker`: what goes on in the background while the site is served."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kapstok.cli import ready
from kapstok.core.errors import NeedsPerson

if TYPE_CHECKING:
    from kapstok.regions.folder import RegionFolder
    from kapstok.upkeep.stopping import Stop
    from kapstok.upkeep.work import Step, Work

Once = Annotated[bool, typer.Option("--once", help="Do everything that is due, and stop.")]

_AFTER_TROUBLE = 60.0


class AnotherWorker(NeedsPerson):
    """This folder has a worker already."""


def worker(once: Once = False) -> int:
    """Read the registers when they are due, send mail, keep house at night.

    Until it is told to stop: at once while it waits, else when the step that it is in has ended.
    """
    folder = ready.database()
    from kapstok.upkeep.stopping import stopping

    with _the_only_one(folder), stopping() as stop:
        work = _begin(folder, stop)
        well = _all_once(work) if once else _until_told(work, stop)
        work.keep(replace(work.heartbeat, at=work.clock(), doing="", stopped=True))
    return 0 if well else 1


def _begin(folder: RegionFolder, stop: Stop) -> Work:
    from kapstok.core.clock import now
    from kapstok.core.heartbeat import Heartbeat, read
    from kapstok.upkeep.work import Work

    before = read(folder.var / "worker.json")
    at = now()
    work = Work(folder, Heartbeat(os.getpid(), at, at, night=before.night if before else ""), stopping=stop)
    work.keep(work.heartbeat)
    return work


def _all_once(work: Work) -> bool:
    from kapstok.upkeep.work import STEPS

    well = True
    for step in STEPS:
        if not work.stopping():
            well = _take(step, work) and well
    return well


def _until_told(work: Work, stop: Stop) -> bool:
    from kapstok.upkeep.work import STEPS

    due = dict.fromkeys((step.name for step in STEPS), work.seconds())
    while not stop():
        for step in STEPS:
            if work.seconds() >= due[step.name] and not stop():
                well = _take(step, work)
                # What goes wrong now mostly goes wrong in five seconds too.
                due[step.name] = work.seconds() + (step.every if well else max(step.every, _AFTER_TROUBLE))
        stop.wait(max(0.0, min(due.values()) - work.seconds()))
    return True


def _take(step: Step, work: Work) -> bool:
    from django.db import close_old_connections

    from kapstok.upkeep.work import take

    try:
        return take(step, work)
    finally:
        # One that was lost meanwhile is opened anew by the next step.
        close_old_connections()


@contextmanager
def _the_only_one(folder: RegionFolder) -> Iterator[None]:
    """The kernel lets go of the lock of a worker that was killed."""
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(folder.var / "worker.lock").acquire(timeout=0)
    except Timeout:
        raise AnotherWorker(f"{folder.path} has a worker already; this one stops") from None
    with lock:
        yield
