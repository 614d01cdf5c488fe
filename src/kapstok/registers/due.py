# SPDX-License-Identifier: EUPL-1.2
"""Which registers are due now, and which have gone unpublished for too long (schedule.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, Q

from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Run
from kapstok.registers.register_file import RegisterFile
from kapstok.registers.schedule import LastRun, due_at, is_overdue, jitter


@dataclass(frozen=True)
class Overdue:
    """A register that was not published for too long: its file, its newest run, and its last published one if any."""

    file: RegisterFile
    newest: Run
    published: Run | None


def due_registers(files: Iterable[RegisterFile], instance: str, now: datetime) -> list[RegisterFile]:
    """The enabled ones of `files` that are due, the longest due first; `instance` is the region's slug. One query."""
    newest = {run.register_id: LastRun(run.started_at, run.status) for run in _newest_runs()}
    due = [
        (at, file.id, file)
        for file in files
        if file.enabled
        and (at := due_at(file.every, newest.get(file.id), now, jitter(instance, file.id))) <= now
    ]
    return [file for _at, _id, file in sorted(due, key=lambda found: found[:2])]


def overdue_registers(files: Iterable[RegisterFile], now: datetime) -> list[Overdue]:
    """The enabled ones of `files` that are overdue; three queries."""
    newest = {run.register_id: run for run in _newest_runs()}
    published = {run.register_id: run for run in _newest_runs(RunStatus.PUBLISHED)}
    first = dict(Run.objects.order_by().values_list("register").annotate(Min("started_at")))
    found = []
    for file in files:
        good = published.get(file.id)
        since = good.started_at if good else first.get(file.id)
        if file.enabled and is_overdue(file.every, since, now):
            found.append(Overdue(file, newest[file.id], good))
    return found


def _newest_runs(status: str | None = None) -> list[Run]:
    of_status = Q() if status is None else Q(status=status)
    newest = Run.objects.filter(of_status).order_by().values("register").annotate(newest=Max("id"))
    runs = Run.objects.filter(id__in=newest.values("newest")).select_related("register")
    return list(runs.defer("issues", "filled"))
