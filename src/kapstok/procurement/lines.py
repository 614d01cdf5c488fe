# SPDX-License-Identifier: EUPL-1.2
"""The enterprises of a list, with their labels of today and of the day it was shared: what page and files show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kapstok.enterprises.assembling import EntryLabel
from kapstok.enterprises.cards import Shown
from kapstok.enterprises.enums import State
from kapstok.enterprises.label_state import LabelInTime
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Membership
from kapstok.enterprises.standing import Standing, standing
from kapstok.procurement.differences import Difference, differences, is_corrected
from kapstok.procurement.queries import Choice
from kapstok.procurement.unlisted import Unlisted, Why, outside, without_label
from kapstok.registers.queries import entry_histories

Order = Callable[[EntryLabel], tuple[int, int, int]]
_STATES = (State.HOLDS, State.PENDING, State.EXCLUDED, State.LAPSED)


@dataclass(frozen=True)
class Then:
    """The labels of the day a list was shared: as known now, as shown that day, and what differs from today."""

    day: date
    known: tuple[EntryLabel, ...]
    shown: tuple[EntryLabel, ...]
    differences: tuple[Difference, ...]
    is_corrected: bool


@dataclass(frozen=True)
class Line:
    """One enterprise of a list. `labels` are those known today, what holds first; `unlisted`: why it is not listed."""

    enterprise: Shown
    labels: tuple[EntryLabel, ...]
    unlisted: Unlisted | None = None
    note: str = ""
    then: Then | None = None

    @property
    def is_withheld(self) -> bool:
        """Whether nothing of the enterprise may be told (enterprises/listing.md)."""
        return self.enterprise.withheld


def lines(
    choices: Sequence[Choice], today: date, rules: ListingRules, shared_on: date | None = None
) -> list[Line]:
    """The choices of a list in their order; the number of queries does not grow with it."""
    labels = _labels([choice.enterprise for choice in choices], rules)
    stands = {
        one.enterprise.pk: one
        for one in standing([str(choice.enterprise) for choice in choices], today, rules)
    }
    order = _in_order(rules)
    return [
        _line(choice, stands[choice.enterprise], labels[choice.enterprise], today, shared_on, order)
        for choice in choices
        if choice.enterprise in stands
    ]


def labels_on(
    enterprises: Sequence[UUID], day: date, rules: ListingRules
) -> Mapping[UUID, tuple[EntryLabel, ...]]:
    """The labels of some enterprises on any day, by what is known now."""
    order = _in_order(rules)
    return {one: _on(day, own, order) for one, own in _labels(enterprises, rules).items()}


def _line(
    choice: Choice,
    stand: Standing,
    own: Sequence[LabelInTime],
    today: date,
    shared_on: date | None,
    order: Order,
) -> Line:
    enterprise = stand.enterprise
    if enterprise.withheld:
        return Line(enterprise, (), Unlisted(Why.WITHHELD, None), choice.note)
    now = _on(today, own, order)
    return Line(
        enterprise=enterprise,
        labels=now,
        unlisted=None if stand.is_listed else _unlisted(enterprise, now, own, today),
        note=choice.note,
        then=_then(shared_on, own, now, choice, order) if shared_on else None,
    )


def _labels(enterprises: Sequence[UUID], rules: ListingRules) -> Mapping[UUID, list[LabelInTime]]:
    members = Membership.objects.filter(enterprise__in=enterprises).values_list("entry_id", "enterprise_id")
    owner = dict(members)
    found: defaultdict[UUID, list[LabelInTime]] = defaultdict(list)
    for history in entry_histories(owner):
        found[owner[history.entry]].append(LabelInTime(history, rules.policy(history.label)))
    return found


def _on(day: date, own: Sequence[LabelInTime], order: Order) -> tuple[EntryLabel, ...]:
    """The labels that were known on a day, in order."""
    seen = (
        EntryLabel(label.history.entry, label.history.register, label.history.key, label.on(day))
        for label in own
        if label.first_seen <= day
    )
    return tuple(sorted(seen, key=order))


def _in_order(rules: ListingRules) -> Order:
    """What holds goes first, and among equals the region's own order counts."""
    order = {label: place for place, label in enumerate(rules.policies)}
    return lambda one: (
        _STATES.index(one.on_day.state),
        order.get(one.on_day.label, len(order)),
        one.entry,
    )


def _then(
    day: date,
    own: Sequence[LabelInTime],
    now: tuple[EntryLabel, ...],
    choice: Choice,
    order: Order,
) -> Then:
    known, shown = _on(day, own, order), choice.shown or ()
    return Then(day, known, shown, differences(known, now), is_corrected(shown, known))


def _unlisted(
    enterprise: Shown, now: Sequence[EntryLabel], own: Sequence[LabelInTime], today: date
) -> Unlisted:
    if not any(one.on_day.holds for one in now):
        return without_label(own, today)
    cities = enterprise.facts.get("city", ())
    shown = date.fromisoformat(cities[0]["since"]) if cities else None
    return outside(enterprise.municipality, enterprise.place_said_on or shown)
