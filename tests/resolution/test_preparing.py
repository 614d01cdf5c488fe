# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

import pytest

from bench.known_pairs import records_of
from bench.market import creditors, invent
from kapstok.resolution import preparing
from kapstok.resolution.linking import link
from kapstok.resolution.preparing import Prepared, Preparing, Values, prepared
from tests.resolution.entries import entry

X = {"name": "De Vlindertuin", "city": "Zwolle"}


def numbers(found: Prepared) -> set[int]:
    return set(found.faces["record"].to_pylist())


def test_only_rows_with_a_candidate_are_kept_and_they_keep_their_position() -> None:
    known = [entry("ladder", **X)]
    rows: list[Values] = [{"name": "Draad"}, {"name": "De Vlindertuin B.V."}, {}, {"name": "Vlindertuin"}]

    found = Preparing(known).chunk(100, rows)

    assert numbers(found) == {101, 103}
    assert (found.left, found.right) == ([0, 1], [known[0].entry] * 2)
    assert found.rows == 4
    assert found.places == {("vlindertuin", None)}


def test_a_list_is_read_no_faster_than_it_is_worked_through() -> None:
    taken = 0

    def rows() -> cycle[Values]:
        nonlocal taken
        for one in cycle([{"name": "Draad"}]):
            taken += 1
            yield one

    chunks = prepared([entry("ladder", **X)], rows(), processes=1)
    next(chunks)

    assert taken <= 4 * 5_000


def test_two_processes_give_the_same_as_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    market = invent(22, size=60)
    records, groups = records_of(market), {number: one.truth for number, one in enumerate(market.entries)}
    rows = [row.values for row in creditors(market, seed=22, count=100, known_share=0.4)]
    # A list this long is worth a second process only when a chunk is short.
    monkeypatch.setattr(preparing, "_CHUNK", 10)
    monkeypatch.setattr(preparing, "_WORTH_A_PROCESS", 20)
    heard: list[int] = []

    one, two = (
        link(records, iter(rows), groups=groups, work=tmp_path, told=heard.append, processes=count)
        for count in (1, 2)
    )

    assert one == two
    assert one.links
    assert heard == [*range(10, 101, 10)] * 2


def test_whoever_stops_listening_leaves_no_process_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "_CHUNK", 10)
    monkeypatch.setattr(preparing, "_WORTH_A_PROCESS", 20)
    rows = islice(cycle([{"name": "De Vlindertuin"}]), 200)

    chunks = prepared([entry("ladder", **X)], rows, processes=2)
    next(chunks)
    chunks.close()

    assert len(list(rows)) > 0
