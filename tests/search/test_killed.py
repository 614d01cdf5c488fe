# SPDX-License-Identifier: EUPL-1.2
"""Killed anywhere and run again, the index is the same: with real processes that are really killed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kapstok.search.shapes import Query
from tests.search import follower
from tests.search.directories import PlainIndex

CHANGED = 120
Contents = tuple[object, ...]


def run(folder: Path, *what: object) -> int:
    program = [sys.executable, follower.__file__, folder, *what]
    return subprocess.run([str(part) for part in program], stdout=subprocess.DEVNULL, check=False).returncode


def follow_and_kill(folder: Path, after: float) -> float:
    """Seconds that the follower lived after it began, at most `after`."""
    program = [sys.executable, str(follower.__file__), str(folder), "follow"]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        began = time.monotonic()
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
        return time.monotonic() - began


def contents(folder: Path) -> Contents:
    index = PlainIndex(folder / "search")
    browsed, asked = index.search(Query(limit=1_000)), index.search(Query("brood ", limit=1_000))
    position = index.position()
    assert position is not None
    return (
        position.applied,
        {hit.key for hit in browsed.hits},
        {hit.key for hit in asked.hits},
        asked.facets,
    )


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    folder = tmp_path_factory.mktemp("undisturbed")
    assert run(folder, "change", 0, CHANGED) == 0
    assert run(folder, "follow") == 0
    applied, browsed, *_ = contents(folder)
    assert applied == CHANGED
    assert len(browsed) == CHANGED - (CHANGED + 6) // 7
    return contents(folder)


def test_killed_while_building_and_again_while_following(tmp_path: Path, undisturbed: Contents) -> None:
    assert run(tmp_path, "change", 0, CHANGED // 2) == 0
    assert run(tmp_path, "follow", 3) == -9
    assert not PlainIndex(tmp_path / "search").search(Query()).available
    assert run(tmp_path, "follow") == 0
    assert run(tmp_path, "change", CHANGED // 2, CHANGED) == 0
    for batch in (1, 2, 3):
        assert run(tmp_path, "follow", batch) == -9
        assert PlainIndex(tmp_path / "search").search(Query()).available
    assert run(tmp_path, "follow") == 0
    assert contents(tmp_path) == undisturbed


def test_killed_at_any_moment(tmp_path: Path, undisturbed: Contents) -> None:
    assert run(tmp_path, "change", 0, CHANGED) == 0
    whole = follow_and_kill(tmp_path, after=60)
    for share in (0.1, 0.4, 0.7):
        assert run(tmp_path, "change", 0, CHANGED) == 0
        follow_and_kill(tmp_path, after=whole * share)
    assert run(tmp_path, "follow") == 0
    assert contents(tmp_path)[1:] == undisturbed[1:]


def test_many_followers_at_once_end_with_one_index(tmp_path: Path, undisturbed: Contents) -> None:
    assert run(tmp_path, "change", 0, CHANGED) == 0
    program = [sys.executable, str(follower.__file__), str(tmp_path), "follow"]
    followers = [subprocess.Popen(program, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [process.wait(60) for process in followers] == [0, 0, 0]
    assert contents(tmp_path) == undisturbed


def test_a_reader_follows_what_another_process_commits(tmp_path: Path) -> None:
    index = PlainIndex(tmp_path / "search")
    assert not index.search(Query()).available
    for upto, found in ((20, 17), (30, 25)):
        assert run(tmp_path, "change", 0, upto) == 0
        assert run(tmp_path, "follow") == 0
        assert index.search(Query()).total == found
