# SPDX-License-Identifier: EUPL-1.2
"""The rule of concepts.md, over concepts of our own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.search.dutch.concepts import Concepts, Match
from kapstok.search.dutch.cpv import codes
from kapstok.search.dutch.entries import Strength, entries
from kapstok.search.dutch.stems import parts
from kapstok.search.dutch.thesaurus import Category, Concept, Thesaurus
from kapstok.search.dutch.tokens import tokens
from tests.search.directories import concept, thesaurus


def finder(known: Thesaurus) -> Concepts:
    return Concepts(entries(known, parts), parts)


CONCEPTS = finder(
    thesaurus(
        concept("brood"),
        concept("koffie"),
        concept("vending", "koffieautomaat", "automaat"),
        concept("glasbewassing", "ramen wassen", asks=("vieze ramen",)),
        concept("kerst", "kerstpakket"),
        concept("maaien", asks=("gras", "sportveld")),
        concept("bank-zitten", "bank"),
        concept("bank-geld", "bank"),
    )
)


def named(matches: Sequence[Match]) -> list[str]:
    return [match.concept for match in matches]


def in_text(text: str) -> list[str]:
    return named(CONCEPTS.in_text(list(tokens(text))))


def in_question(text: str) -> list[str]:
    return named(CONCEPTS.in_question(list(tokens(text))))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("brood", ["brood"]),
        ("broden", ["brood"]),
        ("desembrood", ["brood"]),  # compounds carry their meaning last
        ("broodmes", []),
        ("filterkoffie", ["koffie"]),
        ("koffieautomaat", ["vending"]),  # the longest goes first
        ("koffieautomaten", ["vending"]),
        ("koffie uit een automaat", ["vending"]),
        ("kerstpakketten", ["kerst"]),
        ("pakketten voor kerst", ["kerst"]),  # a compound that is written apart
        ("kerst pakket", ["kerst"]),
        ("relatiekerstpakket", ["kerst"]),
        ("ramen wassen", ["glasbewassing"]),
        ("wassen van de ramen", ["glasbewassing"]),
        ("kantoorramen wassen", ["glasbewassing"]),
        ("raamdecoratie wassen", []),  # a word gives only its last parts
        ("ramen", []),
        ("gras", []),  # asked for, in no text of a seller
        ("bank", ["bank-geld", "bank-zitten"]),  # a word of two senses
        ("", []),
    ],
)
def test_what_a_seller_writes_names_what_is_offered(text: str, found: list[str]) -> None:
    assert in_text(text) == found


def test_in_a_text_the_words_of_an_entry_stand_within_four_words_in_a_question_anywhere() -> None:
    near = "ramen laten wij hier wassen"
    far = "ramen hebben wij hier en daar ook laten wassen"
    assert (in_text(near), in_question(near)) == (["glasbewassing"], ["glasbewassing"])
    assert (in_text(far), in_question(far)) == ([], ["glasbewassing"])


def test_a_question_may_ask_without_naming() -> None:
    (match,) = CONCEPTS.in_question(["gras"])
    assert (match.concept, match.strength) == ("maaien", Strength.ASK)
    (windows,) = CONCEPTS.in_question(["vieze", "ramen"])
    assert (windows.concept, windows.strength, windows.words) == (
        "glasbewassing",
        Strength.ASK,
        frozenset({0, 1}),
    )


def test_a_compound_that_names_nothing_asks_what_its_beginning_asks() -> None:
    assert in_question("sportveldbeheer") == []
    assert named(CONCEPTS.by_beginning("sportveldbeheer")) == ["maaien"]
    assert CONCEPTS.by_beginning("brood") == ()


def test_of_two_ways_to_take_the_same_words_the_stronger_is_told() -> None:
    both = finder(thesaurus(concept("gras", "gras", asks=("gras",))))
    (match,) = both.in_question(["gras"])
    assert match.strength is Strength.WORD


def test_small_words_make_no_concept() -> None:
    small = finder(thesaurus(concept("schrijver", "de het een"), concept("metselaar", "metser")))
    assert small.in_question(["met", "de", "het", "een"]) == ()


def test_the_order_of_finds_is_that_of_the_text_and_of_nothing_else() -> None:
    assert in_text("koffie brood") == ["koffie", "brood"]
    assert in_text("brood koffie") == ["brood", "koffie"]


# Official names


def of_code(cpv: str, *words: str) -> Thesaurus:
    one = Concept("ours", "90910000", (cpv,), {"nl": "onze naam"}, ("onze naam", *words))
    return Thesaurus({"90910000": Category("90910000", {"nl": "Schoonmaak"})}, {"ours": one})


def test_a_short_official_name_below_a_concepts_code_is_known_by_itself() -> None:
    (match,) = finder(of_code("90911300")).in_question(list(tokens(codes()["90911300"].nl)))
    assert (match.concept, match.strength) == ("ours", Strength.CPV)


def test_an_official_name_counts_only_where_nothing_of_ours_was_found() -> None:
    own = of_code("90911300", codes()["90911300"].nl)
    (match,) = finder(own).in_question(list(tokens(codes()["90911300"].nl)))
    assert match.strength is Strength.WORD


def test_official_names_are_no_words_of_sellers() -> None:
    assert finder(of_code("90911300")).in_text(list(tokens(codes()["90911300"].nl))) == ()


# Whatever is written


@given(
    st.lists(st.sampled_from("ramen wassen brood koffie automaat kerst pakket de vuur".split()), max_size=12)
)
def test_every_find_takes_words_that_stand_there_and_none_lies_within_another(words: list[str]) -> None:
    found = CONCEPTS.in_question(words)
    for match in found:
        assert match.words <= set(range(len(words)))
        assert not any(match.places < other.places for other in found)


@given(st.lists(st.text(max_size=30), max_size=20))
def test_no_words_are_an_error(words: list[str]) -> None:
    assert set(named(CONCEPTS.in_text(words))) <= set(named(CONCEPTS.in_question(words)))
