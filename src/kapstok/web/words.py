# SPDX-License-Identifier: EUPL-1.2
"""How days, levels and places are said to a reader, in the language of the page."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext


def spoken(day: date, today: date | None = None) -> str:
    """A day in words: "3 maart 2027"; the year is left out when it is the year of `today`."""
    return date_format(day, "j F" if today and day.year == today.year else "j F Y")


def level_words(level: str) -> str:
    """A level as a reader says it: "trede 3"; one that is a word already stays as it is."""
    return gettext("trede %(level)s") % {"level": level} if level.isdecimal() else level
