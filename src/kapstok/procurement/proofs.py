# SPDX-License-Identifier: EUPL-1.2
"""Where each label of a list was seen: the page, when it was fetched, and the fingerprint of its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kapstok.enterprises.assembling import EntryLabel
from kapstok.enterprises.cards import Shown
from kapstok.enterprises.enums import State
from kapstok.procurement.lines import Line
from kapstok.registers.queries import PageEvidence, pages_of

_PROVEN = (State.HOLDS, State.PENDING)


@dataclass(frozen=True)
class Proof:
    """One label on one day, with the page that shows it; None where none was kept."""

    enterprise: Shown
    day: date
    label: EntryLabel
    page: PageEvidence | None


def proofs(lines: Sequence[Line], today: date) -> list[tuple[Proof, ...]]:
    """For each line, in order, the labels that hold or wait today, and those that held on the day it was shared.

    A register is opened once for a day, however many lines there are.
    """
    shared_on = next((line.then.day for line in lines if line.then), None)
    asked = [list(_asked(line, today)) for line in lines]
    pages = {
        day: pages_of({label.entry for one in asked for at, label in one if at == day}, day)
        for day in {today, shared_on} - {None}
        if day
    }
    return [
        tuple(Proof(line.enterprise, day, label, pages[day].get(label.entry)) for day, label in one)
        for line, one in zip(lines, asked, strict=True)
    ]


def _asked(line: Line, today: date) -> Iterator[tuple[date, EntryLabel]]:
    yield from ((today, label) for label in _counting(line.labels))
    if line.then and line.then.day != today:
        yield from ((line.then.day, label) for label in _counting(line.then.known))


def _counting(labels: Iterable[EntryLabel]) -> Iterator[EntryLabel]:
    return (label for label in labels if label.on_day.state in _PROVEN)
