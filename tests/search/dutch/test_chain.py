# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kapstok.search.dutch.chain import MAX_QUERY_WORDS, Chain, title
from kapstok.search.dutch.reading import COLUMNS, Correction, Understood
from kapstok.search.dutch.stems import stem
from kapstok.search.dutch.tokens import MAX_WORD
from kapstok.search.shapes import Document
from tests.search.directories import PLAIN, concept, thesaurus

DUTCH = st.text("abcdefghijklmnopqrstuvwxyzéèëïöü", min_size=1, max_size=30)
WINDOWS, GARDENS, LAUNDRY = (
    concept("glasbewassing", "ramen wassen"),
    concept("groenvoorziening", "tuinonderhoud", category="77310000", asks=("gras",)),
    concept("wasserij", "wasgoed", category="98310000"),
)
CHAIN = Chain(thesaurus(WINDOWS, GARDENS, LAUNDRY))


def asked(text: str, chain: Chain = PLAIN) -> list[str]:
    return [word.text for word in chain.understand(text).words]


def things(understood: Understood) -> list[tuple[str, float]]:
    return [(" ".join(word.text for word in unit.words), unit.weight) for unit in understood.units]


# Questions


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ramen", "raam"),
        ("schoonmaken", "schoonmaak"),
        ("verven", "verf"),
        ("huizen", "huis"),
        ("kerstpakketten", "kerstpakket"),
        ("diensten", "dienst"),
        ("COÖPERATIES", "cooperatie"),
        ("video's", "video"),
        ("foto’s", "foto"),
        ("bezorging", "bezorgen"),
    ],
)
def test_forms_of_one_word_meet(typed: str, written: str) -> None:
    def stems(text: str) -> list[str]:
        return [word.stem for word in PLAIN.understand(text).words]

    assert stems(typed) == stems(written)


def test_words_that_frame_a_question_do_not_count() -> None:
    assert asked("wie kan onze ramen wassen") == ["ramen", "wassen"]


def test_a_question_of_nothing_but_frame_is_taken_at_its_word() -> None:
    assert asked("wie zijn wij") == ["wie", "zijn", "wij"]


def test_only_the_last_word_may_be_unfinished_and_white_space_finishes_it() -> None:
    assert [word.unfinished for word in PLAIN.understand("ramen lap").words] == [False, True]
    assert [word.unfinished for word in PLAIN.understand("ramen lap ").words] == [False, False]


def test_a_word_said_twice_counts_once() -> None:
    assert asked("brood brood BROOD") == ["brood"]


def test_words_that_one_concept_takes_together_are_one_thing() -> None:
    assert things(CHAIN.understand("ramen wassen brood ")) == [("ramen wassen", 1.0), ("brood", 1.0)]
    (windows,) = CHAIN.understand("ramen wassen").units
    assert [match.concept for match in windows.concepts] == ["glasbewassing"]


def test_a_purpose_counts_for_less() -> None:
    assert things(CHAIN.understand("ramen wassen voor de school ")) == [
        ("ramen wassen", 1.0),
        ("school", 0.4),
    ]


def test_a_place_is_taken_out_of_the_words() -> None:
    understood = CHAIN.understand("ramen wassen Deventer")
    assert things(understood) == [("ramen wassen", 1.0)]
    assert understood.place is not None
    assert understood.place.name == "Deventer"


def test_the_end_of_a_compound_that_is_no_concept_falls_away() -> None:
    (unit,) = CHAIN.understand("tuinonderhoudsproject ").units
    assert [match.concept for match in unit.concepts] == ["groenvoorziening"]


def test_a_word_that_nobody_knows_is_corrected_and_told() -> None:
    understood = CHAIN.understand("glasbewasing ")
    assert understood.corrections == (Correction("glasbewasing", "glasbewassing"),)
    assert [word.text for word in understood.words] == ["glasbewassing"]


def test_a_misspelt_place_is_corrected_too() -> None:
    understood = CHAIN.understand("ramen wassen deventr ")
    assert understood.place is not None
    assert understood.place.name == "Deventer"
    assert understood.corrections == (Correction("deventr", "deventer"),)


def test_words_that_an_index_knows_are_right() -> None:
    mine = CHAIN.speller({"glasbewasing": 1})
    assert CHAIN.understand("glasbewasing ", mine).corrections == ()


def test_a_word_that_is_numbered_or_very_short_is_left_alone() -> None:
    assert CHAIN.understand("xqz 3m2x9 ").corrections == ()


