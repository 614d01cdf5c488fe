# SPDX-License-Identifier: EUPL-1.2
"""A machine that fails: it is said in one line, nothing is lost, and the next sync is right. With real full disks."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.enterprises.lives import (
    Ended,
    Instance,
    World,
    administered,
    connected,
    on_postgresql,
    show,
    world,
)
from tests.registers.sites import detail
from tests.scripted_site import Answer, serving

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("trouble")]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with serving() as site, world(tmp_path_factory.mktemp("trouble"), site) as made:
        yield made


@pytest.fixture(scope="module")
def monday(here: World) -> Instance:
    """An instance after its first day."""
    show(here.site, 1)
    first = here.new()
    assert first.sync(1).code == 0
    show(here.site, 2)
    return first


@pytest.fixture(scope="module")
def unbroken(here: World, monday: Instance) -> Any:
    """What the second day makes of it, undisturbed."""
    one = here.copy(monday)
    assert one.sync(2).code == 1
    return one.state()


@pytest.fixture
def alive(here: World, monday: Instance) -> Iterator[Instance]:
    """An instance of the test's own, as on Monday evening, with the site on its second day."""
    show(here.site, 2)
    one = here.copy(monday)
    yield one
    here.drop(one)


def said(ended: Ended, code: int = 1) -> str:
    """The one line that a command gave up with."""
    assert ended.code == code, ended
    assert ended.out == ""
    assert ended.err.count("\n") == 1, ended.err
    assert "Traceback" not in ended.err
    return ended.err


def is_as_if_nothing_had_happened(one: Instance, unbroken: Any) -> bool:
    assert one.sync(2).code == 1
    now = one.state()
    # That the machine failed stays in the list of runs.
    now["runs"] = [run for run in now["runs"] if not run[3].startswith("the machine failed")]
    return bool(now == unbroken)


def may_mount() -> bool:
    return (
        os.geteuid() == 0
        and subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode == 0
    )


@contextmanager
def small_disk(one: Instance, kilobytes: int, part: str = "var") -> Iterator[Callable[[str], object]]:
    """Puts a part of an instance on a disk of its own, with so much room left; gives what changes how it is mounted."""
    var, aside = one.home / part, one.home / "aside"
    var.rename(aside)
    var.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(var)], check=True)
    try:
        shutil.copytree(aside, var, dirs_exist_ok=True)
        room = os.statvfs(var).f_bavail * os.statvfs(var).f_frsize
        (var / "filler").write_bytes(b"\0" * max(0, room - kilobytes * 1024))
        yield lambda options: subprocess.run(["mount", "-o", f"remount,{options}", str(var)], check=True)
        (var / "filler").unlink(missing_ok=True)
        shutil.rmtree(aside)
        shutil.copytree(var, aside)
    finally:
        subprocess.run(["umount", str(var)], check=True)
        var.rmdir()
        aside.rename(var)


# A machine that lets nobody mount anything has the other tests of full disks.
if may_mount():

    @pytest.mark.parametrize(
        ("part", "room", "said_of"),
        [
            ("var/snapshots", 0, "snapshots/"),
            ("var/search", 0, "the search index in "),
            ("var/search", 24, "the search index in "),
            *([] if on_postgresql() else [("var", 12, "kapstok.sqlite3"), ("var", 64, "kapstok.sqlite3")]),
        ],
    )
    def test_a_full_disk_is_said_and_nothing_is_lost(
        alive: Instance, unbroken: Any, part: str, room: int, said_of: str
    ) -> None:
        with small_disk(alive, room, part):
            line = said(alive.sync(2))
        assert said_of in line
        assert "no room left" in line or "No space left on device" in line, line
        assert "stored" in line
        assert is_as_if_nothing_had_happened(alive, unbroken)

    def test_a_disk_that_becomes_read_only_is_said(alive: Instance, unbroken: Any) -> None:
        with small_disk(alive, 4_000) as remount:
            remount("ro")
            line = said(alive.sync(2))
            remount("rw")
        assert "sync.lock: the disk is read-only" in line
        assert is_as_if_nothing_had_happened(alive, unbroken)

    def test_what_stood_in_a_file_stays_when_the_new_one_cannot_be_written(alive: Instance) -> None:
        out = alive.home / "var" / "out.jsonl"
        with small_disk(alive, 4):
            out.write_text("as it was")
            line = said(alive.run("export", "--all", "--out", str(out)), code=2)
            assert not list(out.parent.glob(".out*"))
            assert out.read_text() == "as it was"
        assert line == f"{out}: cannot be written: No space left on device\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["export"],
        ["export", "--out", "/dev/full"],
        ["runs"],
        ["evidence", "--kvk", "08123456", "--pdf", "/dev/full"],
    ],
)
def test_output_that_nobody_takes_is_said(alive: Instance, arguments: list[str]) -> None:
    done = alive.really(*arguments, stdout="/dev/full")
    assert done.returncode in {1, 2}
    assert done.stderr.count("\n") == 1
    assert "no room left" in done.stderr or "No space left" in done.stderr
    assert Path("/dev/full").is_char_device()


