# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.enterprises.models import Enterprise, ProfileVersion
from kapstok.enterprises.own_words.actions import save
from kapstok.enterprises.own_words.content import read
from kapstok.enterprises.own_words.queries import content_of, latest
from kapstok.enterprises.queries import by_slug
from tests.web.mine.owners import browser_of, owner, publish
from tests.web.reading import Page
from tests.web.region import RegionOnLoopback

HISTORY = "/mijn/onderneming/de-gouden-bezem/profiel/geschiedenis"

pytestmark = pytest.mark.django_db


@pytest.fixture
def bezem(region: RegionOnLoopback) -> Enterprise:
    publish(region)
    return by_slug("de-gouden-bezem")[0]


def says(enterprise: Enterprise, actor: str, **fields: str) -> ProfileVersion:
    return save(enterprise=enterprise, content=read(fields), actor=actor)


def test_before_anything_was_said_it_tells_where_to_begin(bezem: Enterprise) -> None:
    page = Page(browser_of(owner("de-gouden-bezem")).get(HISTORY))
    assert "U schreef nog niets" in page.text


def test_each_version_tells_what_changed_and_who_of_the_colleagues_wrote_it(bezem: Enterprise) -> None:
    ine, karin = owner("de-gouden-bezem", "ine"), owner("de-gouden-bezem", "karin")
    says(bezem, ine.actor, pitch="Eerste zin.")
    says(bezem, karin.actor, pitch="Tweede zin.")
    says(bezem, "person:000000000000000000000000", website="bezem.example")
    page = Page(browser_of(ine).get(HISTORY))
    last, second, first = page.all(".kapstok-own__version")
    assert "gegevens zijn gewist" in last
    assert "Weggehaald" in last
    assert "Nieuw: https://bezem.example" in last
    assert "karin@voorbeeld.example" in second
    assert "Eerst: Eerste zin. Nu: Tweede zin." in " ".join(second.split())
    assert "ine@voorbeeld.example" in first
    assert "Nieuw: Eerste zin." in first
    assert "nu te zien" in last
    assert "nu te zien" not in first


def test_an_earlier_version_comes_back_as_a_new_one(bezem: Enterprise) -> None:
    ine = owner("de-gouden-bezem")
    first = says(bezem, ine.actor, pitch="Eerste zin.")
    says(bezem, ine.actor, pitch="Tweede zin.")
    client = browser_of(ine)
    answer = client.post(f"{HISTORY}/{first.pk}/terugzetten")
    assert (answer.status_code, answer["Location"]) == (302, HISTORY)
    assert content_of(latest(bezem)).pitch == "Eerste zin."
    assert "eerdere versie teruggezet" in Page(client.get(HISTORY)).text
    assert ProfileVersion.objects.count() == 3


def test_a_version_of_another_enterprise_comes_back_nowhere(bezem: Enterprise) -> None:
    theirs = says(by_slug("lunchroom-de-linde")[0], "x", pitch="Van een ander.")
    client = browser_of(owner("de-gouden-bezem"))
    assert client.post(f"{HISTORY}/{theirs.pk}/terugzetten").status_code == 404
    assert client.get(f"{HISTORY}/{theirs.pk}/terugzetten").status_code == 405
    assert latest(bezem) is None