def test_taken_literally_nothing_is_corrected_and_nothing_read_as_a_place() -> None:
    understood = CHAIN.understand("glasbewasing deventer ", literal=True)
    assert (understood.corrections, understood.place, understood.labels) == ((), None, ())
    assert [word.text for word in understood.words] == ["glasbewasing", "deventer"]


@given(st.text(max_size=400))
@example("a" * 10_000)
@example(" ".join(map(str, range(5_000))))
@example("\x00\u202e\ud800 AND (title:*~2")
def test_whatever_is_typed_becomes_a_few_short_words(text: str) -> None:
    understood = CHAIN.understand(text)
    assert len(understood.words) <= MAX_QUERY_WORDS
    for word in understood.words:
        assert 0 < len(word.text) <= MAX_WORD
        assert word.stem


# Documents


@given(st.text(max_size=400))
def test_whatever_a_document_says_becomes_terms_in_every_column(text: str) -> None:
    analysed = CHAIN.analyse(Document("k", text, (text,), (text, text), (text,), text, text, text))
    assert tuple(analysed.columns) == COLUMNS
    for phrases in analysed.columns.values():
        assert all(phrase.words for phrase in phrases)


@given(st.lists(DUTCH, min_size=1, max_size=8))
def test_a_document_is_found_under_each_of_its_words(words: list[str]) -> None:
    (phrase,) = PLAIN.analyse(Document("k", "n", description=" ".join(words))).columns["description"]
    held = {stem(word) for word in phrase.words}
    asked_for = (PLAIN.understand(word, literal=True).words for word in words)
    assert all(word.stem in held for understood in asked_for for word in understood)


@pytest.mark.parametrize("name", ["Glans", "Glans B.V.", "glans bv", "GLANS  b.v", "Stichting Glans"])
def test_a_name_is_the_same_with_and_without_its_legal_form(name: str) -> None:
    assert title(name) == "glans"


def test_a_name_of_nothing_but_a_legal_form_remains() -> None:
    assert title("Stichting B.V.") == "stichting bv"


# Trades


def trades(**told: object) -> tuple[set[str], set[str], set[str]]:
    found = CHAIN.analyse(Document("k", "Atelier", **told)).trades  # type: ignore[arg-type]
    return set(found.main), set(found.side), set(found.mentioned)


def test_what_is_offered_within_the_sector_is_the_main_trade_and_the_rest_is_beside_it() -> None:
    assert trades(sectors=("glasbewassing",), offerings=("ramen wassen", "tuinonderhoud")) == (
        {"glasbewassing"},
        {"groenvoorziening"},
        set(),
    )


def test_without_a_sector_the_main_trade_is_what_most_is_said_of() -> None:
    offered = ("ramen wassen", "glasbewassing van kantoren", "tuinonderhoud")
    assert trades(offerings=offered) == ({"glasbewassing"}, {"groenvoorziening"}, set())


def test_a_description_tells_main_side_and_mere_mentions_apart() -> None:
    told = (
        "Wij verzorgen de glasbewassing van kantoren. Daarnaast doen we ook tuinonderhoud."
        " Onze deelnemers doen zelf het wasgoed."
    )
    assert trades(description=told) == ({"glasbewassing"}, {"groenvoorziening"}, {"wasserij"})


def test_a_sector_alone_is_a_main_trade() -> None:
    assert trades(sectors=("wasserij",)) == ({"wasserij"}, set(), set())


def test_what_people_only_ask_for_is_no_trade_of_who_writes_it() -> None:
    assert trades(offerings=("gras",)) == (set(), set(), set())


def test_the_categories_are_those_of_main_and_side_trades() -> None:
    found = CHAIN.analyse(
        Document("k", "A", sectors=("wasgoed",), offerings=("wasgoed", "ramen wassen"))
    ).trades
    assert (found.categories, found.other_categories) == (("98310000",), frozenset({"90910000"}))
    assert found.all_categories == ("98310000", "90910000")


# Versions


def test_a_version_names_the_thesaurus_as_far_as_documents_are_read_by_it() -> None:
    same, asks = Chain(thesaurus(WINDOWS)), concept("glasbewassing", "ramen wassen", asks=("vieze ramen",))
    assert Chain(thesaurus(WINDOWS)).version == same.version
    assert Chain(thesaurus(asks)).version == same.version
    assert Chain(thesaurus(concept("glasbewassing", "ramen lappen"))).version != same.version


def test_categories_are_named_in_the_readers_language_else_in_dutch() -> None:
    chain = Chain(thesaurus(WINDOWS, c90910000="Schoonmaak"))
    assert chain.category_names("nl") == chain.category_names("en") == {"90910000": "Schoonmaak"}
