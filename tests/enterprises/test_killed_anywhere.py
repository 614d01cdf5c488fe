# SPDX-License-Identifier: EUPL-1.2
"""Killed anywhere and run again, everything is as if nothing had happened: with real processes, really killed.

KAPSTOK_KILLS=300 kills that often at random moments instead of the few of an ordinary run.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kapstok.enterprises.enums import FollowingStep
from kapstok.enterprises.sync import STEPS
from kapstok.registers.enums import ReadingStep
from tests.enterprises.lives import Instance, World, moments, on_postgresql, show, world
from tests.scripted_site import serving

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("killed")]

KILLED = -9
# Each instance is killed so often before it may finish.
IN_A_ROW = int(os.environ.get("KAPSTOK_KILLS_IN_A_ROW", "5"))
KILLS = int(os.environ.get("KAPSTOK_KILLS", "5" if on_postgresql() else "20"))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with serving() as site, world(tmp_path_factory.mktemp("killed"), site) as made:
        yield made


@pytest.fixture(scope="module")
def monday(here: World) -> Instance:
    """An instance after its first day; the site is on its second."""
    show(here.site, 1)
    first = here.new()
    ended = first.sync(1)
    assert ended.code == 0, ended.err
    show(here.site, 2)
    return first


@pytest.fixture(scope="module")
def unbroken(here: World, monday: Instance) -> Any:
    """What the second day makes of it, undisturbed."""
    one = here.copy(monday)
    ended = one.sync(2)
    assert [run["status"] for run in ended.json["runs"]] == ["published", "published", "quarantined"]
    return one.state()


@pytest.fixture
def alive(here: World, monday: Instance) -> Iterator[Instance]:
    """An instance of the test's own, as on Monday evening."""
    one = here.copy(monday)
    yield one
    here.drop(one)


@pytest.fixture
def chance() -> random.Random:
    return random.Random(int(os.environ.get("KAPSTOK_KILLS_SEED", "7")))


def test_the_second_day_changes_what_can_change(here: World, monday: Instance, unbroken: Any) -> None:
    before = monday.state()
    assert all(
        before[part] != unbroken[part] for part in ("runs", "versions", "sightings", "clusters", "labels")
    )
    assert all(before[part] != unbroken[part] for part in ("enterprises", "events", "export", "index"))


def test_every_step_is_told_by_its_name(alive: Instance) -> None:
    told = moments(alive.sync(2, tell=True))
    of_one = [step for register, step, done in told if register in {"ladder", "all"} and done == 0]
    assert of_one == list(STEPS)


def test_killed_at_any_step_and_run_again_it_ends_the_same(
    here: World, monday: Instance, unbroken: Any
) -> None:
    begun = [["ladder", step, 0] for step in ReadingStep] + [["all", step, 0] for step in FollowingStep]
    for moment in (*begun, ["ladder", "publish", 1], ["all", "assemble", 1]):
        one = here.copy(monday)
        assert one.sync(2, die=moment).code == KILLED, moment
        assert one.sync(2).code == 1, moment
        assert one.state() == unbroken, moment
        here.drop(one)


def test_killed_at_any_moment_and_run_again_it_ends_the_same(
    here: World, monday: Instance, unbroken: Any, chance: random.Random
) -> None:
    one = here.copy(monday)
    whole = one.sync(2).seconds
    here.drop(one)
    for _ in range(KILLS // IN_A_ROW):
        one, after = here.copy(monday), [chance.uniform(0, whole) for _ in range(IN_A_ROW)]
        for moment in after:
            one.sync(2, kill_after=moment)
        assert one.sync(2).code == 1, after
        assert one.state() == unbroken, after
        here.drop(one)


def test_a_day_after_a_kill_is_as_any_other(alive: Instance, here: World, monday: Instance) -> None:
    never = here.copy(monday)
    for day in (2, 3, 4):
        never.sync(day)
    alive.sync(2, die=["all", "assemble", 0])
    alive.sync(3, die=["all", "assemble", 1])
    assert alive.sync(4).code == 1
    seen = ("versions", "clusters", "enterprises", "labels", "export", "index", "left over")
    one, other = alive.state(), never.state()
    assert {part: one[part] for part in seen} == {part: other[part] for part in seen}
    here.drop(never)


@pytest.mark.parametrize("kills", [3])
def test_killed_at_the_very_first_start(here: World, chance: random.Random, kills: int) -> None:
    """Tables, the first publication and the first index included."""
    never = here.new()
    whole = never.sync(2).seconds
    one = here.new()
    for _ in range(kills if KILLS < 100 else KILLS // 10):
        one.sync(2, kill_after=chance.uniform(0, whole))
    assert one.sync(2).code == 0
    assert one.state() == never.state()
    here.drop(one)
    here.drop(never)


def test_killed_while_a_person_accepts(here: World, monday: Instance, chance: random.Random) -> None:
    waiting = here.copy(monday)
    [run] = [run["id"] for run in waiting.sync(2).json["runs"] if run["status"] == "quarantined"]
    never = here.copy(waiting)
    ended = never.accept(run, tell=True)
    assert ended.code == 0, ended.err
    expected = never.sync(2) and never.state()
    for how in [
        *({"die": moment} for moment in moments(ended)[::3]),
        {"kill_after": chance.uniform(0, ended.seconds)},
    ]:
        one = here.copy(waiting)
        assert one.accept(run, **how).code == KILLED
        accepted = one.run("runs", "accept", str(run))
        assert accepted.code == 0 or "not in quarantine: it is published" in accepted.err
        one.sync(2)
        assert one.state() == expected, how
        here.drop(one)


def test_killed_in_a_replay(here: World, monday: Instance, unbroken: Any) -> None:
    waiting = here.copy(monday)
    [run] = [run["id"] for run in waiting.sync(2).json["runs"] if run["register"] == "ladder"]
    again = ("sync", "--json", "--replay", str(run), "--on", "2026-01-02")
    told = moments(here.copy(waiting).run(*again, tell=True))
    for moment in told[:: max(1, len(told) // 2)]:
        one = here.copy(waiting)
        assert one.run(*again, die=moment).code == KILLED
        assert one.run(*again).code == 0
        assert one.state() == unbroken, moment
        here.drop(one)


def test_killed_while_following_the_calendar(here: World, monday: Instance, chance: random.Random) -> None:
    never = here.copy(monday)
    never.follow(2000)
    for _ in range(2):
        one = here.copy(monday)
        one.follow(2000, kill_after=chance.uniform(0, 0.15))
        one.follow(2000)
        assert one.state() == never.state()
        here.drop(one)


def test_killed_while_a_region_is_made(
    here: World, monday: Instance, chance: random.Random, tmp_path: Path
) -> None:
    whole = monday.run("init", str(tmp_path / "whole"))
    assert whole.code == 0
    for number in range(8):
        target = tmp_path / str(number)
        killed = monday.run("init", str(target), kill_after=chance.uniform(0, whole.seconds))
        again = monday.run("init", str(target))
        assert again.code == 0 or (killed.code == 0 and "already there" in again.err) or _is_whole(target)
        assert _is_whole(target)


def _is_whole(target: Path) -> bool:
    files = {file.relative_to(target) for file in target.rglob("*") if file.is_file()}
    bundled = target.parent / "whole"
    return files == {file.relative_to(bundled) for file in bundled.rglob("*") if file.is_file()}
