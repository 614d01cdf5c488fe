# SPDX-License-Identifier: EUPL-1.2
"""Why an enterprise that somebody keeps on a list is no longer among the results, and since when. Pure.

It is listed while it is in the area and a label holds. So either no label holds: the reason is what became of
the label that held last, from the day on which none held any more; or it is elsewhere, from the day since which the
registers show its present place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kapstok.enterprises.enums import State
from kapstok.enterprises.label_state import LabelInTime, LabelOnDay

_STATES = (State.PENDING, State.EXCLUDED, State.LAPSED, State.HOLDS)


class Why(StrEnum):
    WAITING = "waiting"  # past its term, still in the register
    GONE = "gone"  # no longer in the register
    ENDED = "ended"  # the term is over
    EXCLUDED = "excluded"  # in the register, with a level or status that does not count
    NEVER = "never"  # no label of it ever held
    ELSEWHERE = "elsewhere"  # a label holds, outside the area
    WITHHELD = "withheld"  # not shown at request, whatever its labels
    NOWHERE = "nowhere"  # a label holds, and nobody knows where it is


@dataclass(frozen=True)
class Unlisted:
    """`since` is the first day, None where that is not known; `label` the one that held last."""

    why: Why
    since: date | None
    label: LabelOnDay | None = None


def without_label(labels: Sequence[LabelInTime], today: date) -> Unlisted:
    """Why no label of an enterprise holds today."""
    since: date | None = None
    for day in sorted({turn for label in labels for turn, _ in label.course(today)}, reverse=True):
        held = [label for label in labels if label.on(day).holds]
        if held:
            last = held[0].on(today)
            return Unlisted(_reason(last), since, last)
        since = day
    return _unseen([label.on(today) for label in labels], since, today)


def outside(municipality: str | None, since: date | None) -> Unlisted:
    """Why an enterprise with a label is not listed: its place, given by code, is not in the area or not known."""
    return Unlisted(Why.NOWHERE if municipality is None else Why.ELSEWHERE, since)


def _unseen(labels: Sequence[LabelOnDay], since: date | None, today: date) -> Unlisted:
    """Why none holds where none was ever seen to hold: what the registers say of the time before we looked."""
    for label in sorted(labels, key=lambda one: _STATES.index(one.state)):
        if label.state is State.EXCLUDED:
            return Unlisted(Why.EXCLUDED, since, label)
        if label.valid_until and label.valid_until < today:
            return Unlisted(_reason(label), label.valid_until + timedelta(days=1), label)
    return Unlisted(Why.NEVER, since)


def _reason(label: LabelOnDay) -> Why:
    if label.state is State.PENDING:
        return Why.WAITING
    if label.state is State.EXCLUDED:
        return Why.EXCLUDED
    return Why.GONE if label.missing_since else Why.ENDED
