# SPDX-License-Identifier: EUPL-1.2
"""Dates as registers write them. Day, month and year must all be there: a guess would move the end of a label."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Final

DUTCH: Final = "nl"

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb febr",
            "maart mrt maa",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "augustus aug",
            "september sep sept",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|ma|di|wo|do|vr|za|zo)"
_TIME = r"(?:,?\s+(?:om\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*uur)?)?"
_IN_WORDS: Final = re.compile(
    rf"(?:{_WEEKDAY}[.,]?\s+)?(?P<day>\d{{1,2}})(?:e|ste|de)?[\s.-]+(?P<month>[a-z]+)\.?[\s,-]+"
    rf"(?P<year>\d{{4}}|['‘’]?\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_IN_FIGURES: Final = re.compile(rf"(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.](?P<year>\d{{4}}){_TIME}")
_ISO: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?")
# Nothing that is a date is longer; what is longer is not looked at.
_LONGEST: Final = 100


@lru_cache(maxsize=16_384)
def read(text: str, form: str) -> date | None:
    """The date that a text says in a form ("nl" or strptime); None where it does not say one that exists."""
    if len(text) > _LONGEST:
        return None
    if form == DUTCH:
        return _dutch(text)
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007  a day as written has no time zone
    except ValueError:
        return None


def iso(text: str) -> date | None:
    """The date of an ISO 8601 text, with or without a time; the day is taken as it is written."""
    found = _ISO.fullmatch(text[:_LONGEST])
    return _day(found[1]) if found else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _dutch(text: str) -> date | None:
    found = _IN_WORDS.fullmatch(text) or _IN_FIGURES.fullmatch(text)
    if not found:
        return iso(text)
    month = found["month"].lower()
    number = int(month) if month.isdecimal() else _MONTHS.get(month, 0)
    return _day(f"{_year(found['year']):04}-{number:02}-{int(found['day']):02}")


def _year(text: str) -> int:
    # Two figures are read as strptime reads them: 69 to 99 of the last century.
    digits = int(text.lstrip("'‘’"))
    if digits >= 100 or len(text) == 4:
        return digits
    return digits + (1900 if digits >= 69 else 2000)
