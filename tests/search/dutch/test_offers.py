# SPDX-License-Identifier: EUPL-1.2
"""The rule of offers.md."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.search.dutch.offers import Telling, sentences, telling


@pytest.mark.parametrize(
    ("sentence", "how"),
    [
        ("Wij verzorgen lunches.", Telling.MAIN),
        ("U kunt bij ons terecht voor drukwerk.", Telling.MAIN),
        ("WIJ BIEDEN GLASBEWASSING", Telling.MAIN),
        ("Onze specialiteit: houten speelgoed.", Telling.MAIN),
        ("We offer catering.", Telling.MAIN),
        ("Daarnaast verzorgen wij lunches.", Telling.SIDE),
        ("Ook drukwerk behoort tot de mogelijkheden.", Telling.SIDE),
        ("Sinds kort bieden we drukwerk.", Telling.SIDE),
        ("Op aanvraag: een rondje koffie.", Telling.SIDE),
        ("Onze deelnemers doen de was.", Telling.MENTION),
        ("Wij scheiden ons eigen afval.", Telling.MENTION),
        ("Op maandag is de winkel gesloten.", Telling.MENTION),
        ("De koffie staat klaar.", Telling.MENTION),
        ("", Telling.MENTION),
    ],
)
def test_a_sentence_offers_offers_on_the_side_or_merely_mentions(sentence: str, how: Telling) -> None:
    assert telling(sentence) is how


def test_the_first_sentence_introduces_the_trade_unless_it_speaks_of_the_house() -> None:
    assert telling("Een bakkerij in Zwolle.", first=True) is Telling.MAIN
    assert telling("Een bakkerij in Zwolle.") is Telling.MENTION
    assert telling("Onze missie is brood.", first=True) is Telling.MENTION


def test_a_description_falls_apart_into_sentences_and_lines() -> None:
    told = list(sentences("Brood uit Zwolle. Wij leveren taart!\nOok koffie\r\n\r\nAltijd vers?"))
    assert told == [
        ("Brood uit Zwolle.", Telling.MAIN),
        ("Wij leveren taart!", Telling.MAIN),
        ("Ook koffie", Telling.SIDE),
        ("Altijd vers?", Telling.MENTION),
    ]


@given(st.text())
def test_no_description_is_an_error(text: str) -> None:
    told = list(sentences(text))
    assert len(told) <= 200
    assert all(sentence.strip() for sentence, _ in told)
