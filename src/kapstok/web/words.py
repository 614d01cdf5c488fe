# SPDX-License-Identifier: EUPL-1.2
"""How days are said to a reader, in the language of the page."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format


def spoken(day: date, today: date | None = None) -> str:
    """A day in words: "3 maart 2027"; the year is left out when it is the year of `today`."""
    return date_format(day, "j F" if today and day.year == today.year else "j F Y")
