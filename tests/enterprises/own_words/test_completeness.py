# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from kapstok.enterprises.own_words.completeness import Part, Says, completeness
from kapstok.enterprises.own_words.content import Content
from tests.enterprises.own_words.said import EVERYTHING, content


def test_who_says_everything_and_shows_a_photo_lacks_nothing() -> None:
    found = completeness(content(**EVERYTHING), photos=1)
    assert found.missing == ()
    assert found.filled == found.total == len(Part)


def test_who_says_nothing_hears_first_what_brings_most() -> None:
    found = completeness(Content())
    assert found.filled == 0
    assert found.missing[:4] == (Part.OFFERINGS, Part.PITCH, Part.DESCRIPTION, Part.CONTACT)
    assert found.missing == tuple(Part)


def test_what_a_register_says_need_not_be_said_again() -> None:
    found = completeness(Content(), ["offerings", "phone", "kvk"])
    assert found.says(Part.OFFERINGS) is Says.REGISTER
    assert found.says(Part.CONTACT) is Says.REGISTER
    assert found.says(Part.WEBSITE) is Says.NOBODY
    assert found.filled == 2


def test_an_own_word_counts_before_the_register_s() -> None:
    found = completeness(content(website="eigen.example"), ["website"])
    assert found.says(Part.WEBSITE) is Says.OWN


def test_a_name_without_a_way_to_reach_it_is_no_contact() -> None:
    assert completeness(content(contact={"name": "Ans"})).says(Part.CONTACT) is Says.NOBODY
    assert completeness(content(contact={"phone": "038 1234567"})).says(Part.CONTACT) is Says.OWN


def test_that_there_is_no_room_for_apprentices_may_be_said_in_words() -> None:
    assert completeness(content(apprentices={"text": "Dit jaar niet."})).says(Part.OPENINGS) is Says.OWN
