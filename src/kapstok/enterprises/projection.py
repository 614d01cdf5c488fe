# SPDX-License-Identifier: EUPL-1.2
"""What is kept of a profile for pages, lists and filters; the same profile always gives the same columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from kapstok.enterprises.assembling import EntryLabel, Profile
from kapstok.enterprises.facts import Fact

Columns = Mapping[str, Any]


def enterprise_columns(profile: Profile) -> dict[str, Any]:
    """The columns of `models.Enterprise` that follow from the registers."""
    location = profile.location
    return {
        "name": profile.name,
        "facts": {field: [_fact(fact) for fact in facts] for field, facts in profile.facts.items()},
        "municipality": location.municipality,
        "place_note": location.note or "",
        "lat": location.lat,
        "lon": location.lon,
        "first_seen": profile.first_seen,
        "in_area": profile.in_area,
        "listed": profile.is_listed,
        "next_change": profile.next_change,
        "withheld": profile.withheld,
        "place_said_on": profile.place_said.since if profile.place_said else None,
    }


def label_columns(label: EntryLabel) -> dict[str, Any]:
    """The columns of `models.EnterpriseLabel` that follow from the registers."""
    on_day = label.on_day
    return {
        "register": label.register,
        "key": label.key,
        "label": on_day.label,
        "level": on_day.level,
        "flags": list(on_day.flags),
        "status": on_day.status,
        "valid_from": on_day.valid_from,
        "valid_until": on_day.valid_until,
        "state": on_day.state.value,
        "first_seen": on_day.first_seen,
        "missing_since": on_day.missing_since,
    }


def shows(row: Model | None, columns: Columns) -> bool:
    """Whether a row has exactly these columns already."""
    return row is not None and all(getattr(row, name) == value for name, value in columns.items())


def _fact(fact: Fact) -> dict[str, str]:
    return {
        "value": fact.value,
        "register": fact.register,
        "key": fact.key,
        "since": fact.since.isoformat(),
    }
