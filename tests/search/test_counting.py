# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date

import pytest

from kapstok.search.counting import Asked, counted, kept_text
from kapstok.search.dutch.chain import Chain, title
from tests.search.directories import concept, thesaurus

CHAIN = Chain(thesaurus(concept("glasbewassing", "ramen wassen"), concept("schoonmaak")))
SUNDAY = date(2026, 11, 22)


def asked(text: str, *names: str, found: int = 3, shortened: bool = False) -> Asked:
    understood = CHAIN.understand(text)
    return counted(
        text, understood, day=SUNDAY, found=found, shortened=shortened, names=[title(name) for name in names]
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ramen  WASSEN!", "ramen wassen"),
        ("café-crème", "cafe creme"),
        ("pso 30+", "pso 30"),
        ("jan@voorbeeld.example", ""),
        ("jan\uff20voorbeeld", ""),
        ("@jan", ""),
        ("06 12 34 56 78", ""),
        ("kvk 12345678", ""),
        ("schilder 7411 aa", ""),
        ("schilder ٧٤١١", ""),
        ("schilder ⁷⁴¹¹", ""),
        ("woord " * 20, ""),
        ("x" * 10_000, ""),
        ("\u202e\x00🪟", ""),
    ],
)
def test_a_text_is_kept_folded_or_not_at_all(text: str, kept: str) -> None:
    assert kept_text(text, {}) == kept


def test_a_word_that_was_mended_is_kept_as_it_was_meant() -> None:
    assert asked("glasbewasing").text == "glasbewassing"


def test_the_name_of_who_was_found_is_not_kept_with_or_without_its_legal_form() -> None:
    assert asked("Jan de Boer", "Jan de Boer B.V.").text == ""
    assert asked("de boer", "Jan de Boer").text == "de boer"


def test_what_came_of_it_is_counted_by_the_week() -> None:
    question = asked("glasbewassing", found=0, shortened=True)
    assert question == Asked("glasbewassing", SUNDAY, 0, is_understood=True, is_shortened=True)
    assert question.week == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("text", "is_understood"),
    [
        ("wolkenkrabber", False),
        ("ramen wassen", True),
        ("Deventer", True),
        ("", True),
        ("wolkenkrabber schoonmaak", True),
    ],
)
def test_a_question_is_understood_when_what_is_asked_names_a_concept_or_nothing_is(
    text: str, is_understood: bool
) -> None:
    assert asked(text).is_understood is is_understood
