# SPDX-License-Identifier: EUPL-1.2
"""What the worker does once a night.

Whoever keeps something of people for a while declares that on its model, and `retention` does it. What cannot be said
there is a function here, and a line in `NIGHTLY`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kapstok.accounts.erasing import ERASED
from kapstok.core.models import AuditEntry
from kapstok.enterprises import renewing
from kapstok.enterprises.claiming import actions as claims
from kapstok.enterprises.finding import index_path
from kapstok.enterprises.own_words import photos
from kapstok.enterprises.own_words.media import Media
from kapstok.enterprises.queries import documents
from kapstok.enterprises.sync import catch_up
from kapstok.enterprises.visibility import tally as visibility
from kapstok.privacy.erasing import erase_unused
from kapstok.privacy.remnants import write_anew
from kapstok.procurement.actions import remove_old
from kapstok.procurement.scan import jobs as scan_jobs
from kapstok.procurement.scan import spool
from kapstok.regions.folder import RegionFolder
from kapstok.search import asked, drift
from kapstok.upkeep import retention
from kapstok.upkeep.trail import verify_trail

# A night is named after the day on which it begins to be worth a name: at three o'clock.
_BEGINS_AT = timedelta(hours=3)
_A_NIGHT = timedelta(hours=25)


@dataclass(frozen=True)
class NightTask:
    """One thing to do each night: given the region's folder and the instant (UTC), it says how much it did.

    It may be done twice in a night, or be killed halfway, and is done by the next worker then; a fault in one stops
    no other.
    """

    name: str
    do: Callable[[RegionFolder, datetime], int]


def erase_unused_accounts(_folder: RegionFolder, at: datetime) -> int:
    """Erases accounts that may do nothing and were not used for long: whether they may, other tables say."""
    return erase_unused(at=at)


def remove_lists(_folder: RegionFolder, at: datetime) -> int:
    """Removes the shortlists that nobody opened for long."""
    return remove_old(at=at)


def remove_scans(folder: RegionFolder, at: datetime) -> int:
    """Removes the creditor lists that were sent, and the answers to them, of more than an hour ago."""
    return scan_jobs.sweep(folder, at)


def forget_questions(_folder: RegionFolder, at: datetime) -> int:
    """Erases the counted questions that are too rare or too old to keep."""
    return asked.forget(at)


def forget_looks(_folder: RegionFolder, at: datetime) -> int:
    """Erases the counted looks that are too rare or too old to keep."""
    return visibility.forget(at)


def remind_of_renewals(folder: RegionFolder, at: datetime) -> int:
    """Tells enterprises of labels that end soon."""
    region = folder.region()
    return renewing.remind(region, at.astimezone(region.timezone).date())


def forget_renewals(_folder: RegionFolder, at: datetime) -> int:
    """Erases what enterprises said of renewing, once it is over."""
    return renewing.forget(at)


def clear_remnants(_folder: RegionFolder, at: datetime) -> int:
    """Writes the database file anew where somebody was erased since the night before, without what was removed."""
    erased = AuditEntry.objects.filter(verb=ERASED, at__gt=at - _A_NIGHT).count()
    return int(erased > 0 and write_anew())


def expire_claims(_folder: RegionFolder, at: datetime) -> int:
    """Closes the claims on enterprises whose time is over."""
    return claims.expire(at)


def mend_index(folder: RegionFolder, at: datetime) -> int:
    """Holds the search index against the database, and brings it in line where it had drifted."""
    found = drift.mend(documents, index_path(folder))
    if not found or not found.keys:
        return 0
    catch_up(folder, at.astimezone(folder.region().timezone).date())
    return len(found.keys)


def sweep_photos(folder: RegionFolder, _at: datetime) -> int:
    """Removes the files of photos that are no more."""
    return photos.sweep(Media(folder.var / "media"))


def sweep_scans(folder: RegionFolder, at: datetime) -> int:
    """Removes what scans that were killed left on disk."""
    return spool.sweep(folder, at)


NIGHTLY: tuple[NightTask, ...] = (
    NightTask("retention", retention.carry_out),
    NightTask("accounts", erase_unused_accounts),
    NightTask("lists", remove_lists),
    NightTask("scans", remove_scans),
    NightTask("scanning", sweep_scans),
    NightTask("questions", forget_questions),
    NightTask("looks", forget_looks),
    NightTask("renewals", remind_of_renewals),
    NightTask("renewal notes", forget_renewals),
    NightTask("claims", expire_claims),
    NightTask("photos", sweep_photos),
    NightTask("index", mend_index),
    NightTask("trail", verify_trail),
    NightTask("remnants", clear_remnants),
)


def night_of(at: datetime, folder: RegionFolder) -> date:
    """The night that an instant belongs to, by the region's clock."""
    return (at.astimezone(folder.region().timezone) - _BEGINS_AT).date()
