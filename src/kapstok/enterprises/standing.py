# SPDX-License-Identifier: EUPL-1.2
"""Enterprises as they stand on a day, whatever day their rows were last brought up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kapstok.enterprises.assembling import profile
from kapstok.enterprises.cards import Shown, cards
from kapstok.enterprises.layer import NOTHING_SAID
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.queries import layer_of
from kapstok.registers.queries import entry_histories


class StandingLabel(Protocol):
    """A label with its state: a row of the database, or one computed for a day."""

    @property
    def label(self) -> str: ...
    @property
    def level(self) -> str | None: ...
    @property
    def flags(self) -> Sequence[str]: ...
    @property
    def state(self) -> str: ...
    @property
    def valid_until(self) -> date | None: ...


@dataclass(frozen=True)
class Standing:
    """An enterprise on a day: whether it is listed then, and its labels in their state of then."""

    enterprise: Shown
    is_listed: bool
    labels: tuple[StandingLabel, ...]


def standing(keys: Sequence[str], day: date, rules: ListingRules) -> list[Standing]:
    """The enterprises with these keys, in that order, as they stand on `day`.

    Rows are right until their `next_change`; those past it are computed again from what the registers showed. The
    number of queries does not grow with the number of keys.
    """
    found = cards(keys)
    late = [card for card in found if card.enterprise.next_change and card.enterprise.next_change <= day]
    entries = {label.entry: card.enterprise.pk for card in late for label in card.labels}
    histories = entry_histories(entries) if entries else []
    layer = layer_of() if entries else NOTHING_SAID
    again = {
        pk: profile([history for history in histories if entries[history.entry] == pk], day, rules, layer)
        for pk in {card.enterprise.pk for card in late}
    }
    standings = []
    for enterprise, labels in found:
        now = again.get(enterprise.pk)
        if now is not None:
            standings.append(Standing(enterprise, now.is_listed, tuple(label.on_day for label in now.labels)))
        else:
            standings.append(Standing(enterprise, enterprise.listed, labels))
    return standings
