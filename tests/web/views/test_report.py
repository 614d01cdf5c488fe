# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from kapstok.accounts.actions import add_person
from kapstok.accounts.enums import Role
from kapstok.enterprises.models import Report, ReportingNetwork
from kapstok.enterprises.queries import by_slug
from kapstok.enterprises.throttle import PER_NETWORK
from kapstok.notices.models import Notice
from tests.enterprises.own_words.said import says
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback

BEZEM = "/onderneming/de-gouden-bezem"
FORM = f"{BEZEM}/klopt-niet"
HOSTILE = "<script>alert(1)</script>\"'<b>\u202egnihton\x00\x07"
PLACE = {"topic": "place", "text": "Zij zijn verhuisd naar Deventer."}


def test_every_profile_leads_to_the_form(east: RegionOnLoopback, client: Client) -> None:
    assert Page(client.get(BEZEM)).links()["Klopt dit niet?"] == FORM
    assert Page(client.get(f"/en{BEZEM}")).links()["Is this not right?"] == f"/en{FORM}"
    assert "Set-Cookie" not in client.get(BEZEM)


@pytest.mark.parametrize("path", [FORM, f"/en{FORM}"])
def test_the_form_is_for_anybody_and_for_no_search_engine(
    east: RegionOnLoopback, client: Client, path: str
) -> None:
    answer = client.get(path)
    page = Page(answer)
    assert answer.status_code == 200
    assert len(page.all("input[type=radio]")) == 8
    assert page.attributes("meta[name=robots]", "content") == ["noindex"]
    assert faults(answer) == []


def test_a_report_reaches_the_editors(east: RegionOnLoopback, client: Client) -> None:
    add_person(email="els@oost.example", role=Role.EDITOR, actor="test")
    answer = client.post(FORM, {**PLACE, "name": "Piet", "email": "piet@voorbeeld.example"})
    assert (answer.status_code, answer["Location"]) == (302, BEZEM)
    assert "Uw melding is bij de redactie" in Page(client.get(BEZEM)).one(".utrecht-alert--ok")
    kept = Report.objects.get()
    assert (kept.topic, kept.text, kept.name, kept.email) == (
        "place",
        "Zij zijn verhuisd naar Deventer.",
        "Piet",
        "piet@voorbeeld.example",
    )
    notice = Notice.objects.get()
    assert notice.address == "els@oost.example"
    assert f"/beheer/meldingen/{kept.pk}\n" in notice.text


def test_a_reader_can_flag_what_an_enterprise_says_of_itself(east: RegionOnLoopback, client: Client) -> None:
    says(by_slug("de-gouden-bezem")[0], description="Onzin")
    way = Page(client.get(BEZEM)).links()["Klopt dit niet, of hoort het hier niet?"]
    assert Page(client.get(way)).attributes("input[type=radio][checked]", "value") == ["own-words"]
    assert client.post(FORM, {"topic": "own-words", "text": "Dit is onzin."}).status_code == 302
    assert Report.objects.get().topic == "own-words"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Dit veld is verplicht."),
        ({"topic": "place", "text": ""}, "Schrijf hier wat er niet klopt."),
        ({"topic": "place", "text": " \x07\x1b "}, "Schrijf hier wat er niet klopt."),
        ({**PLACE, "text": "een\x00twee"}, "Null-tekens"),
        ({"topic": "quatsch", "text": "x"}, "Selecteer een geldige keuze."),
        ({**PLACE, "text": "x" * 10_000}, "Dit is te lang."),
        ({**PLACE, "email": "geen adres"}, "geldig e-mailadres"),
        ({**PLACE, "name": "x" * 10_000}, "niet meer dan 100 tekens"),
        ({"topic": "objection"}, "Dit hebben wij nodig om met u te overleggen."),
        ({"topic": "objection", "name": "Jan", "email": "jan"}, "geldig e-mailadres"),
    ],
)
def test_what_is_missing_is_said_beside_its_question_and_nothing_is_lost(
    east: RegionOnLoopback, client: Client, answers: dict[str, str], said: str
) -> None:
    answer = client.post(FORM, answers)
    assert answer.status_code == 422
    assert said in " ".join(Page(answer).all(".utrecht-form-field-error-message"))
    assert faults(answer) == []
    assert Report.objects.count() == 0


def test_an_objection_needs_no_text(east: RegionOnLoopback, client: Client) -> None:
    client.post(FORM, {"topic": "objection", "name": "Jan", "email": "jan@bezem.example"})
    assert Report.objects.get().topic == "objection"


def test_hostile_text_comes_back_as_text(east: RegionOnLoopback, client: Client) -> None:
    answer = client.post(FORM, {"topic": "place", "text": HOSTILE, "name": HOSTILE, "email": HOSTILE})
    assert answer.status_code == 422
    assert b"<script>alert" not in answer.content
    assert b"<b>" not in answer.content
    assert faults(answer) == []
    client.post(FORM, {"topic": "place", "text": HOSTILE.replace("\x00", "")})
    assert Report.objects.get().text == "<script>alert(1)</script>\"'<b>gnihton"


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(
    east: RegionOnLoopback, client: Client
) -> None:
    answer = client.post(FORM, {**PLACE, "subject": "SEO"})
    assert (answer.status_code, answer["Location"]) == (302, BEZEM)
    assert Report.objects.count() == 0


def test_a_network_is_heard_so_often_a_day_whatever_it_says_of_itself(
    east: RegionOnLoopback, client: Client
) -> None:
    for number in range(PER_NETWORK):
        said = client.post(FORM, PLACE, headers={"x-forwarded-for": f"198.51.100.{number}"})
        assert said.status_code == 302
    answer = client.post(FORM, PLACE, headers={"x-forwarded-for": "198.51.100.99"})
    assert answer.status_code == 429
    assert "verhuisd naar Deventer" in answer.content.decode()
    assert "Er kwamen vandaag al veel meldingen" in Page(answer).text
    assert Report.objects.count() == PER_NETWORK
    assert client.post(FORM, PLACE, REMOTE_ADDR="192.0.2.1").status_code == 302


@pytest.mark.parametrize(
    ("proxies", "header", "networks"),
    [
        (1, "{}", 3),
        (1, "203.0.113.9, {}", 3),
        (1, "{}, 203.0.113.9", 1),
        (2, "{}, 10.0.0.1", 3),
        (2, "{}", 1),
        (1, "", 1),
    ],
)
def test_behind_our_proxies_only_what_they_added_counts(
    east: RegionOnLoopback, client: Client, settings: Settings, proxies: int, header: str, networks: int
) -> None:
    settings.PROXIES = proxies
    for number in range(3):
        client.post(FORM, PLACE, headers={"x-forwarded-for": header.format(f"198.51.100.{number}")})
    assert ReportingNetwork.objects.count() == networks


def test_a_form_from_another_site_is_refused(east: RegionOnLoopback) -> None:
    assert Client(enforce_csrf_checks=True).post(FORM, PLACE).status_code == 403
    assert Report.objects.count() == 0


def test_an_unknown_enterprise_has_no_form(east: RegionOnLoopback, client: Client) -> None:
    assert client.get("/onderneming/niets/klopt-niet").status_code == 404
    assert client.put(FORM).status_code == 405
