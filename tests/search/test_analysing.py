# SPDX-License-Identifier: EUPL-1.2
"""Many documents are analysed by two processes, and it makes no difference which of them did what."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from kapstok.search import analysing, columns
from kapstok.search.analysing import Analyst, analyst
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.prepared import Source
from kapstok.search.shapes import Document, Point
from tests.search.directories import GLANS, LUNCH, PLAIN, TUIN, concept, thesaurus

DOCUMENTS = [
    GLANS,
    TUIN,
    LUNCH,
    *(Document(f"k{number}", f"Bedrijf {number}", point=Point(52.5, 6.1)) for number in range(40)),
]


@pytest.fixture
def chain(tmp_path: Path) -> Chain:
    """One that another process can read."""
    kept = Chain(Source(str(tmp_path), lambda: thesaurus(concept("glasbewassing")), tmp_path / "chain.json"))
    assert kept.thesaurus.concepts
    return kept


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysing, "MANY", 10)
    monkeypatch.setattr(analysing.os, "cpu_count", lambda: 2)


def made(by: Analyst) -> list[str]:
    """What the engine is told, by document."""
    return sorted(repr(entry.to_dict()) for _ in range(3) for entry in by.entries(DOCUMENTS))


def by_hand(chain: Chain) -> list[str]:
    entries = [columns.entry(columns.terms(document, chain)) for document in DOCUMENTS]
    return sorted(repr(entry.to_dict()) for _ in range(3) for entry in entries)


def test_two_processes_make_what_one_makes(chain: Chain) -> None:
    with analyst(chain, 10_000) as both:
        assert both._helper is not None
        assert made(both) == by_hand(chain)
        assert both._helper is not None


def test_what_a_killed_helper_leaves_is_done_here(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *told: Any, **more: Any):
            super().__init__(*told, **more)
            started.append(self)

    monkeypatch.setattr(analysing.subprocess, "Popen", Watched)
    with analyst(chain, 10_000) as both:
        assert len(list(both.entries(DOCUMENTS))) == len(DOCUMENTS)
        started[0].kill()
        started[0].wait()
        assert made(both) == by_hand(chain)
        assert both._helper is None


def test_a_helper_that_finds_no_chain_is_not_missed(chain: Chain, tmp_path: Path) -> None:
    with analyst(chain, 10_000) as both:
        (tmp_path / "chain.json").unlink()
        assert made(both) == by_hand(chain)


@pytest.mark.parametrize(("which", "count"), [("few", 9), ("not kept", 10_000)])
def test_without_a_reason_there_is_no_helper(chain: Chain, which: str, count: int) -> None:
    with analyst(PLAIN if which == "not kept" else chain, count) as alone:
        assert alone._helper is None
        assert len(list(alone.entries(DOCUMENTS))) == len(DOCUMENTS)
