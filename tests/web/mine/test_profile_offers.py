# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from kapstok.enterprises.own_words.actions import save
from kapstok.enterprises.own_words.content import Content, read
from kapstok.enterprises.own_words.queries import content_of, latest
from kapstok.enterprises.queries import by_slug
from tests.web.mine.owners import browser_of, owner
from tests.web.reading import Page
from tests.web.region import RegionOnLoopback, code, ladder

PROFILE = "/mijn/onderneming/de-gouden-bezem/profiel"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ine(region: RegionOnLoopback) -> Client:
    """Who chose an own website, after which the register shows another one."""
    entries = ladder(region.today)
    region.sync(region.today - timedelta(days=1), ladder=entries, code=code())
    person = owner("de-gouden-bezem")
    save(
        enterprise=by_slug("de-gouden-bezem")[0],
        content=read({"website": "eigen.example"}),
        actor=person.actor,
    )
    assert "Nieuw in het register" not in Page(browser_of(person).get(PROFILE)).text
    region.sync(ladder=[{**entries[0], "website": "https://nieuw.example"}, *entries[1:]])
    return browser_of(person)


def said() -> Content:
    return content_of(latest(by_slug("de-gouden-bezem")[0]))


def decided(client: Client, what: str, field: str = "website") -> str:
    assert client.post(f"{PROFILE}/register", {"veld": field, "doen": what}).status_code == 302
    return Page(client.get(PROFILE)).text


def test_what_a_register_says_anew_is_offered_and_can_be_taken_over(ine: Client) -> None:
    offered = Page(ine.get(PROFILE)).one(".kapstok-own__offer")
    assert "https://eigen.example" in offered
    assert "https://nieuw.example" in offered
    assert "PSO-Nederland, sinds" in offered
    assert said().website == "https://eigen.example"
    page = decided(ine, "overnemen")
    assert "Overgenomen" in page
    assert "Nieuw in het register" not in page
    assert said().website == ""


def test_who_keeps_their_own_words_is_not_asked_again(ine: Client) -> None:
    page = decided(ine, "houden")
    assert "Uw eigen woorden blijven staan" in page
    assert "Nieuw in het register" not in page
    assert said().website == "https://eigen.example"
    assert "Daar heeft een collega al over beslist" in decided(ine, "overnemen")
    assert said().website == "https://eigen.example"


def test_anything_else_decides_nothing(ine: Client) -> None:
    for what, field in (("", "website"), ("weg", "website"), ("overnemen", "name"), ("houden", "\x00")):
        assert "Nieuw in het register" in decided(ine, what, field)
