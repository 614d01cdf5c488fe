# SPDX-License-Identifier: EUPL-1.2
"""The labels of an enterprise as a shared list keeps them: plain JSON, to be read again years later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kapstok.enterprises.assembling import EntryLabel
from kapstok.enterprises.enums import State
from kapstok.enterprises.label_state import LabelOnDay


def kept(labels: Iterable[EntryLabel]) -> list[dict[str, Any]]:
    """What is kept of the labels of a day."""
    return [
        {
            "entry": one.entry,
            "register": one.register,
            "key": one.key,
            "label": one.on_day.label,
            "level": one.on_day.level,
            "flags": list(one.on_day.flags),
            "status": one.on_day.status,
            "valid_from": _iso(one.on_day.valid_from),
            "valid_until": _iso(one.on_day.valid_until),
            "state": one.on_day.state.value,
            "missing_since": _iso(one.on_day.missing_since),
        }
        for one in labels
    ]


def read(rows: Iterable[Mapping[str, Any]]) -> tuple[EntryLabel, ...]:
    """The labels that `kept` wrote; when they were first and last seen is not among it."""
    return tuple(
        EntryLabel(
            row["entry"],
            row["register"],
            row["key"],
            LabelOnDay(
                label=row["label"],
                level=row["level"],
                flags=tuple(row["flags"]),
                status=row["status"],
                valid_from=_day(row["valid_from"]),
                valid_until=_day(row["valid_until"]),
                state=State(row["state"]),
                first_seen=None,
                last_seen=None,
                missing_since=_day(row["missing_since"]),
            ),
        )
        for row in rows
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
