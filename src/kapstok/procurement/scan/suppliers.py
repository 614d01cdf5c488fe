# SPDX-License-Identifier: EUPL-1.2
"""Everybody whom the registers know, as a creditor list is held against them, and what their labels are worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from kapstok.enterprises.following import records
from kapstok.enterprises.label_state import LabelInTime
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, Membership
from kapstok.procurement.scan.label_past import Held, held
from kapstok.registers.histories import EntryHistory
from kapstok.registers.queries import entry_histories
from kapstok.resolution.records import Record


@dataclass(frozen=True)
class Supplier:
    """An enterprise that a row of a list was found to be of; `number` names it within one scan."""

    number: int
    slug: str
    name: str
    city: str
    kvk: tuple[str, ...]
    held: Held


@dataclass(frozen=True)
class Known:
    """All entries of all registers, and of which enterprise each is; read once for a scan."""

    histories: Sequence[EntryHistory]
    enterprises: Sequence[Mapping[str, Any]]
    groups: Mapping[int, int]
    day: date
    rules: ListingRules
    _suppliers: dict[int, Supplier] = field(default_factory=dict)

    @cached_property
    def records(self) -> list[Record]:
        """The entries as resolution compares them."""
        return list(records(self.histories))

    @cached_property
    def _entries(self) -> Mapping[int, list[EntryHistory]]:
        found: defaultdict[int, list[EntryHistory]] = defaultdict(list)
        for history in self.histories:
            if history.entry in self.groups:
                found[self.groups[history.entry]].append(history)
        return found

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {label: place for place, label in enumerate(self.rules.policies)}

    def supplier(self, number: int) -> Supplier | None:
        """The enterprise with this number; None for one of which nothing may be told (enterprises/listing.md)."""
        row = self.enterprises[number]
        if row["withheld"]:
            return None
        if number not in self._suppliers:
            self._suppliers[number] = self._supplier(number, row)
        return self._suppliers[number]

    def _supplier(self, number: int, row: Mapping[str, Any]) -> Supplier:
        facts = row["facts"]
        labels = [LabelInTime(one, self.rules.policy(one.label)) for one in self._entries.get(number, ())]
        return Supplier(
            number=number,
            slug=row["slug"],
            name=row["name"],
            city=next((fact["value"] for fact in facts.get("city", ())), ""),
            kvk=tuple(fact["value"] for fact in facts.get("kvk", ())),
            held=held(labels, self.day, self._order),
        )


def known(day: date, rules: ListingRules) -> Known:
    """Everybody, as they stand on a day; a handful of queries, however many there are."""
    rows = Enterprise.objects.filter(merged_into=None).order_by("made_at", "slug")
    enterprises = list(rows.values("pk", "slug", "name", "facts", "withheld"))
    numbers: dict[UUID, int] = {row["pk"]: number for number, row in enumerate(enterprises)}
    members = Membership.objects.values_list("entry_id", "enterprise_id")
    groups = {entry: numbers[enterprise] for entry, enterprise in members if enterprise in numbers}
    histories = [history for history in entry_histories() if history.entry in groups]
    return Known(histories, enterprises, groups, day, rules)
