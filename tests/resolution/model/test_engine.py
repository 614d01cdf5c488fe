# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

from kapstok.resolution.model.alternatives import names
from kapstok.resolution.model.columns import faces, table
from kapstok.resolution.model.comparisons import COMPARED
from kapstok.resolution.model.engine import GAMMAS, estimate, score
from kapstok.resolution.model.weights import shipped
from tests.resolution.entries import entry


def rows(count: int) -> pyarrow.Table:
    return table(
        row
        for number in range(count)
        for row in faces(number, entry(f"register {number}", name="Vlinder", city="Zwolle"))
    )


def pairs(*given: tuple[int, int]) -> pyarrow.Table:
    kind = pyarrow.int64()
    return pyarrow.table(
        {"l": pyarrow.array([a for a, _ in given], kind), "r": pyarrow.array([b for _, b in given], kind)}
    )


def found(scores: pyarrow.Table) -> set[tuple[int, int]]:
    return {
        (min(a, b), max(a, b)) for a, b in zip(scores["l"].to_pylist(), scores["r"].to_pylist(), strict=True)
    }


def test_exactly_the_given_pairs_are_scored_and_nothing_is_said_on_the_way(
    capfd: pytest.CaptureFixture[str],
) -> None:
    given = {(0, 3), (1, 2)}

    scores = score(rows(4), pairs(*given), {"vlinder": 1.0}, shipped())

    assert capfd.readouterr() == ("", "")
    assert found(scores) == given
    assert scores.column_names == ["l", "r", "bits", *GAMMAS]
    assert len(set(scores["bits"].to_pylist())) == 1


def test_pairs_below_the_floor_are_left_out_and_work_may_spill_into_a_folder(tmp_path: Path) -> None:
    scores = score(rows(3), pairs((0, 1), (1, 2)), {}, shipped(), floor=50.0, work=tmp_path)

    assert len(scores) == 0


def test_a_name_that_is_found_in_many_places_says_less() -> None:
    rare, common = (
        score(rows(2), pairs((0, 1)), {"vlinder": places}, shipped())["bits"][0].as_py()
        for places in (1.0, 64.0)
    )

    assert common < rare


def test_what_is_learned_is_a_probability_for_every_level_and_nothing_is_said_on_the_way(
    capfd: pytest.CaptureFixture[str],
) -> None:
    learned = estimate(rows(6), shipped())

    assert {"core", "municipality"} <= set(learned) <= {compared.name for compared in COMPARED}
    assert all(0 <= m <= 1 for rungs in learned.values() for m in rungs.values())
    assert all(set(rungs) <= set(names(comparison)) for comparison, rungs in learned.items())
    assert capfd.readouterr() == ("", "")


def test_where_no_two_records_share_anything_all_stays_as_it_was() -> None:
    strangers = (faces(number, entry(name=name)) for number, name in enumerate(("Vlinder", "Draad", "Kans")))

    for comparison, rungs in estimate(table(row for rows in strangers for row in rows), shipped()).items():
        for level, m in rungs.items():
            assert m == pytest.approx(shipped().of(comparison, level)[0], abs=1e-6)
