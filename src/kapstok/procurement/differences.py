# SPDX-License-Identifier: EUPL-1.2
"""What differs between the labels of the day a list was shared and those of today (rule: `differences.md`). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kapstok.enterprises.assembling import EntryLabel
from kapstok.enterprises.label_state import LabelOnDay


class Kind(StrEnum):
    ENDED = "ended"
    BEGUN = "begun"
    CHANGED = "changed"
    PROLONGED = "prolonged"


@dataclass(frozen=True)
class Difference:
    """A label that is not what it was.

    `then` is None for one that has begun; `now` for one of which nothing is known today.
    """

    kind: Kind
    then: LabelOnDay | None
    now: LabelOnDay | None


def differences(then: Sequence[EntryLabel], now: Sequence[EntryLabel]) -> tuple[Difference, ...]:
    """What a reader of both days has to be told; nothing where they say the same."""
    before, after = _held(then), _held(now)
    today = {one.entry: one.on_day for one in now}
    since = (_since(one.on_day, after, today.get(one.entry)) for one in then if one.on_day.holds)
    known = {one.label for one in before}
    begun = {_said(one): Difference(Kind.BEGUN, None, one) for one in after if one.label not in known}
    return (*dict.fromkeys(one for one in since if one), *begun.values())


def is_corrected(shown: Sequence[EntryLabel], known: Sequence[EntryLabel]) -> bool:
    """Whether what a list showed on its day is not what is known now of that day."""
    return {_said(one) for one in _held(shown)} != {_said(one) for one in _held(known)}


def _since(held: LabelOnDay, after: Sequence[LabelOnDay], now: LabelOnDay | None) -> Difference | None:
    """What became of a label that held; `now` is what its own entry says today."""
    same = [one for one in after if _said(one) == _said(held)]
    if any(one.valid_until == held.valid_until for one in same):
        return None
    if same:
        return Difference(Kind.PROLONGED, held, same[0])
    successor = now if now and now.holds else next((one for one in after if one.label == held.label), None)
    if successor:
        return Difference(Kind.CHANGED, held, successor)
    return Difference(Kind.ENDED, held, now)


def _held(labels: Iterable[EntryLabel]) -> list[LabelOnDay]:
    return [one.on_day for one in labels if one.on_day.holds]


def _said(label: LabelOnDay) -> tuple[str, str | None, frozenset[str]]:
    """What a reader is told of a label that holds, but for its term."""
    return (label.label, label.level, frozenset(label.flags))
