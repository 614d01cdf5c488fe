# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from kapstok.search.analysis import ANALYSIS_VERSION
from kapstok.search.columns import Position
from kapstok.search.models import OutboxHead


def behind(position: Position | None) -> int | None:
    """How many changes an index at this position has still to follow; None where it has to be built anew."""
    head = OutboxHead.objects.first()
    if head is None:
        return 0
    if position is None or (position.epoch, position.analysis) != (head.epoch, ANALYSIS_VERSION):
        return None
    return head.position - position.applied if position.applied <= head.position else None


def outbox_mark() -> tuple[str, int] | None:
    """Another one for each change that is committed, also in another database; None before the first."""
    return OutboxHead.objects.values_list("epoch", "position").first()
