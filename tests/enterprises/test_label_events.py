# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.enterprises.enums import EventKind, State
from kapstok.enterprises.label_events import event_kind
from kapstok.enterprises.label_state import LabelPolicy, state_on
from kapstok.registers.histories import EntryHistory
from tests.enterprises.timelines import day, history

LEVELS = ("aspirant", "basis", "1", "2", "3")
PSO = LabelPolicy(admits=frozenset({"basis", "1", "2", "3"}), levels=LEVELS)

# What is tried | the runs (tests/enterprises/timelines.py) | from which day to which | the event
CASES = [
    # New
    ("a new entry whose label holds", "2 basis", 1, 2, "gained"),
    ("a new entry whose level does not count", "2 aspirant", 1, 2, None),
    ("a new entry whose term has just ended", "2 1 until=1", 1, 2, "pending"),
    ("a new entry whose term ended long ago", "2 1 until=-90", 1, 2, None),
    ("a level that begins to count", "1 aspirant; 3 basis", 2, 3, "gained"),
    ("a first term that begins", "1 1 from=5", 4, 5, "gained"),
    # The same
    ("nothing new", "1 1; 3 1", 1, 3, None),
    ("one missing run", "1 1; 3 -", 1, 3, None),
    ("the same level in other letters", "1 basis; 3 Basis", 1, 3, None),
    ("an end date that was not known", "1 1; 3 1 until=90", 1, 3, None),
    ("an end date that is brought forward", "1 1 until=90; 3 1 until=60", 1, 3, None),
    # Along the levels
    ("a higher level", "1 1; 3 2", 1, 3, "upgraded"),
    ("a lower level", "1 3; 3 basis", 1, 3, "downgraded"),
    ("30+ on top", "1 2; 3 2 flags=30+", 1, 3, "upgraded"),
    ("30+ no more", "1 2 flags=30+; 3 2", 1, 3, "downgraded"),
    ("another flag", "1 2 flags=30+; 3 2 flags=40+", 1, 3, "changed"),
    ("a higher level without its flag", "1 2 flags=30+; 3 3", 1, 3, "upgraded"),
    ("a higher level with a new end date", "1 1 until=9; 3 2 until=90", 1, 3, "upgraded"),
    # Renewed
    ("a later end date", "1 1 until=9; 3 1 until=90", 1, 3, "renewed"),
    ("a later term", "1 1 from=-90 until=3; 3 1 from=4 until=90", 1, 5, "renewed"),
    ("a later end date after the end", "1 1 until=2; 5 1 until=90", 3, 5, "renewed"),
    ("a higher level after the end", "1 1 until=2; 5 2 until=90", 3, 5, "upgraded"),
    # Ended
    ("an end date that passes", "1 1 until=9", 9, 10, "pending"),
    ("pending goes on", "1 1 until=9", 10, 11, None),
    ("the end of the grace", "1 1 until=9", 10, 40, "lapsed"),
    ("the end of term and grace at once", "1 1 until=9", 9, 40, "lapsed"),
    ("two missing runs", "1 1; 3 -; 5 -", 1, 5, "lapsed"),
    ("two missing runs of a level that does not count", "1 aspirant; 3 -; 5 -", 1, 5, None),
    ("a level that counts no more", "1 1; 3 aspirant", 1, 3, "excluded"),
    ("a level that counts no more while pending", "1 1 until=2; 5 aspirant until=2", 3, 5, "excluded"),
    ("a lapsed label whose entry is back with a level that does not count",
     "1 1; 3 -; 5 -; 7 aspirant", 5, 7, None),
    # Back
    ("back in the register", "1 1; 3 -; 5 -; 7 1", 5, 7, "regained"),
    ("back in the register on another level", "1 1; 3 -; 5 -; 7 2", 5, 7, "regained"),
    ("back in the register after its end", "1 1 until=6; 3 -; 5 -; 7 1", 5, 7, "pending"),
    ("a new term after the grace", "1 1 until=2; 50 1 until=90", 40, 50, "regained"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("runs", "before", "after", "kind"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_the_table_of_cases(runs: str, before: int, after: int, kind: str | None) -> None:
    then = state_on(day(before), _known_by(runs, before), PSO) if _seen_by(runs, before) else None
    now = state_on(day(after), _known_by(runs, after), PSO)
    assert event_kind(then, now, LEVELS) == kind


def _known_by(runs: str, last: int) -> EntryHistory:
    return history(";".join(run for run in runs.split(";") if int(run.split()[0]) <= last))


def _seen_by(runs: str, last: int) -> bool:
    shown = [run.split() for run in runs.split(";")]
    return any(int(words[0]) <= last and words[1] != "-" for words in shown)


@dataclass(frozen=True)
class Then:
    label: str
    level: str | None
    flags: tuple[str, ...]
    state: State
    valid_from: date | None
    valid_until: date | None
    missing_since: date | None


DAYS = st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1))
THENS = st.builds(
    Then,
    label=st.just("pso"),
    level=st.none() | st.sampled_from([*LEVELS, "Basis", "onbekend"]),
    flags=st.lists(st.sampled_from(["30+", "40+"]), unique=True).map(tuple),
    state=st.sampled_from(State),
    valid_from=DAYS,
    valid_until=DAYS,
    missing_since=DAYS,
)
BEGINS = {EventKind.GAINED, EventKind.REGAINED, EventKind.RENEWED}
MOVES = {EventKind.UPGRADED, EventKind.DOWNGRADED, EventKind.CHANGED}
COUNTED = {State.HOLDS, State.PENDING}


@given(THENS)
def test_what_is_the_same_is_no_event(then: Then) -> None:
    assert event_kind(then, replace(then), LEVELS) is None


@given(THENS, THENS)
def test_the_kind_says_what_the_label_is_now(before: Then, after: Then) -> None:
    kind = event_kind(before, after, LEVELS)
    if kind in BEGINS | MOVES:
        assert after.state is State.HOLDS
    elif kind is not None:
        assert kind.value == after.state.value


@given(THENS, THENS)
def test_a_label_that_begins_or_ceases_to_hold_is_always_told(before: Then, after: Then) -> None:
    if (before.state is State.HOLDS) != (after.state is State.HOLDS):
        assert event_kind(before, after, LEVELS) is not None


@given(THENS, THENS)
def test_only_what_counted_can_end(before: Then, after: Then) -> None:
    if event_kind(before, after, LEVELS) in {EventKind.LAPSED, EventKind.EXCLUDED}:
        assert before.state in COUNTED


@given(THENS, THENS)
def test_up_is_down_the_other_way_round(before: Then, after: Then) -> None:
    before, after = replace(before, state=State.HOLDS), replace(after, state=State.HOLDS)
    there, back = event_kind(before, after, LEVELS), event_kind(after, before, LEVELS)
    if there in MOVES:
        turned = {EventKind.UPGRADED: EventKind.DOWNGRADED, EventKind.DOWNGRADED: EventKind.UPGRADED}
        assert back == turned.get(there, there)


@given(THENS)
def test_an_entry_of_another_label_is_as_a_new_one(after: Then) -> None:
    assert event_kind(replace(after, label="cso"), after, LEVELS) == event_kind(None, after, LEVELS)


def test_which_level_is_higher_is_not_guessed() -> None:
    before, after = (state_on(day(1), history(f"1 {level}"), LabelPolicy()) for level in ("brons", "zilver"))
    assert event_kind(before, after) is EventKind.CHANGED
