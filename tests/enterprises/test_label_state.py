# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.enterprises.enums import State
from kapstok.enterprises.label_state import LabelOnDay, LabelPolicy, state_on
from kapstok.registers.histories import EntryHistory, Version
from tests.enterprises.timelines import day, history

PSO = LabelPolicy(admits=frozenset({"basis", "1", "2", "3"}))
CODE = LabelPolicy(statuses_that_do_not_count=frozenset({"aangevraagd", "aspirant"}))
ANY = LabelPolicy()
ONE_RUN = replace(PSO, missing_runs=1)
THREE_RUNS = replace(PSO, missing_runs=3)
NO_GRACE = replace(PSO, grace_days=0)
SHORT_GRACE = replace(PSO, grace_days=5)

# What is tried | the runs (tests/enterprises/timelines.py) | the policy | day and state, day and state, …
CASES = [
    # Seen
    ("the day before the first sighting", "2 basis", PSO, "1 lapsed"),
    ("the day of the first sighting", "2 basis", PSO, "2 holds"),
    ("long after the only run", "2 basis", PSO, "400 holds"),
    ("a first run without the entry", "1 -; 5 basis", PSO, "1 lapsed 4 lapsed 5 holds"),
    ("before the first sighting although the term had begun", "5 1 from=-300 until=300", PSO, "4 lapsed 5 holds"),
    ("before the first sighting although the level does not count", "5 aspirant", PSO, "4 lapsed 5 excluded"),
    ("never seen", "1 -; 2 -", PSO, "1 lapsed 2 lapsed"),
    # Missing
    ("one missing run is not an absence", "1 1; 3 -", PSO, "2 holds 3 holds 90 holds"),
    ("two missing runs are one, from the first of them",
     "1 1; 3 -; 5 -", PSO, "2 holds 3 lapsed 4 lapsed 5 lapsed"),
    ("an absence lasts", "1 1; 3 -; 5 -; 7 -; 9 -", PSO, "2 holds 3 lapsed 100 lapsed"),
    ("an absence ends with a run that shows the entry", "1 1; 3 -; 5 -; 8 1", PSO, "3 lapsed 7 lapsed 8 holds"),
    ("a gap of one run stays held through", "1 1; 3 -; 5 1", PSO, "2 holds 3 holds 4 holds 5 holds"),
    ("two gaps of one run are not two runs in a row",
     "1 1; 3 -; 5 1; 7 -", PSO, "3 holds 5 holds 7 holds 99 holds"),
    ("two absences", "1 1; 2 -; 3 -; 4 1; 5 -; 6 -", PSO, "1 holds 2 lapsed 3 lapsed 4 holds 5 lapsed 6 lapsed"),
    ("two runs of one day count once", "1 1; 3 -; 3 -", PSO, "2 holds 3 holds 50 holds"),
    ("two runs of one day and one of the next", "1 1; 3 -; 3 -; 4 -", PSO, "2 holds 3 lapsed 4 lapsed"),
    ("missing and back on one day", "1 1; 3 -; 3 1", PSO, "1 holds 3 holds 4 holds"),
    ("here and missing on one day, then missing", "1 1; 3 1; 3 -; 5 -", PSO, "2 holds 3 lapsed 5 lapsed"),
    ("first seen and missing on one day", "3 1; 3 -", PSO, "2 lapsed 3 holds 4 holds"),
    ("where one missing run is enough", "1 1; 3 -", ONE_RUN, "2 holds 3 lapsed 9 lapsed"),
    ("where one is enough and it returns", "1 1; 3 -; 4 1", ONE_RUN, "2 holds 3 lapsed 4 holds"),
    ("where three are needed, two", "1 1; 3 -; 5 -", THREE_RUNS, "3 holds 5 holds 60 holds"),
    ("where three are needed, three", "1 1; 3 -; 5 -; 6 -", THREE_RUNS, "2 holds 3 lapsed 5 lapsed 6 lapsed"),
    ("absent before its end date", "1 1 until=90; 3 -; 5 -", PSO, "2 holds 3 lapsed 89 lapsed"),
    ("absent within its grace", "1 1 until=2; 3 -; 5 -", PSO, "2 holds 3 lapsed 5 lapsed"),
    ("one missing run within its grace", "1 1 until=2; 3 -", PSO, "2 holds 3 pending 32 pending 33 lapsed"),
    ("absent with a level that does not count", "1 aspirant; 3 -; 5 -", PSO, "2 excluded 3 lapsed 9 lapsed"),
    ("back with another level", "1 1; 3 -; 5 -; 8 aspirant", PSO, "2 holds 7 lapsed 8 excluded"),
    # Terms
    ("no term covers every day", "1 1", PSO, "1 holds 2000 holds"),
    ("the last day of a term counts", "1 1 until=10", PSO, "9 holds 10 holds 11 pending"),
    ("the first day of a term counts", "1 1 from=10", PSO, "9 lapsed 10 holds 2000 holds"),
    ("a term of one day", "1 1 from=5 until=5", NO_GRACE, "4 lapsed 5 holds 6 lapsed"),
    ("grace lasts thirty days", "1 1 until=10", PSO, "11 pending 40 pending 41 lapsed"),
    ("grace lasts as long as the region says", "1 1 until=10", SHORT_GRACE, "11 pending 15 pending 16 lapsed"),
    ("no grace at all", "1 1 until=10", NO_GRACE, "10 holds 11 lapsed"),
    ("an end date already past at the first sighting", "1 1 until=-10", PSO, "1 pending 20 pending 21 lapsed"),
    ("an end date long past at the first sighting", "1 1 until=-40", PSO, "1 lapsed 2 lapsed"),
    ("a term that ends before it begins", "1 1 from=10 until=5", PSO, "9 lapsed 10 pending 35 pending 36 lapsed"),
    ("a term yet to begin is not pending", "1 1 from=40 until=90", PSO, "1 lapsed 39 lapsed 40 holds 91 pending"),
    ("a new end replaces the term", "1 1 until=10; 5 1 until=50", PSO, "4 holds 11 holds 50 holds 51 pending"),
    ("a late renewal without a begin heals the gap", "1 1 until=3; 9 1 until=50", PSO, "3 holds 5 holds 9 holds"),
    ("an earlier end replaces the term", "1 1 until=50; 5 1 until=10", PSO, "10 holds 11 pending 41 lapsed"),
    ("a new end with the same begin",
     "1 1 from=-9 until=9; 5 1 from=-9 until=50", PSO, "1 holds 10 holds 51 pending"),
    ("a later begin opens a term",
     "1 1 from=-9 until=9; 5 1 from=20 until=50", PSO, "9 holds 10 pending 19 pending 20 holds"),
    ("a gap between terms beyond grace",
     "1 1 until=2; 3 1 from=60 until=90", PSO, "2 holds 32 pending 33 lapsed 60 holds"),
    ("terms that follow on",
     "1 1 until=9; 5 1 from=10 until=50", PSO, "4 holds 9 holds 10 holds 50 holds 51 pending"),
    ("terms that overlap", "1 1 from=-9 until=20; 5 1 from=10 until=50", PSO, "1 holds 9 holds 20 holds 50 holds"),
    ("a begin that appears later belongs to the running term",
     "3 1 until=50; 5 1 from=-9 until=10", PSO, "3 holds 11 pending"),
    ("an open term after a closed one",
     "1 1 from=-9 until=9; 5 1 from=20", PSO, "9 holds 10 pending 20 holds 2000 holds"),
    ("a begin without an end keeps the end", "1 1 from=-9 until=9; 5 1 from=-9", PSO, "9 holds 10 pending"),
    ("a run without dates says nothing new", "1 1 until=10; 5 1", PSO, "10 holds 11 pending 41 lapsed"),
    ("an earlier begin corrects the term",
     "1 1 from=20 until=50; 5 1 from=3 until=50", PSO, "2 lapsed 3 holds 50 holds"),
    ("an earlier begin that is known updates that term",
     "1 1 from=-90 until=2; 3 1 from=40 until=90; 4 1 from=-90 until=9", PSO, "8 holds 10 pending 39 pending 40 holds"),
    ("grace counts from the term that began last",
     "1 1 from=-90 until=2; 3 1 from=3 until=5", PSO, "2 holds 5 holds 6 pending 35 pending 36 lapsed"),
    ("a longer earlier term still covers",
     "1 1 from=-90 until=90; 3 1 from=3 until=5", PSO, "6 holds 90 holds 91 lapsed"),
    ("a first date appears after runs without", "1 1; 5 1 until=10", PSO, "1 holds 10 holds 11 pending"),
    ("a begin that appears reaches back to no day before it", "1 1; 5 1 from=5", PSO, "1 lapsed 4 lapsed 5 holds"),
    ("no end of the calendar is too far", "1 1 until=2912000", PSO, "1 holds 900000 holds"),
    # Levels and statuses
    ("a level that does not admit", "1 aspirant", PSO, "1 excluded 9 excluded"),
    ("no level where levels admit", "1 .", PSO, "1 excluded"),
    ("no level where every level admits", "1 .", ANY, "1 holds"),
    ("an unknown level where every level admits", "1 goud", ANY, "1 holds"),
    ("an unknown level where levels admit", "1 goud", PSO, "1 excluded"),
    ("case does not matter", "1 BASIS", PSO, "1 holds"),
    ("a status that does not count", "1 . status=Aangevraagd", CODE, "1 excluded"),
    ("a status that counts", "1 . status=erkend", CODE, "1 holds"),
    ("no status", "1 .", CODE, "1 holds"),
    ("an upgrade", "1 aspirant; 5 basis", PSO, "1 excluded 4 excluded 5 holds"),
    ("a downgrade", "1 basis; 5 aspirant", PSO, "1 holds 4 holds 5 excluded"),
    ("admitted later", "1 . status=aangevraagd; 6 . status=erkend", CODE, "5 excluded 6 holds"),
    ("excluded goes before pending", "1 aspirant until=10", PSO, "9 excluded 11 excluded 41 excluded"),
    ("excluded before its term begins", "1 aspirant from=10", PSO, "9 excluded 10 excluded"),
    ("a level that stands through a missing run", "1 aspirant; 3 -; 5 1", PSO, "3 excluded 4 excluded 5 holds"),
    # Unread
    ("a level that was never read", "1 . ?level", ANY, "1 excluded"),
    ("flags that were never read", "1 basis ?flags", PSO, "1 excluded"),
    ("a status that was never read", "1 . ?status", CODE, "1 excluded"),
    ("an end that was never read", "1 basis ?valid_until", PSO, "1 excluded 5 excluded"),
    ("a level that can no longer be read keeps its value", "1 basis; 5 basis ?level", PSO, "4 holds 5 holds"),
    ("a level that is read later", "1 . ?level; 5 basis", PSO, "4 excluded 5 holds"),
    ("an end that is read later is known for every day",
     "1 1 ?valid_until; 5 1 until=9", PSO, "1 holds 9 holds 10 pending"),
    ("an end that can no longer be read keeps its value",
     "1 1 until=9; 5 1 until=9 ?valid_until", PSO, "9 holds 10 pending"),
    ("an end that turns unread was no end before", "1 1; 5 1 ?valid_until", PSO, "1 holds 4 holds 5 excluded"),
    ("another field that was not read", "1 1 ?phone", PSO, "1 holds"),
    ("an end that is no date", "1 1 valid_until=31-12-2026", PSO, "1 excluded"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("runs", "policy", "answers"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_state_of_a_label_is_as_the_contract_says(runs: str, policy: LabelPolicy, answers: str) -> None:
    label = history(runs)
    words = answers.split()
    expected = dict(zip(words[::2], words[1::2], strict=True))
    assert {on: str(state_on(day(int(on)), label, policy).state) for on in expected} == expected


def test_level_and_flags_are_those_of_the_last_run_at_or_before_the_day() -> None:
    label = history("1 1; 5 3 flags=30+")
    assert [(state_on(day(n), label, PSO).level, state_on(day(n), label, PSO).flags) for n in (0, 1, 4, 5)] == [
        (None, ()), ("1", ()), ("1", ()), ("3", ("30+",)),
    ]  # fmt: skip


def test_before_the_first_sighting_nothing_is_said() -> None:
    label = state_on(day(4), history("1 -; 5 1 from=-90 until=90"), PSO)
    assert label == LabelOnDay(
        "pso", None, (), None, None, None, State.LAPSED, None, None, None, next_change=day(5)
    )


def test_first_and_last_seen_and_missing_since_are_days_of_runs() -> None:
    label = history("1 1; 3 1; 5 -; 7 -; 9 1")
    told = [state_on(day(n), label, PSO) for n in (2, 4, 6, 10)]
    assert [one.first_seen for one in told] == [day(1)] * 4
    assert [one.last_seen for one in told] == [day(1), day(3), day(3), day(9)]
    assert [one.missing_since for one in told] == [None, None, day(5), None]


def test_the_term_of_a_day_is_the_one_that_covers_it_else_the_last_begun_else_the_first_to_come() -> None:
    label = history("1 1 from=10 until=20; 2 1 from=40 until=50")
    shown = {
        n: (state_on(day(n), label, PSO).valid_from, state_on(day(n), label, PSO).valid_until)
        for n in (5, 15, 30, 45)
    }
    first, second = (day(10), day(20)), (day(40), day(50))
    assert shown == {5: first, 15: first, 30: first, 45: second}


@pytest.mark.parametrize(
    ("what", "runs", "on", "turn"),
    [
        ("nothing ever changes without a term", "1 1", 5, None),
        ("a term ends", "1 1 until=10", 5, 11),
        ("grace ends", "1 1 until=10", 11, 41),
        ("nothing changes after grace", "1 1 until=10", 41, None),
        ("a term begins", "1 1 from=10 until=20", 5, 10),
        ("the next term begins where the last ends", "1 1 until=9; 5 1 from=10 until=50", 6, 10),
        ("an excluded label does not change with its term", "1 aspirant until=10", 5, None),
        ("an absent label does not change with its term", "1 1 until=10; 2 -; 3 -", 3, None),
        ("a published run later than the day", "1 1; 9 2", 5, 9),
        ("an absence later than the day", "1 1; 3 -; 5 -", 2, 3),
        ("a return later than the day", "1 1; 2 -; 3 -; 9 1", 5, 9),
    ],
)
def test_the_next_change_is_the_first_day_that_differs(
    what: str, runs: str, on: int, turn: int | None
) -> None:
    assert state_on(day(on), history(runs), PSO).next_change == (None if turn is None else day(turn))


def test_a_term_without_an_end_in_this_calendar_is_no_error() -> None:
    label = EntryHistory(
        1, "ladder", "pso", "k", (Version(1, day(1), {"level": "1", "valid_until": "9999-12-31"}, {}),),
        ((day(1), None),), (day(1),),
    )  # fmt: skip
    assert state_on(day(1), label, PSO).next_change is None
    assert state_on(date.max, label, PSO).state is State.HOLDS


# Properties: whatever a register does, these hold.

numbers = st.integers(min_value=-5, max_value=40)
facts = st.builds(
    lambda level, begin, end, unread: " ".join(
        [
            level,
            *([f"from={begin}"] if begin is not None else []),
            *([f"until={end}"] if end is not None else []),
            *unread,
        ]
    ),
    st.sampled_from([".", "aspirant", "basis", "3"]),
    st.none() | numbers,
    st.none() | numbers,
    st.sampled_from([[], [], [], ["?level"], ["?valid_until"]]),
)


@st.composite
def timelines(draw: st.DrawFn) -> str:
    days = sorted(draw(st.lists(st.integers(min_value=1, max_value=25), min_size=1, max_size=9)))
    return "; ".join(f"{on} {draw(st.just('-') | facts)}" for on in days)


policies = st.builds(
    LabelPolicy,
    st.none() | st.just(frozenset({"basis", "3"})),
    missing_runs=st.integers(min_value=1, max_value=3),
    grace_days=st.integers(min_value=0, max_value=12),
)
SPAN = range(-6, 60)


def told(label: LabelOnDay) -> LabelOnDay:
    return replace(label, last_seen=None, next_change=None)


@given(timelines(), policies, st.sampled_from(SPAN))
def test_next_change_is_what_asking_every_later_day_finds(runs: str, policy: LabelPolicy, on: int) -> None:
    label = history(runs)
    now = state_on(day(on), label, policy)
    differs = (later for later in range(on + 1, 75) if told(state_on(day(later), label, policy)) != told(now))
    found = next(differs, None)
    assert now.next_change == (None if found is None else day(found))


@given(timelines(), policies, st.sampled_from(SPAN))
def test_a_label_never_holds_unseen_absent_outside_its_terms_or_without_an_admitted_level(
    runs, policy, on
) -> None:
    label = state_on(day(on), history(runs), policy)
    if label.holds:
        assert label.first_seen is not None
        assert label.first_seen <= day(on)
        assert label.missing_since is None
        assert policy.counts(label.level, label.status)
        assert label.valid_from is None or label.valid_from <= day(on)
        assert label.valid_until is None or day(on) <= label.valid_until


@given(timelines(), policies, st.sampled_from(SPAN), st.integers(min_value=1, max_value=4))
def test_more_missing_runs_never_bring_a_label_back(
    runs: str, policy: LabelPolicy, on: int, more: int
) -> None:
    before = state_on(day(on), history(runs), policy)
    without = "".join(f"; {25 + extra} -" for extra in range(1, more + 1))
    after = state_on(day(on), history(runs + without), policy)
    assert after.state in {before.state, State.LAPSED}
    assert before.missing_since is None or after.missing_since == before.missing_since


@given(timelines(), policies, st.sampled_from(SPAN))
def test_fewer_missing_runs_than_the_bound_change_nothing(runs: str, policy: LabelPolicy, on: int) -> None:
    seen = f"{runs}; 26 basis"
    without = "".join(f"; {26 + extra} -" for extra in range(1, policy.missing_runs))
    assert told(state_on(day(on), history(seen), policy)) == told(
        state_on(day(on), history(seen + without), policy)
    )


@given(timelines(), policies, st.sampled_from(SPAN))
def test_a_run_that_shows_the_same_again_changes_nothing(runs: str, policy: LabelPolicy, on: int) -> None:
    first = f"{runs}; 26 basis from=3 until=30"
    again = f"{first}; 27 basis from=3 until=30; 27 basis from=3 until=30"
    assert told(state_on(day(on), history(first), policy)) == told(state_on(day(on), history(again), policy))


@given(timelines(), policies, st.sampled_from(SPAN), st.randoms())
def test_the_order_in_which_sightings_are_told_does_not_matter(runs, policy, on, random) -> None:
    label = history(runs)
    shuffled = list(label.seen)
    random.shuffle(shuffled)
    assert state_on(day(on), replace(label, seen=tuple(shuffled)), policy) == state_on(day(on), label, policy)


@given(timelines(), policies, st.sampled_from(SPAN))
def test_longer_grace_only_turns_lapsed_into_pending(runs: str, policy: LabelPolicy, on: int) -> None:
    label = history(runs)
    short = state_on(day(on), label, policy).state
    long = state_on(day(on), label, replace(policy, grace_days=policy.grace_days + 7)).state
    assert long is short or (short, long) == (State.LAPSED, State.PENDING)


@given(timelines(), policies, st.integers(min_value=-40, max_value=40))
def test_only_the_distance_between_days_matters(runs: str, policy: LabelPolicy, shift: int) -> None:
    label = history(runs)
    moved = _moved(label, timedelta(days=shift))
    assert [state_on(day(on), label, policy).state for on in SPAN] == [
        state_on(day(on + shift), moved, policy).state for on in SPAN
    ]


def _moved(label: EntryHistory, by: timedelta) -> EntryHistory:
    def shifted(field: str, value):
        return (
            (date.fromisoformat(value) + by).isoformat() if field in {"valid_from", "valid_until"} else value
        )

    return replace(
        label,
        versions=tuple(
            replace(
                version, day=version.day + by, values={f: shifted(f, v) for f, v in version.values.items()}
            )
            for version in label.versions
        ),
        seen=tuple((begin + by, gone and gone + by) for begin, gone in label.seen),
        run_days=tuple(on + by for on in label.run_days),
    )
