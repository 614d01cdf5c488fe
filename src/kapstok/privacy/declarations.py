# SPDX-License-Identifier: EUPL-1.2
"""What every table of the program keeps of people, as its model declares it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from kapstok.core.personal_data import PersonalData
from kapstok.privacy.packages import PACKAGES


class Undeclared(LookupError):
    """A model does not say what it keeps of people: a fault of the program."""


@dataclass(frozen=True)
class Declared:
    """A table, and what it keeps of people."""

    model: type[Model]
    data: PersonalData

    @property
    def table(self) -> str:
        """Its name for people who read code: "accounts.Person"."""
        return self.model._meta.label


def declared() -> tuple[Declared, ...]:
    """Every table that keeps something of people, in the order of the rooms. Raises `Undeclared`."""
    both = ((model, declaration_of(model)) for model in apps.get_models())
    return tuple(Declared(model, data) for model, data in both if data is not None)


def declaration_of(model: type[Model]) -> PersonalData | None:
    """What a table keeps of people; None: nothing. Raises `Undeclared`."""
    # Not what it inherits: a model says so itself.
    said: Any = vars(model).get("personal_data", PACKAGES.get(model._meta.label, _NOTHING_SAID))
    if said is _NOTHING_SAID:
        raise Undeclared(f"{model._meta.label} does not say what it keeps of people (core/personal_data.py)")
    found: PersonalData | None = said
    return found


_NOTHING_SAID = object()
