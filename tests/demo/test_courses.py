# SPDX-License-Identifier: EUPL-1.2
"""The courses state their truth outright; the rules of label states must come to the same by themselves."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from kapstok.demo import days
from kapstok.demo.courses import LEVELS, MAKERS, Course, course
from kapstok.demo.days import Day, RegisterId
from kapstok.demo.draw import Draw
from kapstok.demo.enterprise import Standing
from kapstok.enterprises.label_state import state_on
from kapstok.enterprises.listing import ListingRules
from kapstok.regions.folder import RegionFolder
from kapstok.registers.histories import EntryHistory, Version
from kapstok.registers.shapes import Value

DATES = days.ending(date(2026, 11, 22))
ALL = [(register, name) for register, makers in MAKERS.items() for name in makers]
MEANT = {writing: level for level, writings in LEVELS.items() for writing in writings}


def values_of(standing: Standing, before: dict[str, Value]) -> dict[str, Value]:
    """What a register file makes of it: an unreadable level is the one of before, 30+ is a flag on step 3."""
    level = MEANT.get(standing.level)
    values: dict[str, Value] = {}
    if level:
        values = {"level": "3", "flags": "30+"} if level == "30+" else {"level": level}
    elif standing.level and "level" in before:
        values = {"level": before["level"]}
    if standing.status:
        values["status"] = standing.status.lower()
    bounds = {"valid_from": standing.since, "valid_until": standing.until}
    return values | {name: bound.isoformat() for name, bound in bounds.items() if bound}


def history_known(line: Course, register: RegisterId, day: Day) -> EntryHistory | None:
    """What is known of an entry on a day from the runs that were published by then."""
    read = [d for d in days.ALL if d <= day and days.published(register, d)]
    versions: list[Version] = []
    spells: list[tuple[date, date | None]] = []
    for run, d in enumerate(read):
        standing = line.shown[d]
        if standing is None:
            spells[-1:] = [(first, end or DATES[d]) for first, end in spells[-1:]]
            continue
        if not spells or spells[-1][1]:
            spells.append((DATES[d], None))
        odd = {"level": standing.level} if standing.level and standing.level not in MEANT else {}
        values = values_of(standing, dict(versions[-1].values) if versions else {})
        versions.append(Version(run, DATES[d], values, {} if "level" in values else odd))
    if not versions:
        return None
    run_days = tuple(DATES[d] for d in read)
    return EntryHistory(1, register, register, "key", tuple(versions), tuple(spells), run_days)


@pytest.mark.parametrize(("register", "name"), ALL)
def test_the_rules_of_label_states_come_to_the_same_truth(
    register: RegisterId, name: str, home: RegionFolder
):
    policy = ListingRules.of(home.region()).policy(register)
    for seed in "abcdefgh":
        line = course(register, name, DATES, Draw(seed))
        for day in days.ALL:
            history = history_known(line, register, day)
            held = history is not None and state_on(DATES[day], history, policy).holds
            assert held is line.holds[day], (seed, day)


@pytest.mark.parametrize(("register", "name"), ALL)
def test_a_course_is_the_same_for_the_same_draw(register: RegisterId, name: str):
    assert course(register, name, DATES, Draw("one")) == course(register, name, DATES, Draw("one"))


def test_a_steady_label_runs_well_past_the_three_days():
    for (register, makers), seed in product(MAKERS.items(), "abcde"):
        assert "steady" in makers
        for standing in course(register, "steady", DATES, Draw(seed)).shown:
            assert standing is not None
            assert standing.until is None or (standing.until - DATES[2]).days >= 45
            assert standing.since is None or standing.since < DATES[0]


def test_a_level_that_is_asked_for_is_the_level_that_is_shown():
    for level, words in {"2": "2", "30+": "30+", "basis": "Basis"}.items():
        standing = course("pso", "steady", DATES, Draw(level), level).shown[0]
        assert standing is not None
        assert words in standing.level
