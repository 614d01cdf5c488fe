# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

import pytest

from kapstok.enterprises.own_words.content import Content
from kapstok.enterprises.own_words.layering import LAYERED, changed_parts, kept, layered, offers, taken_over
from tests.enterprises.own_words.said import EVERYTHING, content

NOTHING = Content()


def shows(**values: str | list[str]) -> dict[str, Any]:
    """The facts as a register shows them."""
    return {
        field: [
            {"value": one, "register": "ladder", "key": "brug", "since": "2026-01-03"}
            for one in ([value] if isinstance(value, str) else value)
        ]
        for field, value in values.items()
    }


def chosen(facts: dict[str, Any], **fields: Any) -> Content:
    return layered(content(**fields), NOTHING, facts)


def test_a_word_of_one_s_own_stands_over_what_the_register_says_now() -> None:
    words = chosen(
        shows(website="https://oud.example", phone="1"),
        website="nieuw.example",
        contact={"email": "a@b.example"},
    )
    assert words.over == {"website": ("https://oud.example",), "email": ()}
    assert offers(words, shows(website="https://oud.example", phone="2")) == ()


def test_what_the_register_says_since_is_offered_with_where_it_stands() -> None:
    words = chosen(shows(website="https://oud.example"), website="nieuw.example")
    [offer] = offers(words, shows(website="https://nieuwst.example"))
    assert (offer.field, offer.own, offer.before) == (
        "website",
        ("https://nieuw.example",),
        ("https://oud.example",),
    )
    assert (offer.now, offer.register, offer.since.isoformat()) == (
        ("https://nieuwst.example",),
        "ladder",
        "2026-01-03",
    )


@pytest.mark.parametrize(
    "later",
    [
        shows(),
        shows(offerings=["GROEN", "catering "]),
        shows(offerings=["catering", "groen"]),
        shows(offerings=["Taart"]),
    ],
    ids=["no more", "other writing", "other order", "our own word"],
)
def test_what_is_no_news_is_not_offered(later: dict[str, Any]) -> None:
    words = chosen(shows(offerings=["Groen", "Catering"]), offerings=[{"text": "taart"}])
    assert offers(words, later) == ()


def test_another_save_does_not_swallow_an_offer() -> None:
    first = chosen(shows(website="https://oud.example"), website="nieuw.example")
    later = shows(website="https://nieuwst.example")
    again = layered(first.model_copy(update={"pitch": "Anders"}), first, later)
    assert [offer.field for offer in offers(again, later)] == ["website"]


def test_who_chooses_again_has_seen_what_the_register_says() -> None:
    first = chosen(shows(website="https://oud.example"), website="nieuw.example")
    later = shows(website="https://nieuwst.example")
    assert offers(layered(content(website="anders.example"), first, later), later) == ()


def test_keeping_one_s_own_word_lasts_until_the_register_changes_again() -> None:
    words, later = (
        chosen(shows(phone="038 1234567"), contact={"phone": "06 12345678"}),
        shows(phone="038 7654321"),
    )
    stays = kept(words, later, "phone")
    assert (stays.contact, offers(stays, later)) == (words.contact, ())
    assert len(offers(stays, shows(phone="038 1111111"))) == 1


@pytest.mark.parametrize("field", LAYERED)
def test_taking_over_drops_the_own_word_in_that_field_only(field: str) -> None:
    facts = {name: shows(**{name: "van het register"})[name] for name in LAYERED}
    words = chosen(facts, **EVERYTHING)
    taken = taken_over(words, field)
    part = "contact" if field in {"phone", "email"} else field
    assert changed_parts(words, taken) == (part,)
    assert set(taken.over) == set(LAYERED) - {field}
    if part == "contact":
        assert taken.contact.name == words.contact.name
