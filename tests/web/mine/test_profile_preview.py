# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.test import Client

from kapstok.enterprises.models import Enterprise, ProfileVersion
from kapstok.enterprises.own_words.actions import save
from kapstok.enterprises.own_words.content import read
from kapstok.enterprises.own_words.moderating import hide
from kapstok.enterprises.queries import by_slug
from tests.web.mine.owners import browser_of, owner, publish
from tests.web.reading import Page
from tests.web.region import RegionOnLoopback

PROFILE = "/mijn/onderneming/de-gouden-bezem/profiel"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ine(region: RegionOnLoopback) -> Client:
    publish(region)
    return browser_of(owner("de-gouden-bezem"))


def carried(page: Page) -> dict[str, str]:
    fields = page.tree.cssselect(".kapstok-own__preview input[type=hidden]")
    return {
        field.get("name"): field.get("value")
        for field in fields
        if field.get("name") != "csrfmiddlewaretoken"
    }


def test_what_is_typed_is_shown_as_everybody_would_see_it_and_is_not_saved(ine: Client) -> None:
    page = Page(
        ine.post(
            f"{PROFILE}/voorbeeld", {"deel": "wie", "versie": "0", "pitch": 'Wij "poetsen" <b>graag</b>.'}
        )
    )
    assert "Er is nog niets opgeslagen" in page.text
    assert 'Wij "poetsen" <b>graag</b>.' in page.text
    assert ProfileVersion.objects.count() == 0
    assert "poetsen" not in Page(ine.get("/onderneming/de-gouden-bezem")).text
    sent = carried(page)
    assert sent == {"versie": "0", "pitch": 'Wij "poetsen" <b>graag</b>.'}
    assert ine.post(f"{PROFILE}/wie", {**sent, "doen": "opslaan"}).status_code == 302
    assert "poetsen" in Page(ine.get("/onderneming/de-gouden-bezem")).text


def test_from_the_preview_one_writes_on_where_one_was(ine: Client) -> None:
    given = {
        "deel": "opdrachten",
        "versie": "0",
        "references.0.client": "Gemeente Zwolle",
        "references.1.client": "Waterschap",
    }
    sent = carried(Page(ine.post(f"{PROFILE}/voorbeeld", given)))
    page = ine.post(f"{PROFILE}/opdrachten", {**sent, "doen": "verder"}).content.decode()
    assert 'value="Gemeente Zwolle"' in page
    assert 'value="Waterschap"' in page
    assert ProfileVersion.objects.count() == 0


def test_what_cannot_be_used_is_said_before_there_is_a_preview(ine: Client) -> None:
    answer = ine.post(f"{PROFILE}/voorbeeld", {"deel": "contact", "contact.email": "geen adres"})
    assert answer.status_code == 422
    assert "Dit is geen e-mailadres" in answer.content.decode()


def test_without_anything_typed_it_shows_what_is_saved(ine: Client) -> None:
    save(enterprise=by_slug("de-gouden-bezem")[0], content=read({"pitch": "Wij poetsen."}), actor="x")
    page = Page(ine.get(f"{PROFILE}/voorbeeld"))
    assert "Zo staat uw pagina er nu" in page.text
    assert "Wij poetsen." in page.text
    assert page.attributes("meta[name=robots]", "content") == ["noindex"]


def test_what_editors_hide_is_in_no_preview(ine: Client) -> None:
    enterprise = by_slug("de-gouden-bezem")[0]
    save(enterprise=enterprise, content=read({"pitch": "Wij poetsen.", "description": "Graag."}), actor="x")
    hide(enterprise=enterprise, part="pitch", reason="Dit klopt niet.", actor="x", page=PROFILE)
    page = Page(
        ine.post(
            f"{PROFILE}/voorbeeld", {"deel": "wie", "pitch": "Wij poetsen ook nu.", "description": "Graag."}
        )
    )
    assert "Wij poetsen" not in page.text
    assert "Graag." in page.text


def test_a_section_that_does_not_exist_has_no_preview(ine: Client) -> None:
    assert ine.post(f"{PROFILE}/voorbeeld", {"deel": "niets"}).status_code == 404


def test_of_an_enterprise_that_is_not_shown_no_page_is_pretended(ine: Client) -> None:
    Enterprise.objects.filter(slug="de-gouden-bezem").update(withheld=True)
    for answer in (
        ine.get(f"{PROFILE}/voorbeeld"),
        ine.post(f"{PROFILE}/voorbeeld", {"deel": "wie", "pitch": "Hallo."}),
    ):
        assert answer.status_code == 410
        assert "Hallo." not in answer.content.decode()
