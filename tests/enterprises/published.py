# SPDX-License-Identifier: EUPL-1.2
"""Registers that publish what a test tells them to, run by run, as rows of the registers room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from kapstok.enterprises.actions import assemble
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.locating import entry_location
from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Entry, EntryVersion, Register, Run, Sighting
from kapstok.registers.queries import entry_histories
from kapstok.resolution.actions import resolve
from kapstok.resolution.records import record
from tests.enterprises.timelines import day

Values = Mapping[str, Any]


class PublishedRegister:
    """`ladder.run(1, brug={"name": "De Brug"})` publishes a run on day 1 with the one entry "brug"."""

    def __init__(self, id_: str = "ladder", label: str = "pso", name: str = "PSO-Nederland"):
        self.register = Register.objects.create(
            id=id_, name=name, label=label, homepage="https://register.example/"
        )

    def run(self, on: int, **entries: Values) -> Run:
        at = datetime(day(on).year, day(on).month, day(on).day, 4, tzinfo=UTC)
        run = Run.objects.create(
            register=self.register,
            day=day(on),
            started_at=at,
            finished_at=at,
            status=RunStatus.PUBLISHED,
            seen=len(entries),
        )
        for key, values in entries.items():
            self._show(run, key, values)
        gone = Sighting.objects.filter(entry__register=self.register, gone_run=None).exclude(
            entry__key__in=entries
        )
        gone.update(gone_run=run)
        return run

    def entry(self, key: str) -> int:
        return Entry.objects.get(register=self.register, key=key).pk

    def _show(self, run: Run, key: str, values: Values) -> None:
        entry, _ = Entry.objects.get_or_create(register=self.register, key=key)
        latest = entry.versions.order_by("run_id").last()
        shown = {field: list(value) if isinstance(value, tuple) else value for field, value in values.items()}
        if latest is None or latest.values != shown:
            EntryVersion.objects.create(entry=entry, run=run, day=run.day, values=shown)
        if not entry.sightings.filter(gone_run=None).exists():
            Sighting.objects.create(entry=entry, from_run=run)


def follow(on: int, rules: ListingRules) -> frozenset[UUID]:
    """Resolves and assembles what is published, as a sync on that day does."""
    resolve(
        record(
            entry=h.entry,
            register=h.register,
            values=h.versions[-1].values,
            location=entry_location(h.versions[-1].values),
        )
        for h in entry_histories()
    )
    return assemble(day(on), rules)
