# SPDX-License-Identifier: EUPL-1.2
"""What of a text is marked as found: words, parts of compounds, and words that carry a concept."""

from __future__ import annotations

import pytest

from kapstok.search.dutch.chain import Chain
from kapstok.search.highlights import Piece, marked
from tests.search.directories import concept, thesaurus

CHAIN = Chain(
    thesaurus(
        concept("glasbewassing", "ramen wassen", "ruiten zemen"),
        concept("groen", "tuinonderhoud", category="77310000", asks=("gras",)),
        c90910000="Schoonmaak",
        c77310000="Groen",
    )
)


def shown(question: str, text: str, *, finished: bool = True) -> str:
    """The text with what is found between brackets."""
    asked = CHAIN.understand(question + " " * finished)
    pieces = marked(text, asked, CHAIN)
    assert "".join(piece.text for piece in pieces) == text
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("kaarsen", "Drukwerk en [kaarsen]"),
        ("pakket", "Relatiegeschenken en kerst[pakketten]"),
        ("kerst", "[Kerst]pakketten met brood"),
        ("kerstpakket", "[Kerstpakketten]"),
        ("verpakking installatie", "[Verpakkingsinstallaties]"),
        ("ramen wassen", "Biedt [ruiten zemen] en drukwerk"),
        ("ramen wassen", "[Glasbewassing] · tapijt"),
        ("gras", "[Tuinonderhoud] in de wijk"),
        ("drukwerk", "Wij verzorgen [drukwerk]. Ook tapijt"),
        ("drukwerk", "[DRUKWERK]!"),
        ("crème", "[Crème] brûlée en [creme]"),
        ("oeuvre", "[Œuvre]"),
        ("verkoop", "[Ĳsverkoop]"),
        ("tv", "Reparatie van [tv]"),
        ("ruimtevaart", "Kaarsen en brood"),
        ("van de", "Kaarsen van de buren"),
        ("kaarsen", ""),
    ],
)
def test_what_was_asked_is_marked_where_it_stands(question: str, told: str) -> None:
    assert shown(question, told.replace("[", "").replace("]", "")) == told


def test_a_word_that_is_being_typed_is_marked_as_far_as_it_goes() -> None:
    assert shown("drukk", "Drukkerij Het Hogeland", finished=False) == "[Drukk]erij Het Hogeland"
    assert shown("drukk", "Drukkerij Het Hogeland") == "Drukkerij Het Hogeland"


def test_two_offerings_make_no_concept_together() -> None:
    assert shown("glasbewassing", "ruiten · zemen") == "ruiten · zemen"
    assert shown("glasbewassing", "ruiten zemen") == "[ruiten zemen]"


def test_without_a_question_a_text_is_one_piece() -> None:
    assert marked("Kaarsen", None, CHAIN) == (Piece("Kaarsen"),)
    assert marked("Kaarsen", CHAIN.understand(""), CHAIN) == (Piece("Kaarsen"),)


@pytest.mark.parametrize(
    "text", ["<b>drukwerk</b>", "drukwerk\x00\u202edrukwerk", "\ud800 drukwerk", "drukwerk " * 3_000]
)
def test_hostile_text_comes_back_whole(text: str) -> None:
    assert "[drukwerk" in shown("drukwerk", text)
