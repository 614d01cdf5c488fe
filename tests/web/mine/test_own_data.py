# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.test import Client

from kapstok.accounts.enums import Function, Role
from kapstok.accounts.models import Person
from kapstok.core.models import AuditEntry
from kapstok.notices.actions import notify
from kapstok.notices.models import Notice
from tests.accounts.people import organisation, somebody
from tests.web.people import Colleague, signed_in
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback

pytestmark = pytest.mark.django_db
HERE = "/mijn/account/gegevens"


@pytest.fixture
def iris(db: None) -> Person:
    made = somebody("iris", Function.BUYER, of=organisation())
    notify(to=[made.email], subject="Welkom", text="Dag Iris", key="welkom")
    return made


def erase(browser: Client, email: str) -> Page:
    return Page(browser.post(f"{HERE}/wissen", {"email": email}, follow=True))


def test_somebody_sees_what_is_known_of_them(iris: Person) -> None:
    answer = signed_in(iris).get(HERE)
    assert faults(answer) == []
    page = Page(answer)
    assert "iris@voorbeeld.example" in page.text
    shown = page.all("tbody tr")
    assert "Functies bij organisaties 1" in shown
    assert "Mails aan u 1" in shown
    assert "no-store" in answer["Cache-Control"]


def test_all_of_it_can_be_taken_along(iris: Person) -> None:
    answer = signed_in(iris).get(f"{HERE}.json")
    document = answer.json()
    assert document["account"]["email"] == iris.email
    assert document["mail"][0]["text"] == "Dag Iris"
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_who_types_their_address_is_erased_and_signed_out(iris: Person) -> None:
    browser, actor = signed_in(iris), iris.actor
    page = erase(browser, " IRIS@voorbeeld.example ")
    assert "Uw account is gewist" in page.text
    assert not Person.objects.exists()
    assert not Notice.objects.exists()
    assert AuditEntry.objects.filter(actor=actor, verb="erased the account").exists()
    assert browser.get(HERE).status_code == 302


def test_who_types_something_else_is_not(iris: Person, colleague: Colleague) -> None:
    other = colleague("anna")
    for typed in ("", other.email):
        answer = signed_in(iris).post(f"{HERE}/wissen", {"email": typed})
        assert (answer.status_code, faults(answer)) == (422, [])
        assert "Er is niets gewist." in Page(answer).text
    assert Person.objects.count() == 2


def test_the_last_administrator_stays(colleague: Colleague) -> None:
    adrie = colleague("adrie", Role.ADMINISTRATOR)
    answer = signed_in(adrie).post(f"{HERE}/wissen", {"email": adrie.email})
    assert (answer.status_code, "laatste beheerder" in Page(answer).text) == (409, True)
    assert Person.objects.exists()


def test_nobody_sees_or_erases_anything(client: Client) -> None:
    for path in (HERE, f"{HERE}.json"):
        assert client.get(path).status_code == 302
    assert client.post(f"{HERE}/wissen", {"email": "x@y.example"}).status_code == 302


def test_a_form_of_another_site_erases_nothing(iris: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(iris)
    assert strict.post(f"{HERE}/wissen", {"email": iris.email}).status_code == 403
    assert Person.objects.exists()


def test_what_registers_show_is_named_with_where_to_ask(east: RegionOnLoopback) -> None:
    found = Person.objects.create(email="info@goudenbezem.example", joined_at="2026-01-01T00:00Z")
    page = Page(signed_in(found).get(HERE))
    assert "Wat registers van u laten zien" in page.all("h2")
    assert page.links("main a")["de-gouden-bezem"] == "/onderneming/de-gouden-bezem"
