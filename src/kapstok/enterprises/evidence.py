# SPDX-License-Identifier: EUPL-1.2
"""Which labels an enterprise had on a day, each with the page that proves it (docs/commands.md, `evidence`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kapstok.enterprises.enums import Basis
from kapstok.enterprises.export import iso
from kapstok.enterprises.label_state import LabelOnDay
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.proof import Correction, Finding, finding
from kapstok.enterprises.queries import histories_of
from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Run
from kapstok.registers.queries import PageEvidence, page_of, register_names, snapshots


@dataclass(frozen=True)
class Proven:
    """One label of one entry on the day, with the bytes that prove it; `page` is None when none was kept.

    `corrected_by` is the run that changed the answer for this day, None when none did. `kept`: whether the bytes of the
    page are still there and are those of its hash; they were read to know it.
    """

    finding: Finding
    page: PageEvidence | None
    register_name: str
    corrected_by: int | None = None
    kept: bool = True

    @property
    def on_day(self) -> LabelOnDay:
        return self.finding.on_day

    @property
    def basis(self) -> Basis:
        return self.finding.basis

    @property
    def register(self) -> str:
        return self.finding.history.register

    @property
    def key(self) -> str:
        return self.finding.history.key

    @property
    def shown_name(self) -> str | None:
        """The name under which the register had the entry."""
        name = self.finding.version.values.get("name")
        return name if name is None or isinstance(name, str) else next(iter(name), None)

    @property
    def corrected(self) -> Correction | None:
        return self.finding.corrected


@dataclass(frozen=True)
class Evidence:
    """The labels that held on a day and those that did not; `known_since` is the day the enterprise was first seen."""

    enterprise: Enterprise
    on: date
    known_since: date
    held: tuple[Proven, ...]
    not_held: tuple[Proven, ...]

    def as_json(self) -> dict[str, Any]:
        """The document of docs/commands.md, with `not_held` beside `labels`."""
        return {
            "enterprise": {
                "slug": self.enterprise.slug,
                "name": self.enterprise.name,
                "kvk": self.enterprise.values("kvk"),
            },
            "on": self.on.isoformat(),
            "known_since": self.known_since.isoformat(),
            "labels": [_label(proven) for proven in self.held],
            "not_held": [_label(proven) for proven in self.not_held],
        }


def evidence(enterprise: Enterprise, day: date, rules: ListingRules) -> Evidence:
    """What is known now of an enterprise's labels on any day."""
    histories = sorted(histories_of(enterprise), key=lambda history: history.entry)
    found = [one for history in histories if (one := finding(history, day, rules.policy(history.label)))]
    names = register_names()
    proven = [_proven(one, names[one.history.register]) for one in found]
    return Evidence(
        enterprise=enterprise,
        on=day,
        known_since=min(history.seen[0][0] for history in histories),
        held=tuple(one for one in proven if one.on_day.holds),
        not_held=tuple(one for one in proven if not one.on_day.holds),
    )


def _proven(found: Finding, register_name: str) -> Proven:
    page = page_of(found.history.entry, found.page_day)
    kept = page is not None and snapshots().is_intact(page.sha256)
    return Proven(found, page, register_name, _run_of(found.history.register, found.corrected), kept)


def _run_of(register: str, corrected: Correction | None) -> int | None:
    if corrected is None:
        return None
    runs = Run.objects.filter(register=register, day=corrected.day, status=RunStatus.PUBLISHED)
    return runs.order_by("-id").values_list("id", flat=True).first()


def _label(proven: Proven) -> dict[str, Any]:
    on_day, page = proven.on_day, proven.page
    return {
        "label": on_day.label,
        "level": on_day.level,
        "flags": list(on_day.flags),
        "status": on_day.status,
        "state": on_day.state.value,
        "register": proven.register,
        "key": proven.key,
        "basis": proven.basis.value,
        "run": page.run if page else None,
        "url": page.url if page else None,
        "fetched_at": page.fetched_at.isoformat() if page else None,
        "sha256": page.sha256 if page else None,
        "kept": proven.kept,
        "valid_from": iso(on_day.valid_from),
        "valid_until": iso(on_day.valid_until),
        "first_seen": iso(on_day.first_seen),
        "last_seen": iso(on_day.last_seen),
        "missing_since": iso(on_day.missing_since),
        "corrected": _correction(proven),
    }


def _correction(proven: Proven) -> dict[str, Any] | None:
    if proven.corrected is None:
        return None
    corrected, then = proven.corrected, proven.corrected.then
    return {
        "run": proven.corrected_by,
        "day": corrected.day.isoformat(),
        "state": then.state.value,
        "level": then.level,
        "flags": list(then.flags),
        "status": then.status,
        "valid_from": iso(then.valid_from),
        "valid_until": iso(then.valid_until),
    }
