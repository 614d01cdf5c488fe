# SPDX-License-Identifier: EUPL-1.2
"""Several readers and one writer, each a process of its own; several machines that follow one database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kapstok.search.shapes import Query
from tests.search import follower, reader
from tests.search.directories import PlainIndex

ROOT = Path(__file__).parents[2]


def run(folder: Path, steps: str) -> None:
    program = [sys.executable, follower.__file__, str(folder), *steps.split()]
    subprocess.run(program, stdout=subprocess.DEVNULL, check=True)


@contextmanager
def reading(folder: Path, count: int) -> Iterator[list[dict[str, Any]]]:
    """So many processes that search; what they saw is told when they are done."""
    program = [sys.executable, reader.__file__, str(folder)]
    readers = [
        subprocess.Popen(
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for _ in range(count)
    ]
    saw: list[dict[str, Any]] = []
    for process in readers:
        assert process.stdout is not None
        assert process.stdout.readline() == b"reading\n"
    yield saw
    for process in readers:
        told, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        saw.append(json.loads(told))


def generations(seen: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(version.rsplit("-", 3)[0] for version in seen["versions"]))


def test_readers_see_every_commit_and_every_swap_and_never_less_than_before(tmp_path: Path) -> None:
    """While they read, documents come, and the index is built anew beside the old one for another chain."""
    run(tmp_path, "change 0 40 -- follow")
    with reading(tmp_path / "search", 2) as saw:
        run(tmp_path, "change 40 80 -- follow -- follow 0 3 -- change 80 100 -- follow 0 3")
    for seen in saw:
        assert seen["searches"] > 0
        assert seen["totals"] == sorted(seen["totals"])
        assert (seen["totals"][0], seen["totals"][-1]) == (34, 85)
        assert len(generations(seen)) == 2


def test_two_folders_that_follow_one_database_give_equal_answers(tmp_path: Path) -> None:
    """One that followed all along and one that comes late, as on two machines."""
    run(tmp_path, "change 0 20 -- follow -- change 10 50 -- follow -- change 40 90 -- follow")
    run(tmp_path, "follow@elsewhere")
    here, there = PlainIndex(tmp_path / "search"), PlainIndex(tmp_path / "elsewhere")
    assert here.position() == there.position()
    for text in ("", "brood ", "bedrijf k081 ", "brod"):
        one, other = here.search(Query(text, limit=100)), there.search(Query(text, limit=100))
        assert [hit.key for hit in one.hits] == [hit.key for hit in other.hits]
        assert (one.total, one.facets) == (other.total, other.facets)
