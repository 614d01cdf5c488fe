# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kapstok.enterprises.enums import Topic
from kapstok.enterprises.models import Enterprise, Moderation
from kapstok.enterprises.own_words.actions import save
from kapstok.enterprises.own_words.content import read
from kapstok.enterprises.queries import by_slug
from kapstok.enterprises.reporting import ReportGiven, report
from kapstok.web.beheer.moderation_changes import changes_on
from tests.web.mine.owners import browser_of, owner
from tests.web.reading import Page
from tests.web.region import RegionOnLoopback

ONE = "/beheer/profiel/de-gouden-bezem"
PITCH = "Onze concurrent deugt niet."

pytestmark = pytest.mark.django_db


@pytest.fixture
def bezem(east: RegionOnLoopback) -> Enterprise:
    enterprise = by_slug("de-gouden-bezem")[0]
    save(enterprise=enterprise, content=read({"pitch": PITCH, "website": "bezem.example"}), actor="person:1")
    return enterprise


def decided(client: Client, what: str, part: str = "pitch", reason: str = "Dit gaat over een ander.") -> int:
    return client.post(f"{ONE}/besluit", {"doen": what, "deel": part, "reason": reason}).status_code


def public() -> str:
    return Page(Client().get("/onderneming/de-gouden-bezem")).text


def test_editors_read_what_changed_after_it_was_published(editor: Client, bezem: Enterprise) -> None:
    save(enterprise=bezem, content=read({"pitch": "Wij poetsen."}), actor="person:1")
    last, first = Page(editor.get("/beheer/profielen")).all(".kapstok-own__version")
    assert f"Eerst: {PITCH} Nu: Wij poetsen." in last
    assert "Weggehaald" in last
    assert f"Nieuw: {PITCH}" in first
    assert "De Gouden Bezem" in first


def test_a_hidden_part_is_gone_for_everybody_and_stays_with_its_owner_with_the_reason(
    editor: Client, bezem: Enterprise
) -> None:
    assert PITCH in public()
    assert decided(editor, "verbergen") == 302
    assert PITCH not in public()
    page = Page(editor.get(ONE))
    assert "Verborgen. De onderneming krijgt bericht" in page.text
    assert PITCH in page.text
    assert "Verborgen, omdat: Dit gaat over een ander." in page.text
    mine = Page(browser_of(owner("de-gouden-bezem")).get("/mijn/onderneming/de-gouden-bezem/profiel")).text
    assert "Dit gaat over een ander." in mine
    assert PITCH in mine


def test_a_part_is_shown_again_and_both_stand_in_the_log(editor: Client, bezem: Enterprise) -> None:
    decided(editor, "verbergen")
    assert decided(editor, "tonen", reason="Het is aangepast.") == 302
    assert PITCH in public()
    log = Page(editor.get("/beheer/profielen/besluiten")).all("tbody tr")
    assert ["weer getoond" in log[0], "verborgen" in log[1]] == [True, True]
    assert "eddy@voorbeeld.example" in log[0]
    assert decided(editor, "tonen") == 302
    assert "Dat deed een collega al." in Page(editor.get(ONE)).text


def test_without_a_reason_nothing_is_hidden(editor: Client, bezem: Enterprise) -> None:
    answer = editor.post(f"{ONE}/besluit", {"doen": "verbergen", "deel": "pitch", "reason": " "})
    assert answer.status_code == 422
    assert "de onderneming leest die" in Page(answer).text
    assert Page(answer).all("details[open] summary") == ["Verberg dit: In één zin"]
    assert not Moderation.objects.exists()


def test_what_is_no_part_cannot_be_hidden(editor: Client, bezem: Enterprise) -> None:
    for part in ("name", "", "photo:1", "photo:x", "over", "\x00", "pitch'--"):
        assert decided(editor, "verbergen", part) == 404
    assert decided(editor, "weg") == 404
    assert editor.get("/beheer/profiel/niets").status_code == 404
    assert not Moderation.objects.exists()


def test_only_editors_moderate(nobody: Client, editor: Client, bezem: Enterprise) -> None:
    ine = browser_of(owner("de-gouden-bezem"))
    for path in ("/beheer/profielen", "/beheer/profielen/besluiten", ONE):
        assert [each.get(path).status_code for each in (nobody, ine, editor)] == [302, 403, 200]
    assert decided(ine, "verbergen") == 403
    assert PITCH in public()


def test_a_report_about_own_words_leads_to_them(editor: Client, bezem: Enterprise) -> None:
    made = report(enterprise=bezem, given=ReportGiven(Topic.OWN_WORDS, "Dit klopt niet."))
    links = Page(editor.get(f"/beheer/meldingen/{made.pk}")).attributes("a", "href")
    assert ONE in links


def test_reading_along_asks_as_much_for_one_change_as_for_many(editor: Client, bezem: Enterprise) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get("/beheer/profielen").status_code == 200
        return len(queries)

    asked()
    one = asked()
    for number in range(4):
        save(enterprise=bezem, content=read({"pitch": f"Zin {number}."}), actor="person:1")
    save(enterprise=by_slug("lunchroom-de-linde")[0], content=read({"pitch": "Lunch."}), actor="person:2")
    assert asked() == one


def test_hostile_words_are_read_as_words(editor: Client, bezem: Enterprise) -> None:
    save(enterprise=bezem, content=read({"pitch": "<script>alert(1)</script>"}), actor="person:1")
    for path in ("/beheer/profielen", ONE):
        assert "<script>alert" not in editor.get(path).content.decode()


def test_a_change_is_told_against_the_version_before_it_on_whatever_page_that_stands(
    bezem: Enterprise,
) -> None:
    save(enterprise=bezem, content=read({"pitch": "Wij poetsen."}), actor="person:1")
    (last,), _ = changes_on("1", 1)
    assert [(one.part, one.before, one.after) for one in last.changes] == [
        ("pitch", (PITCH,), ("Wij poetsen.",)),
        ("website", ("https://bezem.example",), ()),
    ]
