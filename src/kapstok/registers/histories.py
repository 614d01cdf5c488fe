# SPDX-License-Identifier: EUPL-1.2
"""What a register showed of one entry, over all its published runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kapstok.registers.shapes import Value


@dataclass(frozen=True)
class Version:
    """What held for an entry from one published run on, until the next version.

    `unreadable` has, as shown, what could not be read while no earlier run had a value for it.
    """

    run: int
    day: date
    values: Mapping[str, Value]
    unreadable: Mapping[str, str]


@dataclass(frozen=True)
class EntryHistory:
    """One entry of one register over time.

    `versions` are in the order of their runs. `seen` has a pair for each unbroken presence: the day of its first
    published run, and of the first published run without the entry (None: it was in the last one). `run_days` are
    the distinct days of the register's published runs, ascending.
    """

    entry: int
    register: str
    label: str
    key: str
    versions: tuple[Version, ...]
    seen: tuple[tuple[date, date | None], ...]
    run_days: tuple[date, ...]
