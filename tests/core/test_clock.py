# SPDX-License-Identifier: EUPL-1.2
"""A day is a day somewhere: around midnight, and when clocks are set forward and back."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

import pytest

from kapstok.core import clock


@pytest.mark.parametrize(
    ("instant", "amsterdam"),
    [
        ("2026-01-01T22:59:59", "2026-01-01"),
        ("2026-01-01T23:00:00", "2026-01-02"),
        ("2026-07-01T21:59:59", "2026-07-01"),
        ("2026-07-01T22:00:00", "2026-07-02"),
        # Clocks go forward on 29 March and back on 25 October: those days have 23 and 25 hours.
        ("2026-03-28T23:00:00", "2026-03-29"),
        ("2026-03-29T21:59:59", "2026-03-29"),
        ("2026-03-29T22:00:00", "2026-03-30"),
        ("2026-10-24T22:00:00", "2026-10-25"),
        ("2026-10-25T22:59:59", "2026-10-25"),
        ("2026-10-25T23:00:00", "2026-10-26"),
    ],
)
def test_today_is_what_the_calendar_of_the_region_shows(
    monkeypatch: pytest.MonkeyPatch, instant: str, amsterdam: str
) -> None:
    class At(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.fromisoformat(instant).replace(tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(clock, "datetime", At)
    assert clock.today("Europe/Amsterdam").isoformat() == amsterdam
