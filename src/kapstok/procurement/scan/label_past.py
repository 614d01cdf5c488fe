# SPDX-License-Identifier: EUPL-1.2
"""What the labels of a supplier are worth on a day: they hold, they held before, or they never counted. Pure.

*Now* is `State.HOLDS` on the day, or what `evidence` calls stated for a day before the first run of the register.
*Before* is a label that held on an earlier day and does not now, with the last day on which it did; where no run saw it
hold, the end that its register gives is that day, when level and status count. Anything else *never counted*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kapstok.enterprises.enums import State
from kapstok.enterprises.label_state import LabelInTime, LabelOnDay
from kapstok.enterprises.proof import finding

_LONG_AGO = date.min


@dataclass(frozen=True)
class Past:
    """A label that held before: as it was, until when it held, and what it is on the day of the question."""

    label: LabelOnDay
    until: date
    since_then: LabelOnDay


@dataclass(frozen=True)
class Held:
    """The labels of one supplier on a day: those that hold, those that held before, those that never counted.

    In the order of the region's labels; each label with its level and flags once.
    """

    now: tuple[LabelOnDay, ...] = ()
    before: tuple[Past, ...] = ()
    uncounted: tuple[LabelOnDay, ...] = ()

    @property
    def labels(self) -> frozenset[str]:
        """The labels that hold."""
        return frozenset(label.label for label in self.now)


def held(labels: Iterable[LabelInTime], day: date, order: Mapping[str, int]) -> Held:
    """What the labels of one supplier are worth on a day; `order` says where a region has each label."""
    now: list[LabelOnDay] = []
    before: list[Past] = []
    uncounted: list[LabelOnDay] = []
    for label in labels:
        on_day = _on(label, day)
        if on_day is None:
            continue
        if on_day.holds:
            now.append(on_day)
        elif past := _past(label, day, on_day):
            before.append(past)
        else:
            uncounted.append(on_day)
    return Held(
        now=tuple(_distinct(sorted(now, key=lambda one: _place(one, order)))),
        before=_last(sorted(before, key=lambda one: _place(one.label, order))),
        uncounted=tuple(_distinct(sorted(uncounted, key=lambda one: _place(one, order)))),
    )


def _on(label: LabelInTime, day: date) -> LabelOnDay | None:
    """The label as it is proven for the day; None where nothing tells of that day."""
    if label.first_seen <= day:
        return label.on(day)
    found = finding(label.history, day, label.policy)
    return found.on_day if found else None


def _past(label: LabelInTime, day: date, now: LabelOnDay) -> Past | None:
    last: Past | None = None
    for _, then in label.course(day):
        if then.holds and then.next_change:
            last = Past(then, then.next_change - timedelta(days=1), now)
    return last or _stated(label, day, now)


def _stated(label: LabelInTime, day: date, now: LabelOnDay) -> Past | None:
    """A label that ended before any run could see it hold, by the word of its register."""
    end = now.valid_until
    counts = now.state is not State.EXCLUDED and label.policy.counts(now.level, now.status)
    if not counts or end is None or end >= day:
        return None
    return Past(replace(now, state=State.HOLDS), end, now)


def _last(pasts: Iterable[Past]) -> tuple[Past, ...]:
    """Of each label the one that held last."""
    found: dict[str, Past] = {}
    for past in pasts:
        known = found.get(past.label.label)
        if known is None or past.until > known.until:
            found[past.label.label] = past
    return tuple(found.values())


def _distinct(labels: Iterable[LabelOnDay]) -> Iterator[LabelOnDay]:
    """Each label, level and flags once, in the writing whose term ends last."""
    found: dict[tuple[object, ...], LabelOnDay] = {}
    for label in labels:
        key = (label.label, label.level, label.flags)
        known = found.get(key)
        if known is None or _end(label) > _end(known):
            found[key] = label
    yield from found.values()


def _end(label: LabelOnDay) -> date:
    """Until when a label is valid; one without an end outlasts all."""
    return label.valid_until or (date.max if label.holds else _LONG_AGO)


def _place(label: LabelOnDay, order: Mapping[str, int]) -> int:
    return order.get(label.label, len(order))
