# SPDX-License-Identifier: EUPL-1.2
"""Questions, counted in memory, added to the table once a minute, read by editors, erased at night (counting.md)."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Sum

from kapstok.search.counting import KEPT, RARE_KEPT, SHOWN_FROM, Asked
from kapstok.search.enums import Shortfall
from kapstok.search.models import AskedQuestion

_MOST_REMEMBERED = 500
_MOST_ROWS = 50_000


class _Count(NamedTuple):
    times: int
    last: Asked


class Tally:
    """What was asked in this process since it was last written down. Shared by threads."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, date], _Count] = {}
        self._lock = threading.Lock()

    def add(self, asked: Asked, times: int = 1) -> None:
        """Counts a question; takes microseconds and asks the database nothing."""
        with self._lock:
            if len(self._counts) >= _MOST_REMEMBERED and (asked.text, asked.week) not in self._counts:
                asked = replace(asked, text="")
            key = asked.text, asked.week
            known = self._counts.get(key)
            self._counts[key] = _Count(times + (known.times if known else 0), asked)

    def take(self) -> tuple[_Count, ...]:
        """What was counted; the tally begins anew."""
        with self._lock:
            counts, self._counts = tuple(self._counts.values()), {}
            return counts


TALLY = Tally()


def write_down(tally: Tally = TALLY) -> int:
    """Adds what was counted to the table; returns how many rows that were. Raises and loses nothing."""
    counts = tally.take()
    if not counts:
        return 0
    try:
        with transaction.atomic():
            _add(_within_room(counts))
    except Exception:
        for count in counts:
            tally.add(count.last, count.times)
        raise
    return len(counts)


def without_good_result(shortfall: Shortfall | None = None) -> QuerySet[Any, Any]:
    """The questions that editors may see and that fell short, in this way or (None) in any, the most asked first.

    Each has `text`, `asked` (how often in all), `last` (the last day) and of then `found`, `is_understood` and
    `is_shortened`.
    """
    newest = AskedQuestion.objects.filter(text=OuterRef("text")).order_by("-week")
    rows = (
        AskedQuestion.objects.exclude(text="")
        .values("text")
        .annotate(asked=Sum("count"), last=Max("last_day"))
    )
    told = rows.filter(asked__gte=SHOWN_FROM).annotate(
        **{f"{name}_last": Subquery(newest.values(name)[:1]) for name in _OUTCOME}
    )
    fell_short = _FELL_SHORT[shortfall] if shortfall else reduce(or_, _FELL_SHORT.values())
    return told.filter(fell_short).order_by("-asked", "text")


def totals() -> tuple[int, int]:
    """How many questions were counted in all, and how many of those without their text."""
    counted = AskedQuestion.objects.aggregate(
        all=Sum("count", default=0), unkept=Sum("count", filter=Q(text=""), default=0)
    )
    return counted["all"], counted["unkept"]


def forget(at: datetime) -> int:
    """Erases what may no longer be kept; returns how many rows that were."""
    today = at.date()
    shown = AskedQuestion.objects.values("text").annotate(asked=Sum("count")).filter(asked__gte=SHOWN_FROM)
    rare = AskedQuestion.objects.filter(last_day__lt=today - RARE_KEPT).exclude(text="")
    erased, _ = AskedQuestion.objects.filter(week__lt=today - KEPT).delete()
    rare_erased, _ = rare.exclude(text__in=shown.values("text")).delete()
    return erased + rare_erased


_OUTCOME = ("found", "is_understood", "is_shortened")
_FELL_SHORT = {
    Shortfall.NOTHING: Q(found_last=0),
    Shortfall.CONCEPT: Q(is_understood_last=False),
    Shortfall.SHORTENED: Q(is_shortened_last=True),
}


def _within_room(counts: Sequence[_Count]) -> dict[tuple[str, date], _Count]:
    """By row; where the table is full, what would be new in it goes without its text."""
    known: set[tuple[str, date]] | None = None
    if AskedQuestion.objects.count() + len(counts) > _MOST_ROWS:
        texts = [count.last.text for count in counts]
        known = set(AskedQuestion.objects.filter(text__in=texts).values_list("text", "week"))
    rows: dict[tuple[str, date], _Count] = {}
    for times, asked in counts:
        key = (asked.text, asked.week)
        if known is not None and key not in known:
            key = ("", asked.week)
        rows[key] = _Count(times + (rows[key].times if key in rows else 0), asked)
    return rows


def _add(rows: Mapping[tuple[str, date], _Count]) -> None:
    """Makes the rows that are missing and adds to all; in one order, so that two processes wait and never lock up."""
    in_order = sorted(rows.items())
    AskedQuestion.objects.bulk_create(
        [AskedQuestion(text=text, week=week, last_day=count.last.day) for (text, week), count in in_order],
        ignore_conflicts=True,
    )
    for (text, week), count in in_order:
        AskedQuestion.objects.filter(text=text, week=week).update(
            count=F("count") + count.times,
            last_day=count.last.day,
            found=count.last.found,
            is_understood=count.last.is_understood,
            is_shortened=count.last.is_shortened,
        )
