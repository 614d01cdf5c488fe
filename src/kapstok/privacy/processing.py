# SPDX-License-Identifier: EUPL-1.2
"""The processing register (verwerkingsregister, AVG art. 30), made of what every table declares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from kapstok.core.personal_data import PersonalData
from kapstok.privacy.declarations import Declared, declared


@dataclass(frozen=True)
class Facts:
    """Facts within a processing: what, until when, in which tables; `nightly`: the program sees to it."""

    what: str
    until: str
    tables: tuple[str, ...]
    nightly: bool


@dataclass(frozen=True)
class Processing:
    """What is done with facts of people for one purpose, in words of the current language."""

    title: str
    whose: str
    why: str
    basis: str
    shared_with: str
    facts: tuple[Facts, ...]

    def as_json(self) -> dict[str, Any]:
        facts = [
            {"what": one.what, "until": one.until, "tables": list(one.tables), "nightly": one.nightly}
            for one in self.facts
        ]
        return {
            "title": self.title,
            "whose": self.whose,
            "why": self.why,
            "basis": self.basis,
            "shared_with": self.shared_with or None,
            "facts": facts,
        }


def register() -> tuple[Processing, ...]:
    """Every processing, by its title, in words of the current language."""
    by_purpose: dict[tuple[str, ...], list[Declared]] = {}
    for one in declared():
        by_purpose.setdefault(_purpose(one.data), []).append(one)
    return tuple(sorted((_processing(those) for those in by_purpose.values()), key=lambda one: one.title))


def _purpose(data: PersonalData) -> tuple[str, str, str, str]:
    return (data.title, data.whose, data.why, data.basis)


def _processing(those: list[Declared]) -> Processing:
    shared = dict.fromkeys(one.data.shared_with for one in those if one.data.shared_with)
    title, whose, why, basis = map(gettext, _purpose(those[0].data))
    return Processing(title, whose, why, basis, "; ".join(map(gettext, shared)), tuple(_facts(those)))


def _facts(those: Iterable[Declared]) -> Iterable[Facts]:
    alike: dict[tuple[str, str], list[Declared]] = {}
    for one in those:
        alike.setdefault((one.data.what, one.data.until), []).append(one)
    for (what, until), tables in alike.items():
        yield Facts(
            gettext(what),
            gettext(until),
            tuple(one.table for one in tables),
            any(one.data.kept for one in tables),
        )
