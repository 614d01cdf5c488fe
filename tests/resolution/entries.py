# SPDX-License-Identifier: EUPL-1.2
"""Entries as registers show them, in one line each."""

from __future__ import annotations

from itertools import count

from kapstok.regions.gazetteer import gazetteer
from kapstok.resolution.records import Record, Value, record

_numbers = count(1)


def entry(register: str = "ladder", number: int | None = None, **values: Value) -> Record:
    """A record of an entry with these values, located by the tables; its number is the next one unless given."""
    parts = {name: str(values[name]) for name in ("postcode", "municipality", "city") if name in values}
    location = gazetteer().locate(**parts)
    return record(entry=number or next(_numbers), register=register, values=values, location=location)
