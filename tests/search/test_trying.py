# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.search import judging, trying
from kapstok.search.dutch.chain import Chain
from kapstok.search.judging import JudgedQuery, measured
from kapstok.search.trying import Changed, Trial, tried
from tests.search.directories import GLANS, LUNCH, TUIN, concept, thesaurus

QUESTIONS = (
    JudgedQuery("zwarte vingers", "unforeseen", {"glans": 3}),
    JudgedQuery("catering", "plain", {"lunch": 3}),
)
BEFORE = Chain(thesaurus(concept("glasbewassing"), concept("catering", category="55520000")))


@pytest.fixture(autouse=True)
def small_judged_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three documents and two questions: the real measure over thousands is looked at by test_judging.py."""
    monkeypatch.setattr(judging, "judged_documents", lambda: (GLANS, TUIN, LUNCH))
    monkeypatch.setattr(judging, "judged_queries", lambda: QUESTIONS)


def with_asks(**asks: list[str]) -> Chain:
    return Chain(BEFORE.thesaurus.with_words({}, asks))


def test_a_question_that_gains_its_concept_is_told() -> None:
    trial = tried(BEFORE, with_asks(glasbewassing=["zwarte vingers"]))
    assert trial == Trial(0.5, 1.0, (Changed("zwarte vingers", 0.0, 1.0),), ())
    assert not trial.asks_reason


def test_a_question_that_is_led_away_is_told_and_asks_a_reason() -> None:
    before = with_asks(glasbewassing=["zwarte vingers"])
    trial = tried(before, Chain(before.thesaurus.with_words({"catering": ["zwarte vingers"]}, {})))
    assert trial.before > trial.after
    assert [changed.text for changed in trial.worse] == ["zwarte vingers"]
    assert trial.asks_reason


def test_a_fall_of_two_hundredths_is_borne() -> None:
    assert not Trial(0.9, 0.8801, (), ()).asks_reason
    assert Trial(0.9, 0.8799, (), ()).asks_reason


def test_a_chain_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Chain] = []

    def counting(chain: Chain) -> judging.Measured:
        seen.append(chain)
        return measured(chain)

    monkeypatch.setattr(trying, "_MEASURES", trying._Measures(counting))
    after = with_asks(glasbewassing=["vingers"])
    for _ in range(2):
        tried(BEFORE, after)
    assert seen == [BEFORE, after]
