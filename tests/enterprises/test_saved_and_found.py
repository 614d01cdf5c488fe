# SPDX-License-Identifier: EUPL-1.2
"""Who says where an enterprise is finds it there as soon as that is saved, and so does every other worker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kapstok.enterprises.finding import find, index_path
from kapstok.enterprises.placing import PlaceGiven, correct_place
from kapstok.enterprises.queries import by_slug
from kapstok.enterprises.sync import catch_up
from kapstok.search.index import SearchIndex
from kapstok.search.shapes import Query
from tests.enterprises.region import LiveRegion
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db(transaction=True)

ZWOLLE, BRONCKHORST = frozenset({"GM0193"}), "GM1876"
READER = """
import sys
from pathlib import Path
from kapstok.search.index import SearchIndex
from kapstok.search.shapes import Query
index = SearchIndex(Path(sys.argv[1]))
for line in sys.stdin:
    print(index.search(Query(filters={"municipality": frozenset({line.strip()})})).total, flush=True)
"""


def other_worker(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", READER, str(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def asked(worker: subprocess.Popen[str], municipality: str) -> int:
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(f"{municipality}\n")
    worker.stdin.flush()
    return int(worker.stdout.readline())


def test_a_saved_change_is_found_at_once_here_and_in_another_process(region: LiveRegion) -> None:
    region.shows("ladder", {"id": "1", "name": "De Brug", "city": "Zwolle", "level": "1"})
    region.sync(1)
    here, path = (
        Query("De Brug", {"municipality": frozenset({BRONCKHORST})}, day=day(1)),
        index_path(region.folder),
    )
    there, elsewhere = other_worker(path), SearchIndex(path)
    assert (find(region.folder, here).total, asked(there, BRONCKHORST)) == (0, 0)

    correct_place(
        enterprise=by_slug("de-brug")[0],
        place=PlaceGiven(BRONCKHORST),
        reason="Gebeld",
        actor="person:1",
        day=day(1),
        rules=region.rules,
    )
    catch_up(region.folder, day(1))

    assert [one.standing.enterprise.slug for one in find(region.folder, here).finds] == ["de-brug"]
    assert asked(there, BRONCKHORST) == 1
    assert elsewhere.search(Query(filters={"municipality": ZWOLLE})).total == 0
    there.communicate()
