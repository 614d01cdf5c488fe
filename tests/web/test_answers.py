# SPDX-License-Identifier: EUPL-1.2
"""Whole answers from memory: quick while nothing changed, gone the moment something did, and never somebody else's."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from kapstok.enterprises.own_words.actions import undo
from kapstok.enterprises.own_words.moderating import hide, show
from kapstok.enterprises.queries import by_slug
from kapstok.enterprises.sync import accept
from kapstok.web.answers import RememberedAnswers, remembered
from tests.enterprises.conftest import region
from tests.enterprises.own_words.said import says
from tests.enterprises.region import LiveRegion

__all__ = ["region"]
pytestmark = pytest.mark.django_db(transaction=True)

BRUG = {"id": "1", "name": "De Brug", "city": "Zwolle", "level": "1", "kvk": "08123456"}
PAGES = ("/", "/aanbod", "/aanbod?q=brug", "/onderneming/de-brug", "/aanbod/bladeren", "/en/aanbod")


@contextmanager
def made(count: int) -> Iterator[None]:
    """So many queries are asked: two or three look whether something changed, making a page asks more."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        yield
    assert len(asked) <= count, [query["sql"] for query in asked.captured_queries]


@pytest.fixture
def visitor(region: LiveRegion) -> Client:
    region.sync(1)
    return Client()


def text(client: Client, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_the_same_answer_comes_again_without_being_made_again(visitor: Client, path: str) -> None:
    first = visitor.get(path)
    with made(3):
        again = visitor.get(path)
    assert again.content == first.content
    assert dict(again.items()) == dict(first.items())


def test_what_a_sync_publishes_shows_at_once(visitor: Client, region: LiveRegion) -> None:
    assert "trede 1" in text(visitor, "/onderneming/de-brug")
    assert "trede 1" in text(visitor, "/aanbod")
    region.shows("ladder", {**BRUG, "level": "3"})
    region.sync(2)
    assert "trede 3" in text(visitor, "/onderneming/de-brug")
    assert "trede 3" in text(visitor, "/aanbod")


def test_a_run_that_only_confirms_is_news_for_a_profile(visitor: Client, region: LiveRegion) -> None:
    before = text(visitor, "/onderneming/de-brug")
    region.sync(4)
    assert text(visitor, "/onderneming/de-brug") != before


def test_what_a_person_accepts_shows_at_once(visitor: Client, region: LiveRegion) -> None:
    others = [{**BRUG, "id": f"b{n}", "name": f"Bedrijf {n}", "kvk": f"9000000{n}"} for n in range(9)]
    region.shows("ladder", BRUG, *others)
    region.sync(2)
    before = text(visitor, "/aanbod")
    region.shows("ladder", {**BRUG, "level": "2"})
    [_code, run] = region.sync(3).runs
    assert text(visitor, "/aanbod") == before
    accept(region.folder, run.pk, "person:1")
    assert "trede 2" in text(visitor, "/aanbod")


def test_a_file_of_the_region_that_changes_shows_at_once(visitor: Client, region: LiveRegion) -> None:
    text(visitor, "/aanbod")
    told = region.folder.file.read_text().replace('name = "Oost-Nederland"', 'name = "Oostland"')
    region.folder.file.write_text(told)
    assert "Kapstok Oostland" in text(visitor, "/aanbod")
    region.folder.theme.write_text(".oost-theme { --basis-space-md: 1rem }")
    assert "oost-theme" in text(visitor, "/aanbod")


def test_languages_hosts_and_questions_are_told_apart(visitor: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "impact.example"]
    assert 'lang="nl"' in text(visitor, "/aanbod")
    assert 'lang="en"' in text(visitor, "/en/aanbod")
    assert "http://impact.example/" in text(visitor, "/aanbod", host="impact.example")
    assert "http://testserver/" in text(visitor, "/aanbod")
    assert "Zoeken naar" in text(visitor, "/aanbod?q=brug")


def test_an_unknown_host_is_refused_also_for_an_answer_that_is_kept(visitor: Client) -> None:
    text(visitor, "/aanbod")
    assert visitor.get("/aanbod", headers={"host": "evil.example"}).status_code == 400


def test_who_has_a_cookie_gets_an_answer_of_their_own(visitor: Client) -> None:
    plain = text(visitor, "/onderneming/de-brug")
    owner = Client()
    owner.post("/lijst/bewaar", {"onderneming": "de-brug"}, headers={"sec-fetch-site": "same-origin"})
    own = text(owner, "/onderneming/de-brug")
    assert own != plain
    assert text(Client(), "/onderneming/de-brug") == plain


def test_compressed_and_plain_answers_are_told_apart(visitor: Client) -> None:
    packed = visitor.get("/aanbod", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in visitor.get("/aanbod")


def test_what_is_not_found_is_asked_for_again(visitor: Client, region: LiveRegion) -> None:
    assert visitor.get("/onderneming/het-hoekje").status_code == 404
    region.shows(
        "ladder", BRUG, {"id": "2", "name": "Het Hoekje", "city": "Deventer", "level": "2", "kvk": "90123457"}
    )
    region.sync(2)
    assert visitor.get("/onderneming/het-hoekje").status_code == 200


def test_no_more_is_kept_than_fits(region: LiveRegion, monkeypatch: pytest.MonkeyPatch) -> None:
    region.sync(1)
    asked: list[str] = []

    @remembered
    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request.path)
        return HttpResponse(secrets.token_bytes(400))

    monkeypatch.setattr("kapstok.web.answers._MOST_BYTES", 1_000)
    site = RememberedAnswers(view)
    for path in ("/a", "/b", "/a", "/c", "/a", "/b"):
        request = HttpRequest()
        request.method, request.path, request.META["HTTP_HOST"] = "GET", path, "testserver"
        site(request)
    assert asked == ["/a", "/b", "/c", "/b"]


def test_what_an_enterprise_says_of_itself_shows_at_once(visitor: Client) -> None:
    brug = by_slug("de-brug")[0]
    assert "Wij bakken" not in text(visitor, "/onderneming/de-brug")
    version = says(brug, pitch="Wij bakken")
    assert "Wij bakken" in text(visitor, "/onderneming/de-brug")
    hide(enterprise=brug, part="pitch", reason="Onwaar", actor="person:9", page="/mijn")
    assert "Wij bakken" not in text(visitor, "/onderneming/de-brug")
    show(enterprise=brug, part="pitch", reason="Toch waar", actor="person:9", page="/mijn")
    assert "Wij bakken" in text(visitor, "/onderneming/de-brug")
    says(brug, pitch="Wij bouwen")
    assert "Wij bakken" not in text(visitor, "/onderneming/de-brug")
    undo(enterprise=brug, to=version.pk, actor="person:1")
    assert "Wij bakken" in text(visitor, "/onderneming/de-brug")
