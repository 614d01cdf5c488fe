# SPDX-License-Identifier: EUPL-1.2
"""Looks, counted in memory, added to the tables once a minute, erased at night (visibility.md)."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Subquery, Sum

from kapstok.enterprises.models import Seen, SeenFor
from kapstok.enterprises.visibility.looks import Look
from kapstok.search.counting import KEPT, RARE_KEPT, SHOWN_FROM, monday_of

_MOST_QUESTIONS = 500
_MOST_PAIRS = 20_000
_MOST_ROWS = 200_000
_BATCH = 500
_More = TypeVar("_More")


@dataclass
class _Counts:
    """How often each enterprise was shown and opened, by week, and shown for each question, by week and text."""

    shown: defaultdict[date, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    opened: defaultdict[date, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    asked: defaultdict[tuple[date, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    pairs: int = 0

    def has_room_for(self, key: tuple[date, str]) -> bool:
        """At most so many questions, and enterprises shown for them, are remembered; the others are only shown."""
        return self.pairs < _MOST_PAIRS and (key in self.asked or len(self.asked) < _MOST_QUESTIONS)


class Tally:
    """What was looked at in this process since it was last written down. Shared by threads."""

    def __init__(self) -> None:
        self._counts = _Counts()
        self._lock = threading.Lock()

    def add(self, look: Look) -> None:
        """Counts a look; takes microseconds and asks the database nothing."""
        week = monday_of(look.day)
        with self._lock:
            counts = self._counts
            if look.opened:
                counts.opened[week][look.opened] += 1
            if not look.shown:
                return
            counts.shown[week].update(look.shown)
            key = (week, look.text)
            if look.text and counts.has_room_for(key):
                asked = counts.asked[key]
                before = len(asked)
                asked.update(look.shown)
                counts.pairs += len(asked) - before

    def take(self) -> _Counts:
        """What was counted; the tally begins anew."""
        with self._lock:
            counts, self._counts = self._counts, _Counts()
            return counts

    def put_back(self, counts: _Counts) -> None:
        """Adds what was taken and could not be written down."""
        with self._lock:
            now = self._counts
            for week, shown in counts.shown.items():
                now.shown[week].update(shown)
            for week, opened in counts.opened.items():
                now.opened[week].update(opened)
            for key, asked in counts.asked.items():
                if now.has_room_for(key):
                    now.asked[key].update(asked)
            now.pairs = sum(map(len, now.asked.values()))


TALLY = Tally()


def write_down(tally: Tally = TALLY) -> int:
    """Adds what was counted to the tables; returns for how many enterprises and weeks. Raises and loses nothing."""
    counts = tally.take()
    weeks = sorted({week for week, several in (*counts.shown.items(), *counts.opened.items()) if several})
    if not weeks:
        return 0
    try:
        with transaction.atomic():
            written = sum(_add_seen(week, counts.shown[week], counts.opened[week]) for week in weeks)
            has_room = SeenFor.objects.count() + counts.pairs <= _MOST_ROWS
            for (week, text), asked in sorted(counts.asked.items()):
                _add_asked(week, text, asked, has_room=has_room)
    except Exception:
        tally.put_back(counts)
        raise
    return written


def forget(at: datetime) -> int:
    """Erases what may no longer be kept; returns how many rows that were."""
    today = at.date()
    same = SeenFor.objects.filter(enterprise=OuterRef("enterprise"), text=OuterRef("text"))
    often = same.order_by().values("text").annotate(often=Sum("count")).values("often")
    rare = SeenFor.objects.filter(week__lt=today - RARE_KEPT).annotate(often=Subquery(often))
    erased = [
        Seen.objects.filter(week__lt=today - KEPT).delete(),
        SeenFor.objects.filter(week__lt=today - KEPT).delete(),
        rare.filter(often__lt=SHOWN_FROM).delete(),
    ]
    return sum(rows for rows, _by_model in erased)


def _add_seen(week: date, shown: Counter[str], opened: Counter[str]) -> int:
    """Makes the rows that are missing and adds to all; in one order, so that two processes wait and never lock up."""
    more = {UUID(one): (shown[one], opened[one]) for one in sorted({*shown, *opened})}
    Seen.objects.bulk_create(
        [Seen(enterprise_id=one, week=week) for one in more], batch_size=_BATCH, ignore_conflicts=True
    )
    rows = Seen.objects.filter(week=week)
    for some in _batches(list(more)):
        list(rows.filter(enterprise__in=some).order_by("enterprise").select_for_update().values_list("pk"))
    for (more_shown, more_opened), some in _alike(more):
        rows.filter(enterprise__in=some).update(
            shown=F("shown") + more_shown, opened=F("opened") + more_opened
        )
    return len(more)


def _add_asked(week: date, text: str, asked: Mapping[str, int], *, has_room: bool) -> None:
    """The same for one question; where the table is full, only rows that are there are added to."""
    more = {UUID(one): count for one, count in sorted(asked.items())}
    if has_room:
        SeenFor.objects.bulk_create(
            [SeenFor(enterprise_id=one, week=week, text=text) for one in more],
            batch_size=_BATCH,
            ignore_conflicts=True,
        )
    rows = SeenFor.objects.filter(week=week, text=text)
    for some in _batches(list(more)):
        list(rows.filter(enterprise__in=some).order_by("enterprise").select_for_update().values_list("pk"))
    for times, some in _alike(more):
        rows.filter(enterprise__in=some).update(count=F("count") + times)


def _alike(counts: Mapping[UUID, _More]) -> Iterator[tuple[_More, list[UUID]]]:
    """The enterprises that get the same added, together: a handful of statements for a thousand of them."""
    groups: defaultdict[_More, list[UUID]] = defaultdict(list)
    for enterprise, more in counts.items():
        groups[more].append(enterprise)
    for more, enterprises in groups.items():
        for some in _batches(enterprises):
            yield more, some


def _batches(enterprises: Sequence[UUID]) -> Iterator[list[UUID]]:
    return (list(enterprises[at : at + _BATCH]) for at in range(0, len(enterprises), _BATCH))
