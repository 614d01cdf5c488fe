# SPDX-License-Identifier: EUPL-1.2
"""Carries out, each night, what every table declares of how long it keeps things of people (core/personal_data.py).

What cannot be said of one table alone stays a function of its room: lists (a shared one is kept longer), questions and
looks (rare ones go sooner, counted over weeks), scans (files go with them).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import DateTimeField, Q, QuerySet

from kapstok.core.personal_data import Kept
from kapstok.privacy.declarations import Declared, declared
from kapstok.privacy.remnants import overwrite_what_goes
from kapstok.regions.folder import RegionFolder

_log = logging.getLogger("kapstok.worker")
_AT_ONCE: Final = 500


def carry_out(_folder: RegionFolder, at: datetime) -> int:
    """Removes or empties whatever has had its time, and gives how many rows that were; each kind is logged.

    Some at a time, each in a transaction of its own, so that nobody waits for long; killed halfway, the next night
    does the rest.
    """
    overwrite_what_goes()
    done = 0
    for one in declared():
        for kept in one.data.kept:
            count = _carry_out(one, kept, at)
            if count:
                what = "emptied" if kept.empty else "removed"
                _log.info(
                    "retention: %s %s: %s", one.table, what, count, extra={"table": one.table, "count": count}
                )
            done += count
    return done


def due(one: Declared, kept: Kept, at: datetime) -> QuerySet[Any]:
    """The rows of a table that have had their time by a rule, and of which that has not been carried out yet."""
    since = one.model._meta.get_field(kept.since)
    until = at - kept.term
    bound = until if isinstance(since, DateTimeField) else until.date()
    rows = one.model._base_manager.filter(**{f"{kept.since}__lt": bound}, **dict(kept.only))
    if kept.empty:
        # Already as empty as it is going to be; told apart value by value, since null is equal to nothing.
        rows = rows.exclude(Q(**dict(kept.empty)))
    return rows


def _carry_out(one: Declared, kept: Kept, at: datetime) -> int:
    done = 0
    for keys in _batches(due(one, kept, at)):
        with transaction.atomic():
            # Asked again behind the lock: somebody may have used it just now.
            rows = due(one, kept, at).filter(pk__in=keys)
            if kept.empty:
                stamped = {kept.stamp: at} if kept.stamp else {}
                done += rows.update(**dict(kept.empty), **stamped)
            else:
                _all, by_model = rows.delete()
                done += by_model.get(one.table, 0)
    return done


def _batches(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """The keys of the rows, some at a time; no key comes twice, also when nothing is done with it."""
    last: list[Any] = []
    while True:
        more = rows.filter(pk__gt=last[-1]) if last else rows
        last = list(more.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
        if not last:
            return
        yield last
