# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.registers.enums import RunStatus
from kapstok.registers.schedule import LastRun, due_at, is_overdue, jitter

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
NONE = Fraction(0)

instants = st.integers(0, 20 * 365 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes))
intervals = st.timedeltas(timedelta(minutes=1), timedelta(days=90))
shares = st.builds(Fraction, st.integers(0, 999), st.just(1000))
statuses = st.sampled_from(RunStatus.values)


def hours_until_due(status: str, every: timedelta = DAY, share: Fraction = NONE) -> float:
    return (due_at(every, LastRun(NOON, status), NOON, share) - NOON) / timedelta(hours=1)


def test_a_register_that_was_never_read_is_due_at_once() -> None:
    assert due_at(DAY, None, NOON, NONE) <= NOON


@pytest.mark.parametrize(
    ("status", "hours"),
    [("published", 24), ("quarantined", 24), ("rejected", 24), ("failed", 2.4), ("running", 2.4)],
)
def test_it_is_read_after_its_interval_and_after_a_failure_in_a_tenth_of_it(
    status: str, hours: float
) -> None:
    assert hours_until_due(status) == hours


@pytest.mark.parametrize(("minutes", "wait"), [(60, 15), (10, 10), (1, 1)])
def test_after_a_failure_a_site_has_a_quarter_of_an_hour_at_least_unless_it_is_asked_more_often_anyway(
    minutes: int, wait: int
) -> None:
    assert hours_until_due("failed", timedelta(minutes=minutes)) * 60 == pytest.approx(wait)


def test_jitter_is_the_same_at_every_start_and_spreads_instances_over_a_tenth_of_the_interval() -> None:
    assert jitter("oost", "pso") == jitter("oost", "pso")
    assert jitter("oost", "pso") != jitter("oost", "cso")
    waits = [
        hours_until_due("published", share=jitter(f"regio-{number}", "pso")) * 60 for number in range(100)
    ]
    assert 24 * 60 * 0.9 < min(waits) < 24 * 60 * 0.91
    assert 24 * 60 * 0.99 < max(waits) <= 24 * 60
    in_one_minute = max(sum(minute <= wait < minute + 1 for wait in waits) for minute in range(1296, 1440))
    assert in_one_minute < 8


@given(instants, intervals, shares, statuses, instants)
def test_whatever_the_clocks_say_the_wait_is_never_more_than_one_interval_from_now(
    started: datetime, every: timedelta, share: Fraction, status: str, now: datetime
) -> None:
    assert due_at(every, LastRun(started, status), now, share) <= now + every


@given(instants, intervals, shares, statuses)
def test_right_after_a_run_a_register_is_left_alone(
    started: datetime, every: timedelta, share: Fraction, status: str
) -> None:
    assert due_at(
        every, LastRun(started, status), started + timedelta(seconds=1), share
    ) > started + timedelta(seconds=50)


def test_a_last_run_in_the_future_counts_as_one_of_now_unless_it_cannot_be_meant() -> None:
    an_hour_ahead = LastRun(NOON + timedelta(hours=1), "published")
    assert due_at(DAY, an_hour_ahead, NOON, NONE) == NOON + DAY
    years_ahead = LastRun(NOON + 400 * DAY, "published")
    assert due_at(DAY, years_ahead, NOON, NONE) <= NOON


def test_a_register_is_overdue_after_three_intervals_without_a_published_run() -> None:
    assert not is_overdue(DAY, NOON, NOON + 3 * DAY)
    assert is_overdue(DAY, NOON, NOON + 3 * DAY + timedelta(seconds=1))
    assert not is_overdue(DAY, NOON + DAY, NOON)
    assert not is_overdue(DAY, None, NOON)
