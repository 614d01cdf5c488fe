# SPDX-License-Identifier: EUPL-1.2
"""Instants are UTC; a day is a day somewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today(timezone: str) -> date:
    """The day that the calendar shows now in `timezone` (an IANA name)."""
    return datetime.now(ZoneInfo(timezone)).date()
