# SPDX-License-Identifier: EUPL-1.2
"""Why a document was found, in Dutch: over a glazier's neighbours and a question that half fits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils.translation import override

from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.thesaurus import Category
from kapstok.search.reasons import explain
from kapstok.search.shapes import Document
from tests.search.directories import GLANS, PLAIN, TUIN, concept, thesaurus

SMALL = thesaurus(
    replace(
        concept("glasbewassing", "ramen wassen", near=("gevel",)),
        names={"nl": "glasbewassing", "en": "window cleaning"},
    ),
    concept("gevel", "gevelreiniging"),
    concept("vloer", "vloeren boenen"),
    concept("groen", "tuinonderhoud", category="77310000", asks=("gras",)),
    c90910000="Schoonmaak",
    c77310000="Groen",
)
CHAIN = Chain(SMALL)
PAINTER = Document("verf", "Verf & Zo", offerings=("schilderwerk",), description="Sterk in kozijnen.")


def why(
    question: str, document: Document, chain: Chain = CHAIN, distance: float | None = None
) -> tuple[str, ...]:
    with override("nl"):
        return explain(chain.understand(question), document, chain, distance)


@pytest.mark.parametrize(
    ("question", "document", "told"),
    [
        ("ramen wassen", GLANS, ("biedt glasbewassing, u zocht ramen wassen",)),
        ("glasbewassing", GLANS, ("biedt glasbewassing",)),
        ("gras", TUIN, ("biedt tuinonderhoud, u zocht gras",)),
        ("gevelreiniging", replace(GLANS, offerings=("ramen wassen",)), ("verwant: glasbewassing",)),
        ("glasbewassing", replace(GLANS, offerings=("gevelreiniging",), description=""), ("verwant: gevel",)),
        ("schilderwerk", PAINTER, ("aanbod: schilderwerk",)),
        ("kozijn", PAINTER, ("omschrijving",)),
        ("Verf", PAINTER, ("naam",)),
        ("hovenier", TUIN, ("branche: Hovenier",)),
        ("schone", GLANS, ("andere naam: Stichting Schone Ramen",)),
        ("gras en glasbewassing", TUIN, ("biedt tuinonderhoud, u zocht gras", "biedt glasbewassing")),
        ("ruimtevaart", GLANS, ()),
        ("", GLANS, ()),
    ],
)
def test_a_hit_says_what_of_the_question_it_offers(
    question: str, document: Document, told: tuple[str, ...]
) -> None:
    assert why(question, document) == told


def test_how_far_it_is_stands_last_where_a_place_was_asked() -> None:
    assert why("glasbewassing Deventer", GLANS, distance=28.3) == (
        "biedt glasbewassing",
        "28 km van Deventer",
    )
    assert why("glasbewassing Deventer", GLANS, distance=0.44) == (
        "biedt glasbewassing",
        "0,4 km van Deventer",
    )
    assert why("glasbewassing Deventer", GLANS) == ("biedt glasbewassing",)
    assert why("glasbewassing", GLANS, distance=28.3) == ("biedt glasbewassing",)


def test_what_was_written_is_told_as_it_was_written() -> None:
    odd = Document("k", "N", offerings=("Één <b>vreemd</b> aanbod & co",))
    assert why("vreemd", odd, PLAIN) == ("aanbod: Één <b>vreemd</b> aanbod & co",)


def test_a_long_text_is_cut_and_no_more_than_three_are_told() -> None:
    many = Document("k", "N", offerings=tuple(f"brood {letter * 200}" for letter in "abcde"))
    (line,) = why("brood", many, PLAIN)
    assert line.count(", ") == 2
    assert len(line) < 400


def test_reasons_come_in_the_readers_language() -> None:
    near = replace(SMALL.concepts["glasbewassing"], id="ruit", words=("ruiten",), near=("glasbewassing",))
    chain = Chain(
        replace(
            SMALL,
            concepts={**SMALL.concepts, "ruit": replace(near, category="1")},
            categories={**SMALL.categories, "1": Category("1", {"nl": "Ruiten"})},
        )
    )
    with override("en"):
        (line,) = explain(chain.understand("ruiten"), replace(GLANS, names=()), chain)
    assert line.endswith("window cleaning")
