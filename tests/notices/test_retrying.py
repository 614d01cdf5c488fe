# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import timedelta

from kapstok.notices.retrying import ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE, pause


def test_pauses_grow_up_to_a_day_and_then_there_is_no_further_attempt() -> None:
    pauses = [pause(attempts) for attempts in range(1, ATTEMPTS + 3)]
    known = [wait for wait in pauses if wait is not None]
    assert pauses[len(known) :] == [None, None, None]
    assert (known[0], known[-1]) == (FIRST_PAUSE, LONGEST_PAUSE)
    assert known == sorted(known)
    assert timedelta(days=3) < sum(known, timedelta()) < timedelta(days=7)
