# SPDX-License-Identifier: EUPL-1.2
"""What is suggested for the beginning of a concept, a name and a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from kapstok.search.dutch.chain import Chain
from kapstok.search.index import SearchIndex
from kapstok.search.shapes import Document
from kapstok.search.suggesting import concepts_begun, places_begun
from tests.search.directories import concept, thesaurus

Build = Callable[..., SearchIndex]
CHAIN = Chain(
    thesaurus(
        replace(
            concept("glasbewassing", "ramen wassen", "ruiten zemen"),
            names={"nl": "glasbewassing", "en": "window cleaning"},
        ),
        concept("glaszetten", "ruiten vervangen"),
        concept("kerstpakketten", "kerstpakket", category="77310000"),
        concept("maaien", category="77310000", asks=("gras bij het sportveld",)),
        c90910000="Schoonmaak",
        c77310000="Groen",
    )
)


def everything(concepts: Iterable[str]) -> frozenset[str]:
    return frozenset(concepts)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("glas", ("glaszetten", "glasbewassing")),
        ("GLASB", ("glasbewassing",)),
        ("ruit", ("glasbewassing", "glaszetten")),
        ("zeme", ("glasbewassing",)),
        ("ramen w", ("glasbewassing",)),
        ("wassen ra", ("glasbewassing",)),
        ("wassen van ramen", ("glasbewassing",)),
        ("kerstpakketten", ("kerstpakketten",)),
        ("sportv", ("maaien",)),
        ("window", ("glasbewassing",)),
        ("g", ()),
        ("", ()),
        ("ruimtevaart", ()),
        ("\x00\u202e<>%*", ()),
        ("x" * 10_000, ()),
    ],
)
def test_a_concept_is_suggested_by_the_beginning_of_any_of_its_words(
    typed: str, found: tuple[str, ...]
) -> None:
    suggested = concepts_begun(typed, CHAIN, everything, 8, "nl")
    assert tuple(one.id for one in suggested) == found


def test_in_english_the_english_name_counts_as_the_name() -> None:
    assert [one.id for one in concepts_begun("window", CHAIN, everything, 8, "en")] == ["glasbewassing"]


def test_what_somebody_offers_goes_first_and_no_more_are_given_than_asked() -> None:
    found = concepts_begun("glas", CHAIN, lambda _: frozenset({"glasbewassing"}), 8, "nl")
    assert [one.id for one in found] == ["glasbewassing", "glaszetten"]
    assert len(concepts_begun("glas", CHAIN, everything, 1, "nl")) == 1


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("dev", "Deventer", ""),
        ("schoonmaak in dev", "Deventer", "schoonmaak"),
        ("Den Bos", "'s-Hertogenbosch", ""),
        ("hertogenb", "'s-Hertogenbosch", ""),
        ("hovenier rond Zwol", "Zwolle", "hovenier"),
    ],
)
def test_a_place_is_suggested_with_what_was_typed_before_it(typed: str, name: str, rest: str) -> None:
    first = places_begun(typed, lambda _: False, 3)[0]
    assert (first.name, first.rest) == (name, rest)


def test_of_places_those_of_the_own_region_go_first_in_a_writing_that_means_them_alone() -> None:
    assert [one.name for one in places_begun("hengelo", lambda code: code == "GM1876", 2)] == [
        "Hengelo (Bronckhorst)",
        "Hengelo",
    ]


@pytest.mark.parametrize("typed", ["", "d", "schoonmaak de", "qqq", "\x00", "1" * 500])
def test_no_place_is_suggested_for_too_little_or_for_nothing(typed: str) -> None:
    assert places_begun(typed, lambda _: False, 3) == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("gou", ("3", "1")),
        ("de gouden b", ("1",)),
        ("gouden bez", ("1",)),
        ("bezem gou", ("1",)),
        ("bezem q", ()),
        ("linde", ("2",)),
        ("Goud & Z", ("3",)),
        ("g", ()),
        ("*", ()),
        ("name:gouden", ()),
    ],
)
def test_a_name_is_suggested_by_the_beginning_of_any_of_its_words(
    build: Build, typed: str, found: tuple[str, ...]
) -> None:
    index = build(
        Document("1", "De Gouden Bezem B.V."),
        Document("2", "Lunchroom De Linde"),
        Document("3", "Goud & Zilver"),
    )
    assert index.names_begun(typed, 5) == found


def test_what_an_index_offers_is_known_and_a_missing_index_suggests_nothing(
    build: Build, tmp_path_factory: pytest.TempPathFactory
) -> None:
    nothing = SearchIndex(tmp_path_factory.mktemp("none"))
    assert nothing.names_begun("gouden", 5) == ()
    assert nothing.offered(["glasbewassing"]) == frozenset()
