# SPDX-License-Identifier: EUPL-1.2
"""The judged questions put to what is shipped: how well it answers does not fall unseen."""

from __future__ import annotations

import pytest

from kapstok.search.dutch.chain import shipped_chain
from kapstok.search.judging import Answered, JudgedQuery, Measured, judged_documents, judged_queries, measured

# What was measured when a change of the chain or of the ranking was last judged.
NDCG = 0.96
MAY_FALL = 0.02


@pytest.fixture(scope="module")
def shipped() -> Measured:
    return measured(shipped_chain())


def test_the_judged_questions_are_answered_as_well_as_before(shipped: Measured) -> None:
    assert shipped.ndcg >= NDCG - MAY_FALL


def test_no_judged_question_is_left_without_an_answer(shipped: Measured) -> None:
    assert [answer.query.text for answer in shipped.answers if not answer.found] == []
    assert [answer.query.text for answer in shipped.answers if answer.is_useless] == []


def test_a_measurement_can_be_told_apart_by_kind(shipped: Measured) -> None:
    kinds = {query.kind for query in judged_queries()}
    assert len(kinds) > 3
    assert sum(len(shipped.of_kind(kind).answers) for kind in kinds) == len(judged_queries()) == 80
    assert Measured(()).ndcg == Measured(()).recall == 0


def test_every_grade_is_that_of_a_document_that_is_there() -> None:
    known = {document.key for document in judged_documents()}
    assert len(known) == 3_200
    for query in judged_queries():
        assert query.grades
        assert set(query.grades) <= known
        assert set(query.grades.values()) <= {1, 2, 3}


def test_an_answer_without_anything_worth_finding_is_useless() -> None:
    query = JudgedQuery("brood", "word", {"1": 3})
    assert Answered(query, 0, 0, 2, ("7", "8")).is_useless
    assert not Answered(query, 1, 1, 2, ("1", "8")).is_useless
