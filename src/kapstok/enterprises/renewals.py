# SPDX-License-Identifier: EUPL-1.2
"""When an enterprise is reminded that a label ends, and what its word that renewal is under way is worth.

The rule in words stands in renewals.md. Nothing here says what a label is worth: label_state.py does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from kapstok.enterprises.terms import Term

# So many days before a label ends, the first reminder first.
REMINDERS: Final = (120, 60, 14)
# From when on somebody may say that renewal is under way, and how long that is shown after the end.
SAID_BEFORE: Final = timedelta(days=180)
SHOWN_AFTER: Final = timedelta(days=120)


def due_reminder(until: date, day: date) -> int | None:
    """Which reminder (by its days) of a term that ends on `until` is to be given on a day; None for none.

    One that was missed is given late, as long as the next is not nearer by then; so two never come together.
    """
    left = (until - day).days
    passed = [days for days in REMINDERS if left <= days]
    if left < 0 or not passed:
        return None
    late = min(passed) - left
    wait = min((left - days for days in REMINDERS if days < left), default=None)
    return min(passed) if wait is None or late <= wait else None


def is_renewed(terms: Sequence[Term], until: date) -> bool:
    """Whether the register shows a term that lasts beyond one that ends on `until`."""
    return any(term.end is None or term.end > until for term in terms)


def may_be_said(until: date, day: date) -> bool:
    """Whether it makes sense to say on a day that renewing a term that ends on `until` is under way."""
    return until - SAID_BEFORE <= day <= until + SHOWN_AFTER


def is_still_said(said_of: date, terms: Sequence[Term], day: date) -> bool:
    """Whether a word about the term that ends on `said_of` is still shown on a day.

    It ends when the register shows another end, sooner or later, or when the term is over for too long.
    """
    shown = terms[-1].end if terms else None
    return shown == said_of and day <= said_of + SHOWN_AFTER
