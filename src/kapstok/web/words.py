# SPDX-License-Identifier: EUPL-1.2
"""How days and numbers are said to a reader, in the language of the page."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language


def spoken(day: date, today: date | None = None) -> str:
    """A day in words: "3 maart 2027"; the year is left out when it is the year of `today`."""
    return _said(day, "j F" if today and day.year == today.year else "j F Y", get_language())


def figure(number: int) -> str:
    """A whole number as the language writes it: "1.240", and "1,240" in English."""
    # What needs no separator is written alike everywhere; most numbers on a page are small.
    return int.__repr__(number) if -1_000 < number < 1_000 else _large(int(number), get_language())


@lru_cache(maxsize=4096)
def _large(number: int, language: str | None) -> str:
    return number_format(number, use_l10n=True)


@lru_cache(maxsize=4096)
def _said(day: date, form: str, language: str | None) -> str:
    """Django's words, which follow the active language: that is named to be told apart."""
    return date_format(day, form)
