# SPDX-License-Identifier: EUPL-1.2
"""How an enterprise was found, as it may see it; what was counted for its parts before a merge counts for the whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from kapstok.enterprises.models import Enterprise, Seen, SeenFor
from kapstok.enterprises.ownership import parts_of
from kapstok.search.counting import SHOWN_FROM, monday_of

WEEKS = 26
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """How often an enterprise was shown in results and how often its page was opened, in the week from `begin`."""

    begin: date
    shown: int
    opened: int


@dataclass(frozen=True)
class FoundBy:
    """A question that was asked often enough to be told, and how often the enterprise stood in its results."""

    text: str
    times: int


def weeks(enterprise: Enterprise, today: date, count: int = WEEKS) -> tuple[Week, ...]:
    """The last so many weeks, this one last, also those in which nobody looked; none where nobody ever did."""
    first = monday_of(today) - (count - 1) * _A_WEEK
    rows = Seen.objects.filter(enterprise__in=parts_of(enterprise), week__gte=first)
    found = {
        week: Week(week, shown, opened)
        for week, shown, opened in rows.order_by()
        .values_list("week")
        .annotate(shown=Sum("shown"), opened=Sum("opened"))
    }
    days = (first + at * _A_WEEK for at in range(count))
    return tuple(found.get(day, Week(day, 0, 0)) for day in days) if found else ()


def found_by(enterprise: Enterprise, today: date, most: int = 20, count: int = WEEKS) -> tuple[FoundBy, ...]:
    """The questions of the last so many weeks in whose results it stood, the most frequent first; at most so many."""
    first = monday_of(today) - (count - 1) * _A_WEEK
    rows = SeenFor.objects.filter(enterprise__in=parts_of(enterprise), week__gte=first).order_by()
    often = rows.values("text").annotate(times=Sum("count")).filter(times__gte=SHOWN_FROM)
    return tuple(FoundBy(row["text"], row["times"]) for row in often.order_by("-times", "text")[:most])
