# SPDX-License-Identifier: EUPL-1.2
"""How long a message waits after an attempt that failed; the rule in words is in sending.md."""

from __future__ import annotations

from datetime import timedelta

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(days=1)
ATTEMPTS = 10
_GROWS_BY = 4


def pause(attempts: int) -> timedelta | None:
    """The wait after so many failed attempts (1 or more); None when there is no further attempt."""
    if attempts >= ATTEMPTS:
        return None
    # Compared as whole numbers first: a pause that grows for ever overflows a timedelta.
    factor: int = min(_GROWS_BY ** (attempts - 1), LONGEST_PAUSE // FIRST_PAUSE)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)
