# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from kapstok.accounts.models import Person
from kapstok.core.models import AuditEntry
from tests.web.account.test_by_mail import link_for
from tests.web.people import Colleague, signed_in
from tests.web.reading import Page, faults

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile Safari/604"
)


def come_in(device: str, name: str = "iris") -> Client:
    browser = Client(headers={"user-agent": device})
    browser.post(link_for(f"{name}@voorbeeld.example"))
    return browser


def test_somebody_sees_where_they_are_signed_in_and_which_one_this_is() -> None:
    come_in(PHONE)
    answer = come_in(FIREFOX).get("/mijn/account/sessies")
    assert faults(answer) == []
    rows = Page(answer).all("tbody tr")
    assert len(rows) == 2
    assert rows[0].startswith("Firefox op Linux")
    assert rows[0].endswith("Dit apparaat")
    assert rows[1].startswith("Safari op iPhone")
    assert rows[1].endswith("Meld af")


def test_of_a_session_no_more_is_kept_than_is_shown() -> None:
    come_in(FIREFOX + "x" * 1000)
    kept = UserSession.objects.get()
    assert (kept.user_agent, kept.ip) == ("Firefox / Linux", "0.0.0.0")


def test_one_session_is_ended() -> None:
    phone, here = come_in(PHONE), come_in(FIREFOX)
    number = UserSession.objects.get(user_agent__startswith="Safari").pk
    answer = here.post(f"/mijn/account/sessies/{number}", follow=True)
    assert "Dat apparaat is afgemeld." in Page(answer).text
    assert len(Page(answer).all("tbody tr")) == 1
    assert phone.get("/mijn").status_code == 302
    assert here.get("/mijn").status_code == 200
    assert AuditEntry.objects.filter(verb="ended a session").exists()


def test_the_session_that_asks_is_ended_by_signing_out() -> None:
    here = come_in(FIREFOX)
    here.post(f"/mijn/account/sessies/{UserSession.objects.get().pk}")
    assert here.get("/mijn").status_code == 200


def test_nobody_ends_the_session_of_another() -> None:
    hers, mine = come_in(PHONE, "anna"), come_in(FIREFOX)
    number = UserSession.objects.get(user__email__startswith="anna").pk
    assert mine.post(f"/mijn/account/sessies/{number}").status_code == 404
    assert hers.get("/mijn").status_code == 200


def test_all_others_are_ended_and_this_one_stays() -> None:
    phone, here = come_in(PHONE), come_in(FIREFOX)
    planted = here.session.session_key
    answer = here.post("/mijn/account/sessies/andere", follow=True)
    page = Page(answer)
    assert "U bent overal afgemeld, behalve hier." in page.text
    assert [row.endswith("Dit apparaat") for row in page.all("tbody tr")] == [True]
    assert "Meld mij af op andere apparaten" not in page.text
    assert phone.get("/mijn").status_code == 302
    assert here.session.session_key != planted


def test_a_session_from_before_there_was_a_list_is_on_it(colleague: Colleague) -> None:
    answer = signed_in(colleague("anna")).get("/mijn/account/sessies")
    assert [row.endswith("Dit apparaat") for row in Page(answer).all("tbody tr")] == [True]


def test_what_ended_by_itself_is_not_on_the_list() -> None:
    here = come_in(FIREFOX)
    come_in(PHONE).post("/afmelden")
    assert len(Page(here.get("/mijn/account/sessies")).all("tbody tr")) == 1


def test_what_changes_something_is_a_form_with_a_token() -> None:
    iris = Person.objects.create(email="iris@voorbeeld.example", joined_at="2026-01-01T00:00Z")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(iris)
    for path in ("/mijn/account/sessies/andere", "/mijn/account/sessies/1", "/mijn/account/taal"):
        assert (browser.get(path).status_code, browser.post(path).status_code) == (405, 403), path
