# SPDX-License-Identifier: EUPL-1.2
"""The bench of searching at a tiny scale: every engine gets the same documents and really answers."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from bench.figures import Figure
from bench.searching.asked import questions
from bench.searching.comparing import _figures
from bench.searching.documents import document, documents
from bench.searching.task import COUNTED, Done, _ndcg

DOCUMENTS = list(documents(60))


def test_documents_are_always_the_same_and_no_two_alike() -> None:
    assert [document(number) for number in range(60)] == DOCUMENTS
    assert len({(one.name, one.description) for one in DOCUMENTS}) == 60
    assert all(one.point and one.facets["municipality"] for one in DOCUMENTS)


def test_questions_are_always_the_same_and_no_two_alike() -> None:
    assert questions(120) == questions(120)
    assert len(set(questions(120))) == 120
    assert any("binnen 20 km van" in text for text in questions(120))


@pytest.mark.parametrize("engine", ["ours", "raw_tantivy", "fts5"])
def test_every_engine_finds_counts_and_marks(engine: str, tmp_path: Path) -> None:
    made = import_module(f"bench.searching.{engine}").make(tmp_path)
    made.add(DOCUMENTS[:30])
    made.add(DOCUMENTS[30:])
    made.finish()
    named = DOCUMENTS[7]
    keys, counted = made.ask(named.name)
    assert named.key in keys
    assert all(counted[facet] for facet in COUNTED if named.facets.get(facet))
    assert made.mark(named.name, [DOCUMENTS[int(key)] for key in keys]) > 0
    assert made.ask("\x00 (AND) '\"*")[0] is not None


def test_an_engine_is_judged_by_what_comes_first() -> None:
    grades = {"a": 3, "b": 1}
    assert _ndcg(["a", "b", "c"], grades) == 1
    assert 0 < _ndcg(["b", "a"], grades) < 1
    assert _ndcg(["c"], grades) == 0


def test_figures_stand_beside_the_target_of_their_size_and_the_engines_that_were_measured() -> None:
    done = Done(built=1.0, median=1.0, p95=2.0, first_p95=3.0, found=9, ndcg=0.9)

    def targets(count: int, *engines: str) -> set[float]:
        shown = list(_figures(dict.fromkeys(("ours", *engines), done), count))
        assert all(isinstance(figure, Figure) and figure.ratio for figure in shown)
        return {figure.baseline for figure in shown if figure.beside == "target" and figure.unit == "ms"}

    assert targets(10_000, "fts5") == {5.0}
    assert targets(100_000, "raw_tantivy", "fts5", "postgresql") == {8.0}
    assert targets(1_000_000) == {35.0}
