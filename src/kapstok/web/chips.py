# SPDX-License-Identifier: EUPL-1.2
"""A label on a page: what it is called, and what it is worth today, in words, drawing and colour together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from kapstok.enterprises.enums import State
from kapstok.enterprises.standing import StandingLabel
from kapstok.enterprises.wording import label_words
from kapstok.regions.region_file import Region

_STATES = (State.HOLDS, State.PENDING, State.EXCLUDED, State.LAPSED)
_SHOWN_IN_LISTS = (State.HOLDS, State.PENDING)


@dataclass(frozen=True)
class Chip:
    """A label as shown: its text, and the tone, drawing and note of its state."""

    text: str
    tone: str
    icon: str
    note: str = ""


def chip(label: StandingLabel, region: Region) -> Chip:
    """The chip of a label in its state."""
    return Chip(label_words(region, label.label, label.level, label.flags), *_looks(State(label.state)))


def chips(labels: Iterable[StandingLabel], region: Region) -> tuple[Chip, ...]:
    """The chips of an enterprise in a list: what holds, then what is pending, each once, in the region's own order."""
    shown = [label for label in labels if State(label.state) in _SHOWN_IN_LISTS]
    return tuple(dict.fromkeys(chip(label, region) for label in sorted(shown, key=in_order(region))))


def in_order(region: Region) -> Callable[[StandingLabel], tuple[int, int]]:
    """Sorts labels: what holds goes first, and among equals the region's own order counts."""
    order = {label: place for place, label in enumerate(region.labels)}
    return lambda one: (_STATES.index(State(one.state)), order.get(one.label, len(order)))


def _looks(state: State) -> tuple[str, str, str]:
    match state:
        case State.HOLDS:
            return "holds", "check", ""
        case State.PENDING:
            return "warning", "clock", gettext("wacht op verlenging")
        case State.EXCLUDED:
            return "neutral", "info", gettext("telt niet mee")
        case State.LAPSED:
            return "neutral", "ended", gettext("geldt niet meer")
