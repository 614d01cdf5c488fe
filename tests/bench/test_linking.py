# SPDX-License-Identifier: EUPL-1.2
"""Linking at a tiny scale: every method does the same task, and is held against the truth in the same way."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from bench.linking import answers, comparing
from bench.linking.task import done_by, lay
from bench.market import Market, creditors, invent

METHODS = ("ours", "plain_splink", "bare_names")


@pytest.fixture(scope="module")
def market() -> Market:
    return invent(1, 250)


@pytest.mark.parametrize("method", METHODS)
def test_a_method_links_creditors_to_entries(market: Market, method: str, tmp_path: Path) -> None:
    rows = creditors(market, 1, 400, known_share=0.4)
    lay(market, rows, tmp_path)
    done = done_by(method, tmp_path)
    assert all(a < len(market.entries) and b < len(rows) for a, b in done.weights)
    assert done.seconds > 0
    assert done.megabytes > 10
    assert answers.of_creditors(market, rows, done.weights).best.f1 > 0.4


def test_the_truth_of_creditors_does_not_lie_in_the_folder(market: Market, tmp_path: Path) -> None:
    rows = creditors(market, 1, 30)
    lay(market, rows, tmp_path)
    text = "".join(file.read_text(encoding="utf-8") for file in tmp_path.glob("creditors*"))
    assert "truth" not in text
    assert "sister" not in text


def test_ours_stands_beside_both_baselines_with_its_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    quality, errors = comparing.parts(250, [], seed=1)
    assert {figure.beside for figure in quality.figures} >= {"target", "plain Splink", "RapidFuzz"}
    assert {figure.what for figure in quality.figures} >= {
        "precision",
        "recall",
        "F1",
        "until it is done",
        "peak memory",
    }
    assert any(figure.what.startswith("missed") for figure in errors.figures)
    assert [*tmp_path.iterdir()] == []
