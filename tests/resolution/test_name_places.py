# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.regions.gazetteer import gazetteer
from kapstok.resolution import name_places
from kapstok.resolution.name_places import is_branch, place_in_front, place_of, split_place


@pytest.mark.parametrize(
    ("words", "front", "place"),
    [
        ("groenwerk zwolle", "groenwerk", "zwolle"),
        ("groenwerk te zwolle", "groenwerk", "zwolle"),
        ("groenwerk zwolle noord", "groenwerk", "zwolle"),
        ("groenwerk zwolle en omgeving", "groenwerk", "zwolle"),
        ("groenwerk regio alphen aan den rijn", "groenwerk", "alphenaanderijn"),
        ("j van raalte", "j van raalte", None),
        ("de groene winkel", "de groene winkel", None),
        ("groenwerk noord", "groenwerk noord", None),
        ("zwolle", "zwolle", None),
        ("de zwolle", "de zwolle", None),
    ],
)
def test_a_place_at_the_end_is_split_off_where_it_is_sure(words: str, front: str, place: str | None) -> None:
    found = split_place(words.split())

    assert (" ".join(found.front), found.place) == (front, place)


def test_a_town_in_front_counts_only_before_a_trade() -> None:
    assert place_in_front(["deventer", "kringloop"]) == (1, "deventer")
    assert place_in_front(["den", "haag", "schoonmaak"]) == (0, None)  # a second name: not sure enough
    assert place_in_front(["zwolle", "werkt"]) == (0, None)


def test_words_that_say_no_more_than_where() -> None:
    assert is_branch(["locatie", "zwolle"])
    assert is_branch(["zwolle"])
    assert not is_branch(["groenwerk", "zwolle"])
    assert not is_branch([])


def test_every_town_that_an_adjective_is_made_of_is_in_the_tables() -> None:
    assert [place for place in name_places._ADJECTIVES.values() if not gazetteer().places_named(place)] == []


def test_the_keys_of_the_tables_name_places_and_municipalities_and_their_second_names() -> None:
    keys = gazetteer().place_keys()

    assert {"zwolle", "hethogeland", "denhaag", "thehague", "sgravenhage"} <= keys
    assert place_of(["best"]) is None
