# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from kapstok.enterprises.enums import Basis, State
from kapstok.enterprises.label_state import LabelPolicy
from kapstok.enterprises.proof import finding
from tests.enterprises.timelines import day, history

PSO = LabelPolicy(admits=frozenset({"basis", "1", "2", "3"}))


def test_a_day_since_the_first_sighting_is_observed() -> None:
    found = finding(history("2 1; 5 1"), day(3), PSO)
    assert found is not None
    assert (found.basis, found.on_day.state, found.page_day, found.corrected) == (
        Basis.OBSERVED,
        State.HOLDS,
        day(3),
        None,
    )


def test_a_day_before_the_first_run_is_stated_when_the_register_gives_an_earlier_begin() -> None:
    found = finding(history("5 1 from=-9 until=30"), day(-9), PSO)
    assert found is not None
    assert (found.basis, found.on_day.state, found.page_day) == (Basis.STATED, State.HOLDS, day(5))
    assert (found.on_day.valid_from, found.on_day.valid_until, found.on_day.level) == (day(-9), day(30), "1")


def test_a_day_before_the_stated_begin_is_not_stated() -> None:
    assert finding(history("5 1 from=-9 until=30"), day(-10), PSO) is None


def test_without_a_begin_nothing_is_stated() -> None:
    assert finding(history("5 1 until=30"), day(3), PSO) is None
    assert finding(history("5 1"), day(3), PSO) is None


def test_a_level_that_does_not_count_states_nothing() -> None:
    assert finding(history("5 aspirant from=-9"), day(3), PSO) is None


def test_a_term_that_had_ended_before_the_first_run_is_stated_for_its_own_days() -> None:
    found = finding(history("50 1 from=1 until=10; 51 1 from=40 until=90"), day(10), PSO)
    assert found is not None
    assert (found.basis, found.on_day.valid_until) == (Basis.STATED, day(10))
    assert finding(history("50 1 from=1 until=10"), day(11), PSO) is None


def test_between_the_first_run_and_the_first_sighting_the_register_was_seen_without_it() -> None:
    assert finding(history("2 -; 5 1 from=-9 until=30"), day(3), PSO) is None
    stated = finding(history("2 -; 5 1 from=-9 until=30"), day(1), PSO)
    assert stated is not None
    assert stated.basis is Basis.STATED


def test_what_a_later_run_changed_is_named_with_what_was_answered_then() -> None:
    found = finding(history("1 1 until=20; 5 1 until=20; 9 1 until=6; 12 1 until=6"), day(8), PSO)
    assert found is not None
    assert found.corrected is not None
    assert (found.on_day.state, found.corrected.day, found.corrected.then.state) == (
        State.PENDING,
        day(9),
        State.HOLDS,
    )
    assert found.corrected.then.valid_until == day(20)


def test_an_absence_that_was_proven_later_names_the_run_that_proved_it() -> None:
    found = finding(history("1 1; 5 -; 9 -; 12 -"), day(6), PSO)
    assert found is not None
    assert (found.on_day.state, found.on_day.missing_since) == (State.LAPSED, day(5))
    assert found.corrected is not None
    assert (found.corrected.day, found.corrected.then.state) == (day(9), State.HOLDS)


def test_a_run_that_changes_only_later_days_corrects_nothing() -> None:
    found = finding(history("1 1; 5 3"), day(3), PSO)
    assert found is not None
    assert (found.on_day.level, found.corrected) == ("1", None)
