# SPDX-License-Identifier: EUPL-1.2
"""What the worker does once a night. Whoever keeps something for a while only adds a line to `NIGHTLY`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.models import Session

from kapstok.accounts.models import SharedValue
from kapstok.enterprises import reporting
from kapstok.enterprises.finding import index_path
from kapstok.enterprises.queries import documents
from kapstok.enterprises.sync import catch_up
from kapstok.notices.actions import forget_old
from kapstok.procurement.actions import remove_old
from kapstok.procurement.scan import jobs as scan_jobs
from kapstok.procurement.scan import spool
from kapstok.regions.folder import RegionFolder
from kapstok.search import asked, drift

# A night is named after the day on which it begins to be worth a name: at three o'clock.
_BEGINS_AT = timedelta(hours=3)


@dataclass(frozen=True)
class NightTask:
    """One thing to do each night: given the region's folder and the instant (UTC), it says how much it did.

    It may be done twice in a night, or be killed halfway, and is done by the next worker then; a fault in one stops
    no other.
    """

    name: str
    do: Callable[[RegionFolder, datetime], int]


def clear_sessions(_folder: RegionFolder, _at: datetime) -> int:
    """Drops the sessions that have ended."""
    before = Session.objects.count()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return max(before - Session.objects.count(), 0)


def clear_counts(_folder: RegionFolder, at: datetime) -> int:
    """Drops what sign-in counted long enough ago (Django's cache in the database drops it only when it is full)."""
    dropped, _by_model = SharedValue.objects.filter(expires__lt=at).delete()
    return dropped


def forget_notices(_folder: RegionFolder, at: datetime) -> int:
    """Empties the texts of old notices, and drops older ones."""
    return forget_old(at)


def remove_lists(_folder: RegionFolder, at: datetime) -> int:
    """Removes the shortlists that nobody opened for long."""
    return remove_old(at=at)


def remove_scans(folder: RegionFolder, at: datetime) -> int:
    """Removes the creditor lists that were sent, and the answers to them, of more than an hour ago."""
    return scan_jobs.sweep(folder, at)


def forget_reporters(_folder: RegionFolder, at: datetime) -> int:
    """Empties what readers told of themselves in reports that were handled a year ago."""
    return reporting.forget(at)


def forget_questions(_folder: RegionFolder, at: datetime) -> int:
    """Erases the counted questions that are too rare or too old to keep."""
    return asked.forget(at)


def mend_index(folder: RegionFolder, at: datetime) -> int:
    """Holds the search index against the database, and brings it in line where it had drifted."""
    found = drift.mend(documents, index_path(folder))
    if not found or not found.keys:
        return 0
    catch_up(folder, at.astimezone(folder.region().timezone).date())
    return len(found.keys)


def sweep_scans(folder: RegionFolder, at: datetime) -> int:
    """Removes what scans that were killed left on disk."""
    return spool.sweep(folder, at)


NIGHTLY: tuple[NightTask, ...] = (
    NightTask("sessions", clear_sessions),
    NightTask("counts", clear_counts),
    NightTask("notices", forget_notices),
    NightTask("lists", remove_lists),
    NightTask("scans", remove_scans),
    NightTask("reports", forget_reporters),
    NightTask("scanning", sweep_scans),
    NightTask("questions", forget_questions),
    NightTask("index", mend_index),
)


def night_of(at: datetime, folder: RegionFolder) -> date:
    """The night that an instant belongs to, by the region's clock."""
    return (at.astimezone(folder.region().timezone) - _BEGINS_AT).date()
