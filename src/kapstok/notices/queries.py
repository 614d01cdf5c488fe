# SPDX-License-Identifier: EUPL-1.2
"""How the queue stands, for those who run the instance; says nothing about anyone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from kapstok.notices.enums import NoticeState
from kapstok.notices.models import Notice


@dataclass(frozen=True)
class Counts:
    """How many notices are in each state; `waiting` are those in the queue, to be sent now or later."""

    waiting: int = 0
    sending: int = 0
    sent: int = 0
    failed: int = 0
    uncertain: int = 0


def counts() -> Counts:
    """The notices by state; one query."""
    rows = Notice.objects.order_by().values_list("state").annotate(Count("id"))
    found = dict(rows)
    return Counts(
        waiting=found.get(NoticeState.QUEUED, 0),
        sending=found.get(NoticeState.SENDING, 0),
        sent=found.get(NoticeState.SENT, 0),
        failed=found.get(NoticeState.FAILED, 0),
        uncertain=found.get(NoticeState.UNCERTAIN, 0),
    )


def waiting_since() -> datetime | None:
    """When the oldest notice that still waits was queued; None when none waits."""
    waiting = Notice.objects.filter(state=NoticeState.QUEUED)
    oldest: datetime | None = waiting.aggregate(oldest=Min("queued_at"))["oldest"]
    return oldest
