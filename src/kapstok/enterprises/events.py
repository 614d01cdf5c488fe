# SPDX-License-Identifier: EUPL-1.2
"""The events of labels whose rows are rewritten, ready to be written with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from kapstok.enterprises.label_events import event_kind
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import EnterpriseLabel, LabelEvent
from kapstok.registers.queries import PublishedSpan, published_spans

_NEVER = PublishedSpan(date.max, None)


def label_events(
    before: Mapping[int, EnterpriseLabel],
    after: Iterable[EnterpriseLabel],
    day: date,
    at: datetime,
    rules: ListingRules,
) -> list[LabelEvent]:
    """What became of the labels that get new rows, in the order of their entries; `before` has the old rows.

    One query where anything happened, none where nothing did.
    """
    kinds = [
        (row, kind)
        for row in sorted(after, key=lambda row: row.entry_id)
        if (kind := event_kind(before.get(row.entry_id), row, rules.policy(row.label).levels))
    ]
    spans = published_spans() if kinds else {}
    return [_event(before.get(row.entry_id), row, kind, day, at, spans) for row, kind in kinds]


def _event(
    before: EnterpriseLabel | None,
    after: EnterpriseLabel,
    kind: str,
    day: date,
    at: datetime,
    spans: Mapping[str, PublishedSpan],
) -> LabelEvent:
    span = spans.get(after.register, _NEVER)
    event = LabelEvent(
        entry_id=after.entry_id,
        run_id=span.last_run,
        day=day,
        at=at,
        label=after.label,
        kind=kind,
        baseline=before is None and after.first_seen <= span.first_day,
        after_state=after.state,
        after_level=after.level or "",
        after_flags=after.flags,
    )
    if before is not None:
        event.before_state, event.before_flags = before.state, before.flags
        event.before_level = before.level or ""
    return event
