# SPDX-License-Identifier: EUPL-1.2
"""Trials: a register file tried because an editor asked for it, in the background, with how far it is."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from typing import Any

from django.db import transaction

from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.fetching import Patience
from kapstok.regions.folder import RegionFolder
from kapstok.registers.models import Trial
from kapstok.registers.publishing import storable
from kapstok.registers.register_file import RegisterFile, load_folder
from kapstok.registers.trying import Tried, try_register

# A host may keep silent for a minute, three times over; who says nothing for longer was broken off.
_BROKEN_OFF = timedelta(minutes=5)
_TOLD_EVERY = 1.0  # seconds
_KEPT = 5
_ROWS, _ISSUES = 50, 50
_log = logging.getLogger(__name__)


class TrialRunning(KapstokError):
    """The register is being tried already."""


@transaction.atomic
def begin_trial(*, register: str, actor: str) -> Trial:
    """Notes that a register (id of its file) will be tried; `carry_out` does it. Raises `TrialRunning`."""
    last = last_trial(register)
    if last and is_running(last):
        raise TrialRunning(f"{register} is being tried already")
    moment = now()
    trial = Trial.objects.create(register=register, asked_by=actor, started_at=moment, told_at=moment)
    kept = Trial.objects.filter(register=register).values_list("pk", flat=True)[:_KEPT]
    Trial.objects.filter(register=register).exclude(pk__in=list(kept)).delete()
    record(actor, "try", f"register:{register}")
    return trial


def carry_out(trial: Trial, folder: RegionFolder, patience: Patience | None = None) -> None:
    """Tries the register and writes what came of it, whatever that is; reads for as long as its site takes."""
    telling = _Telling(trial)
    try:
        trial.outcome = _shortened(
            try_register(_file(folder, trial.register), folder, telling, patience=patience)
        )
    except KapstokError as error:
        trial.fault = storable(str(error))
    except Exception as error:  # noqa: BLE001 - whoever waits must learn what happened, whatever it was
        _log.exception("a trial failed", extra={"register": trial.register})
        trial.fault = storable(f"the program failed: {type(error).__name__}: {error}")
    trial.finished_at = trial.told_at = now()
    trial.save()


def last_trial(register: str) -> Trial | None:
    """The newest trial of a register."""
    return Trial.objects.filter(register=register).first()


def is_running(trial: Trial) -> bool:
    """Whether it is still being carried out; one of a process that ended is not."""
    return trial.finished_at is None and now() - trial.told_at < _BROKEN_OFF


def _file(folder: RegionFolder, register: str) -> RegisterFile:
    files, _faults = load_folder(folder.registers, folder.region().labels)
    if register not in files:
        raise KapstokError(f"no usable register file has the id {register!r}")
    if not files[register].request.url:
        raise KapstokError(f"the register file {register!r} has no address yet (request.url)")
    return files[register]


def _shortened(tried: Tried) -> dict[str, Any]:
    """What was read, with only as many rows and issues as a page shows."""
    told: dict[str, Any] = tried.as_json()
    rows, issues = told["rows"], told["issues"]
    return {**told, "rows": rows[:_ROWS], "issues": issues[:_ISSUES], "issue_count": len(issues)}


class _Telling:
    """Writes how far a trial is, at most once a second: whoever waits looks no oftener."""

    def __init__(self, trial: Trial):
        self._trial = trial
        self._told = 0.0

    def __call__(self, register: str, step: str, done: int, total: int | None) -> None:
        if time.monotonic() - self._told < _TOLD_EVERY:
            return
        self._told = time.monotonic()
        self._trial.step, self._trial.done, self._trial.total, self._trial.told_at = step, done, total, now()
        self._trial.save(update_fields=["step", "done", "total", "told_at"])