if not on_postgresql():

    @pytest.mark.parametrize("largest", [40_000, 70_000])
    def test_a_file_that_may_not_grow_is_said_and_nothing_is_lost(
        alive: Instance, unbroken: Any, largest: int
    ) -> None:
        line = said(alive.sync(2, largest_file=largest))
        assert "the disk fails" in line or "may not become that large" in line
        assert is_as_if_nothing_had_happened(alive, unbroken)

    def test_a_database_that_another_program_holds_is_said(alive: Instance, unbroken: Any) -> None:
        with closing(sqlite3.connect(alive.home / "var" / "kapstok.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            line = said(alive.sync(2, patience=0.1))
        assert "kapstok.sqlite3: another program has held it for longer than we wait" in line
        assert is_as_if_nothing_had_happened(alive, unbroken)

    def test_a_database_that_is_held_in_the_middle_is_said(
        here: World, alive: Instance, unbroken: Any
    ) -> None:
        with closing(
            sqlite3.connect(
                alive.home / "var" / "kapstok.sqlite3", isolation_level=None, check_same_thread=False
            )
        ) as other:

            def held(asked: object) -> Answer:
                other.execute("BEGIN IMMEDIATE")
                return detail("https://een.example/", "31-12-2029")

            here.site.pages["/leden/een"] = held
            line = said(alive.sync(2, patience=0.1))
            assert "another program has held it" in line
        show(here.site, 2)
        assert is_as_if_nothing_had_happened(alive, unbroken)

    def test_a_damaged_database_is_said(alive: Instance) -> None:
        (alive.home / "var" / "kapstok.sqlite3").write_bytes(b"no database at all" * 1000)
        for left in (alive.home / "var").glob("kapstok.sqlite3-*"):
            left.unlink()
        assert "it is damaged. Put a backup back" in said(alive.sync(2))

else:

    def test_a_database_that_goes_away_in_the_middle_is_said(
        here: World, alive: Instance, unbroken: Any
    ) -> None:
        def gone(asked: object) -> Answer:
            with connected() as server:
                server.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                    [alive.database_name],
                )
            return detail("https://een.example/", "31-12-2029")

        here.site.pages["/leden/een"] = gone
        line = said(alive.sync(2))
        assert "it does not answer, or the connection was lost" in line
        show(here.site, 2)
        assert is_as_if_nothing_had_happened(alive, unbroken)

    def test_a_read_only_database_is_said(alive: Instance, unbroken: Any) -> None:
        administered(f'ALTER DATABASE "{alive.database_name}" SET default_transaction_read_only = on')
        assert "it is read-only" in said(alive.sync(2))
        administered(f'ALTER DATABASE "{alive.database_name}" RESET default_transaction_read_only')
        assert is_as_if_nothing_had_happened(alive, unbroken)

    def test_a_database_that_is_not_there_is_said_without_a_password(alive: Instance) -> None:
        assert alive.database is not None
        nowhere = Instance(alive.home, "postgres://kapstok:geheim@127.0.0.1:1/kapstok", alive.nursery)
        line = said(nowhere.sync(2))
        assert "the database kapstok on 127.0.0.1: it does not answer" in line
        assert "geheim" not in line

    def test_a_sync_on_another_machine_has_the_turn_too(here: World, alive: Instance, unbroken: Any) -> None:
        elsewhere = Instance(here.copy(alive).home, alive.database, here.another_nursery())
        heard: list[Ended] = []

        def meanwhile(asked: object) -> Answer:
            heard.append(elsewhere.sync(2))
            return detail("https://een.example/", "31-12-2029")

        here.site.pages["/leden/een"] = meanwhile
        assert alive.sync(2).code == 1
        show(here.site, 2)
        assert said(heard[0]) == "another sync is running (on another machine)\n"
        assert alive.state() == unbroken


def test_a_second_sync_stops_with_one_line_and_the_first_goes_on(
    here: World, alive: Instance, unbroken: Any
) -> None:
    second = Instance(alive.home, alive.database, here.another_nursery())
    heard: list[Ended] = []

    def meanwhile(asked: object) -> Answer:
        # A site that follows the calendar at this moment is no other sync, and is not in its way.
        heard.extend([second.sync(2), second.follow(2), second.run("search", "bedrijf", "--json")])
        return detail("https://een.example/", "31-12-2029")

    here.site.pages["/leden/een"] = meanwhile
    assert alive.sync(2).code == 1
    show(here.site, 2)
    assert said(heard[0]) == "another sync is running\n"
    assert [ended.code for ended in heard[1:]] == [0, 0]
    assert alive.state() == unbroken


def test_a_process_that_was_killed_holds_no_turn(alive: Instance, unbroken: Any) -> None:
    for lock in ("sync.lock", "following.lock", "starting.lock"):
        (alive.home / "var" / lock).write_text("4711 half a")
    assert is_as_if_nothing_had_happened(alive, unbroken)


def test_programs_that_start_together_make_the_tables_once(here: World) -> None:
    show(here.site, 1)
    fresh = here.new()
    starting = [
        subprocess.Popen(
            [sys.executable, "-m", "kapstok", "runs", "--json", "--home", str(fresh.home)], env=fresh.environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    ended = [(process.communicate(timeout=60), process.returncode) for process in starting]
    assert [(out, err, code) for (out, err), code in ended] == [('{"runs": []}\n', "", 0)] * 3
    here.drop(fresh)


def test_var_from_another_machine_goes_on_where_it_was(here: World, alive: Instance, unbroken: Any) -> None:
    moved = here.new()
    shutil.rmtree(moved.home / "var", ignore_errors=True)
    shutil.copytree(alive.home / "var", moved.home / "var")
    there = Instance(moved.home, alive.database, alive.nursery)
    assert is_as_if_nothing_had_happened(there, unbroken)


def test_kept_bytes_that_are_damaged_or_gone_are_said_and_read_again(alive: Instance, unbroken: Any) -> None:
    asked = ("evidence", "--kvk", "08123456", "--on", "2026-01-01")
    before = json.loads(alive.run(*asked, "--json").out)["labels"]
    assert [label["kept"] for label in before] == [True, True]
    pages = [_kept(alive, label["sha256"]) for label in before]
    pages[0].unlink()
    pages[1].write_bytes(pages[1].read_bytes()[:-9] + b"something")
    after = json.loads(alive.run(*asked, "--json").out)["labels"]
    assert [label["kept"] for label in after] == [False, False]
    assert [label["sha256"] for label in after] == [label["sha256"] for label in before]
    assert "are damaged or gone" in alive.run(*asked).out
    alive.sync(2)


def _kept(one: Instance, sha256: str) -> Path:
    return one.home / "var" / "snapshots" / sha256[:2] / f"{sha256[2:]}.zst"


def test_a_search_index_that_is_damaged_or_gone_is_built_anew(alive: Instance, unbroken: Any) -> None:
    alive.sync(2)
    for spoil in (_emptied, shutil.rmtree):
        for generation in (alive.home / "var" / "search").glob("g-*"):
            spoil(generation)
        alive.sync(2)
        assert alive.state()["index"] == unbroken["index"]


def _emptied(generation: Path) -> None:
    for file in generation.iterdir():
        file.write_bytes(b"")
