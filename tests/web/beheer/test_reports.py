# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kapstok.core.clock import now
from kapstok.enterprises.enums import Topic
from kapstok.enterprises.models import Enterprise, Report
from kapstok.enterprises.reporting import ReportGiven, report
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback

LIST = "/beheer/meldingen"
HOSTILE = "<script>alert(1)</script>\"'<b>\u202egnihton\x07\nregel twee"


def said(text: str = "De plaats klopt niet.", topic: Topic = Topic.PLACE, **facts: str) -> Report:
    return report(
        enterprise=Enterprise.objects.get(slug="de-gouden-bezem"),
        given=ReportGiven(topic, text, **facts),
    )


@pytest.fixture
def objection(east: RegionOnLoopback) -> Report:
    return said("Haal mij eraf.", Topic.OBJECTION, name="Jan Bezem", email="jan@bezem.example")


def test_reports_wait_in_a_list_the_oldest_first(east: RegionOnLoopback, editor: Client) -> None:
    said()
    said(topic=Topic.LABEL)
    page = Page(editor.get(LIST))
    assert page.all("tbody th + td") == [
        "De plaats of het adres klopt niet",
        "Er klopt iets niet aan een label",
    ]
    assert "Meldingen 2" in page.all(".kapstok-desk__link")
    assert "2 meldingen van lezers wachten" in Page(editor.get("/beheer")).text
    assert faults(editor.get(LIST)) == []


def test_an_empty_list_says_where_reports_come_from(east: RegionOnLoopback, editor: Client) -> None:
    assert "Er wacht geen melding" in Page(editor.get(LIST)).all("h2")
    assert "Er is nog geen melding afgehandeld" in Page(editor.get(f"{LIST}?lijst=afgehandeld")).all("h2")


def test_a_report_is_read_and_handled(east: RegionOnLoopback, editor: Client) -> None:
    number = said(name="Piet", email="piet+x@voorbeeld.example").pk
    page = Page(editor.get(f"{LIST}/{number}"))
    assert page.one("blockquote") == "De plaats klopt niet."
    assert page.links()["piet+x@voorbeeld.example"] == "mailto:piet%2Bx%40voorbeeld.example"
    assert page.links()["De Gouden Bezem"] == "/onderneming/de-gouden-bezem"
    answer = editor.post(f"{LIST}/{number}/afhandelen", {"outcome": "passed-on", "note": "Gemaild aan PSO."})
    assert answer.status_code == 302
    after = Page(editor.get(f"{LIST}/{number}"))
    assert "Doorgegeven aan het register" in after.text
    assert "Gemaild aan PSO." in after.text
    assert after.all("form[action$=afhandelen]") == []
    assert "Doorgegeven aan het register" in Page(editor.get(f"{LIST}?lijst=afgehandeld")).text
    editor.post(f"{LIST}/{number}/afhandelen", {"outcome": "changed", "note": "x"})
    assert "al af" in Page(editor.get(f"{LIST}/{number}")).one(".utrecht-alert--warning")
    assert Report.objects.get().outcome == "passed-on"


@pytest.mark.parametrize("answers", [{}, {"outcome": "granted", "note": "x"}, {"outcome": "quatsch"}])
def test_a_wrong_answer_is_asked_again(
    east: RegionOnLoopback, editor: Client, answers: dict[str, str]
) -> None:
    answer = editor.post(f"{LIST}/{said().pk}/afhandelen", answers)
    assert answer.status_code == 422
    assert faults(answer) == []
    assert Report.objects.get().handled_at is None


def test_granting_an_objection_takes_the_enterprise_off_the_site_at_once(
    objection: Report, editor: Client, client: Client
) -> None:
    assert editor.post(f"{LIST}/{objection.pk}/afhandelen", {"outcome": "granted"}).status_code == 422
    answer = editor.post(f"{LIST}/{objection.pk}/afhandelen", {"outcome": "granted", "note": "Eenmanszaak."})
    assert answer.status_code == 302
    assert "Gouden Bezem" not in client.get("/aanbod").content.decode()
    assert "Gouden Bezem" not in client.get("/aanbod?q=schoonmaak").content.decode()
    assert "Gouden Bezem" not in client.get("/").content.decode()
    bezem = "/onderneming/de-gouden-bezem"
    for path in (bezem, f"{bezem}/bewijs", f"{bezem}/bewijs?als=pdf", f"{bezem}/klopt-niet", f"/en{bezem}"):
        gone = client.get(path)
        assert (path, gone.status_code) == (path, 410)
        assert "Bezem" not in Page(gone).text.replace("bezem", "")
        assert gone["X-Robots-Tag"] == "noindex"


def test_a_refused_objection_changes_nothing(objection: Report, editor: Client, client: Client) -> None:
    editor.post(f"{LIST}/{objection.pk}/afhandelen", {"outcome": "refused", "note": "Het is een B.V."})
    assert client.get("/onderneming/de-gouden-bezem").status_code == 200
    assert "Bezwaar afgewezen" in Page(editor.get(f"{LIST}/{objection.pk}")).text


def test_what_is_withheld_can_be_shown_again(objection: Report, editor: Client, client: Client) -> None:
    editor.post(f"{LIST}/{objection.pk}/afhandelen", {"outcome": "granted", "note": "Ja."})
    href = Page(editor.get(LIST)).links("#niet-getoond ~ ul a")["De Gouden Bezem"]
    assert faults(editor.get(href)) == []
    assert editor.post(f"{href}/tonen", {"reason": ""}).status_code == 422
    assert editor.post(f"{href}/tonen", {"reason": "Op verzoek"}).status_code == 302
    assert client.get("/onderneming/de-gouden-bezem").status_code == 200
    assert "Gouden Bezem" in client.get("/aanbod").content.decode()
    assert editor.get(href).status_code == 404


def test_hostile_text_is_shown_as_text(east: RegionOnLoopback, editor: Client) -> None:
    said(HOSTILE, name="<b>\u202eX")
    said(HOSTILE * 20)
    for number in Report.objects.values_list("pk", flat=True):
        answer = editor.get(f"{LIST}/{number}")
        assert b"<script>alert" not in answer.content
        assert b"<b>" not in answer.content
        assert "\x07" not in answer.content.decode()
        assert faults(answer) == []


def test_a_forgotten_report_says_so(east: RegionOnLoopback, editor: Client) -> None:
    one = said()
    Report.objects.update(text="", handled_at=now(), outcome="changed", forgotten_at=now())
    assert "zijn verwijderd" in Page(editor.get(f"{LIST}/{one.pk}")).text


def test_the_number_of_queries_does_not_grow_with_the_list(east: RegionOnLoopback, editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(LIST).status_code == 200
        return len(captured)

    said()
    one = queries()
    for _ in range(20):
        said()
    assert queries() == one
