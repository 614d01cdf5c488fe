# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date

from django import template

from kapstok.web import words

register = template.Library()


@register.filter
def spoken(day: date, today: date | None = None) -> str:
    """A day in words; with `today`, without the year when that is the same."""
    return words.spoken(day, today)
