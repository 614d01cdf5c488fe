# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.core.models import AuditEntry
from kapstok.notices.models import Notice
from tests.web.beheer.conftest import Colleague, signed_in
from tests.web.reading import Page, faults

pytestmark = pytest.mark.django_db


def add(browser: Client, email: str, role: str = "editor") -> HttpResponse:
    return browser.post("/beheer/mensen/toevoegen", {"email": email, "role": role}, follow=True)


def act(browser: Client, person: Person, what: str, **given: str) -> HttpResponse:
    return browser.post(f"/beheer/mensen/{person.pk}/{what}", given, follow=True)


def test_the_list_shows_who_works_here_and_how_far_they_are(
    administrator: Client, colleague: Colleague
) -> None:
    colleague("anna")
    colleague("bert", second_factor=False)
    rows = Page(administrator.get("/beheer/mensen")).all("tbody tr")
    assert rows == [
        "adrie@voorbeeld.example Beheerder Ingesteld Open",
        "anna@voorbeeld.example Redacteur Ingesteld Open",
        "bert@voorbeeld.example Redacteur Nog niet ingesteld Open",
    ]


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    administrator: Client,
    colleague: Colleague,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        colleague(f"naam{number}")
    with django_assert_max_num_queries(11):
        administrator.get("/beheer/mensen")


def test_somebody_is_let_in_and_gets_a_mail_with_a_link_that_works(administrator: Client) -> None:
    answer = add(administrator, "Nieuw@Voorbeeld.example")
    assert "nieuw@voorbeeld.example mag meewerken" in Page(answer).text
    notice = Notice.objects.get()
    assert (notice.address, notice.subject) == (
        "nieuw@voorbeeld.example",
        "Kapstok Oost-Nederland: kies uw wachtwoord",
    )
    (link,) = [word for word in notice.text.split() if word.startswith("http")]
    # Not on the page of the administrator, who is somebody else.
    assert link not in answer.content.decode()
    chosen = Client().get(link.removeprefix("http://testserver"), follow=True)
    assert Page(chosen).one("h1") == "Kies een wachtwoord"


def test_the_trail_tells_who_let_whom_in(administrator: Client) -> None:
    add(administrator, "nieuw@voorbeeld.example", "administrator")
    adrie, new = Person.objects.get(email__startswith="adrie"), Person.objects.get(email__startswith="nieuw")
    told = AuditEntry.objects.filter(subject=new.actor).order_by("id").values_list("actor", "verb")
    assert list(told) == [
        (adrie.actor, "made administrator"),
        (adrie.actor, "gave a link to choose a password"),
    ]


def test_who_already_works_here_is_not_let_in_again(administrator: Client, colleague: Colleague) -> None:
    colleague("anna")
    answer = add(administrator, "ANNA@voorbeeld.example", "administrator")
    assert (answer.status_code, "Deze persoon werkt al mee." in Page(answer).text) == (422, True)
    assert Person.objects.get(email__startswith="anna").role == Role.EDITOR
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("email", "role"),
    [
        ("geen adres", "editor"),
        ("", "editor"),
        ("a@b.example", "keizer"),
        ("a" * 260 + "@b.example", "editor"),
    ],
)
def test_what_cannot_be_meant_is_refused(administrator: Client, email: str, role: str) -> None:
    answer = add(administrator, email, role)
    assert answer.status_code == 422
    assert faults(answer) == []
    assert Person.objects.count() == 1


def test_an_editor_becomes_administrator(administrator: Client, colleague: Colleague) -> None:
    anna = colleague("anna")
    answer = act(administrator, anna, "rol", role="administrator")
    assert "De rol is veranderd." in Page(answer).text
    assert signed_in(anna).get("/beheer/mensen").status_code == 200


def test_a_role_that_is_none_changes_nothing(administrator: Client, colleague: Colleague) -> None:
    anna = colleague("anna")
    assert act(administrator, anna, "rol", role="keizer").status_code == 422
    assert act(administrator, anna, "rol").status_code == 422
    anna.refresh_from_db()
    assert anna.role == Role.EDITOR


@pytest.mark.parametrize(("what", "given"), [("rol", {"role": "editor"}), ("sluiten", {})])
def test_the_last_administrator_cannot_leave(administrator: Client, what: str, given: dict[str, str]) -> None:
    adrie = Person.objects.get()
    answer = act(administrator, adrie, what, **given)
    assert "Dit is de laatste beheerder." in Page(answer).text
    assert administrator.get("/beheer/mensen").status_code == 200


def test_a_closed_account_is_shut_out_and_may_be_opened_again(
    administrator: Client, colleague: Colleague
) -> None:
    anna = colleague("anna")
    browser = signed_in(anna)
    closed = act(administrator, anna, "sluiten")
    assert "Dit account is gesloten" in Page(closed).text
    assert browser.get("/beheer").status_code == 302
    add(administrator, "anna@voorbeeld.example")
    assert Person.objects.get(pk=anna.pk).is_active
    # Opened, but set up anew: the old session and the old second factor stay gone.
    assert browser.get("/beheer").status_code == 302
    assert not Authenticator.objects.filter(user=anna).exists()


def test_a_closed_account_is_given_no_link(administrator: Client, colleague: Colleague) -> None:
    anna = colleague("anna")
    act(administrator, anna, "sluiten")
    assert Page(act(administrator, anna, "link")).all(".kapstok-secret") == []


def test_a_link_is_shown_once(administrator: Client, colleague: Colleague) -> None:
    anna = colleague("anna")
    shown = act(administrator, anna, "link")
    link = Page(shown).one(".kapstok-secret")
    assert link.startswith("http://testserver/aanmelden/wachtwoord-kiezen/")
    assert "no-store" in shown["Cache-Control"]
    assert link not in administrator.get(f"/beheer/mensen/{anna.pk}").content.decode()


def test_a_lost_phone_is_forgotten(administrator: Client, colleague: Colleague) -> None:
    anna = colleague("anna")
    browser = signed_in(anna)
    act(administrator, anna, "tweede-stap")
    assert browser.get("/beheer")["Location"].startswith("/aanmelden")
    assert (
        signed_in(Person.objects.get(pk=anna.pk))
        .get("/beheer")["Location"]
        .endswith("/mijn/account/tweede-stap")
    )


def test_somebody_without_a_role_is_not_on_these_pages(administrator: Client) -> None:
    iris = Person.objects.create(email="iris@voorbeeld.example", joined_at="2026-01-01T00:00Z")
    assert administrator.get(f"/beheer/mensen/{iris.pk}").status_code == 404
    assert "iris" not in Page(administrator.get("/beheer/mensen")).text


def test_the_pages_are_whole(administrator: Client, colleague: Colleague) -> None:
    anna = colleague("anna")
    for path in ("/beheer/mensen", f"/beheer/mensen/{anna.pk}", f"/en/beheer/mensen/{anna.pk}"):
        assert faults(administrator.get(path)) == [], path
