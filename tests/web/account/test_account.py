# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client

from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.notices.models import Notice
from tests.web.account.test_by_mail import link_for
from tests.web.codes import code
from tests.web.people import SECRET, Colleague, signed_in
from tests.web.reading import Page, faults

CHOSEN = "nog een lange zin om in te komen"


def come_in(name: str = "iris") -> Client:
    """A browser in which somebody without a role just signed in with a link."""
    browser = Client()
    browser.post(link_for(f"{name}@voorbeeld.example"))
    return browser


def set_up(browser: Client) -> str:
    """Sets up the second factor, and gives the secret of the app."""
    secret = Page(browser.get("/mijn/account/tweede-stap")).one(".kapstok-secret")
    assert browser.post("/mijn/account/tweede-stap", {"code": code(secret)}).status_code == 302
    return secret


def choose(browser: Client) -> HttpResponse:
    return browser.post(
        "/mijn/account/wachtwoord/kiezen", {"password1": CHOSEN, "password2": CHOSEN}, follow=True
    )


def with_password(email: str) -> Client:
    browser = Client()
    browser.post("/aanmelden", {"login": email, "password": CHOSEN})
    return browser


@pytest.mark.django_db
def test_an_account_shows_its_own_and_only_its_own(colleague: Colleague) -> None:
    colleague("adrie", Role.ADMINISTRATOR)
    answer = signed_in(colleague("anna")).get("/mijn/account")
    page = Page(answer)
    assert faults(answer) == []
    assert "anna@voorbeeld.example, redacteur" in page.text
    assert "U heeft nog 10 herstelcodes" in page.text
    assert "adrie" not in page.text


@pytest.mark.django_db
def test_who_comes_by_link_has_neither_password_nor_second_step() -> None:
    answer = come_in().get("/mijn/account")
    page = Page(answer)
    assert faults(answer) == []
    assert "Stel dan eerst een tweede stap in." in page.text
    assert "Stel een tweede stap in" in page.links()
    assert "herstelcode" not in page.text


@pytest.mark.django_db
def test_a_password_is_chosen_with_a_second_step_only() -> None:
    browser = come_in()
    assert browser.get("/mijn/account/wachtwoord/kiezen")["Location"] == "/mijn/account/tweede-stap"
    assert choose(browser).redirect_chain[0][0] == "/mijn/account/tweede-stap"
    assert not Person.objects.get().has_usable_password()


@pytest.mark.django_db(transaction=True)
def test_with_a_second_step_somebody_signs_in_with_a_password_and_is_always_asked_for_it() -> None:
    browser = come_in()
    secret = set_up(browser)
    browser.post("/mijn/account/herstelcodes")
    assert "Uw wachtwoord is bewaard." in Page(choose(browser)).text
    assert browser.get("/mijn/account").status_code == 200
    assert Notice.objects.filter(subject="Kapstok Oost-Nederland: u heeft een wachtwoord gekozen").exists()

    again = with_password("iris@voorbeeld.example")
    assert again.get("/mijn")["Location"].startswith("/aanmelden")
    assert again.post("/aanmelden/tweede-stap", {"code": code(secret, steps=1)})["Location"] == "/mijn"


@pytest.mark.django_db(transaction=True)
def test_without_its_second_step_a_password_is_gone_too() -> None:
    browser = come_in()
    set_up(browser)
    choose(browser)
    taken = browser.post("/mijn/account/tweede-stap/weghalen", follow=True)
    assert Page(taken).one("h1") == "Mijn account"
    iris = Person.objects.get()
    assert (iris.has_usable_password(), Authenticator.objects.exists()) == (False, False)
    assert with_password("iris@voorbeeld.example").get("/mijn").status_code == 302


@pytest.mark.django_db
def test_who_works_here_keeps_the_password_and_sets_a_new_second_step_up_at_once(
    colleague: Colleague,
) -> None:
    anna = colleague("anna")
    browser = Client()
    browser.post(link_for("anna@voorbeeld.example"))
    browser.post("/aanmelden/tweede-stap", {"code": code(SECRET)})
    assert browser.post("/mijn/account/tweede-stap/weghalen")["Location"] == "/mijn/account/tweede-stap"
    anna.refresh_from_db()
    assert anna.has_usable_password()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/mijn", "/mijn/account", "/mijn/account/sessies"])
def test_a_password_alone_opens_nothing_of_ones_own(colleague: Colleague, path: str) -> None:
    anna = colleague("anna", second_factor=False)
    anna.role = ""
    anna.save()
    assert signed_in(anna).get(path)["Location"] == "/mijn/account/tweede-stap"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/mijn/account/tweede-stap", "/mijn/account/wachtwoord/kiezen", "/mijn/account/herstelcodes"]
)
def test_who_has_no_password_confirms_who_they_are_with_a_link(path: str) -> None:
    iris = Person.objects.create(email="iris@voorbeeld.example", joined_at="2026-01-01T00:00Z")
    browser = signed_in(iris)  # some time ago
    asked = browser.get(path, follow=True)
    assert Page(asked).one("h1") == "Meld u opnieuw aan"
    assert faults(asked) == []
    form = Page(asked)
    assert form.attributes("form.kapstok-form", "action") == ["/aanmelden/link"]
    given = dict(
        zip(
            form.attributes(".kapstok-form input", "name"),
            form.attributes(".kapstok-form input", "value"),
            strict=True,
        )
    )
    assert (given["email"], given["next"]) == ("iris@voorbeeld.example", path)
    assert browser.post("/mijn/account/bevestigen", {"password": ""}).status_code == 200
    assert browser.get(path).status_code == 302
    assert browser.post(link_for("iris@voorbeeld.example", next=path))["Location"] == path


@pytest.mark.django_db
def test_a_password_that_was_typed_too_late_is_kept_nowhere(colleague: Colleague) -> None:
    anna = colleague("anna")
    anna.set_unusable_password()
    anna.save()
    browser = signed_in(anna)
    assert choose(browser).redirect_chain[0][0].startswith("/mijn/account/bevestigen")
    assert CHOSEN not in str(dict(browser.session.items()))


@pytest.mark.django_db
def test_nobody_chooses_a_password_by_way_of_having_forgotten_one() -> None:
    come_in()
    Notice.objects.all().delete()
    Client().post("/aanmelden/wachtwoord-vergeten", {"email": "iris@voorbeeld.example"})
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_somebody_chooses_the_language_of_their_mail() -> None:
    browser = come_in()
    done = browser.post("/mijn/account/taal", {"language": "en"}, follow=True)
    assert "Wij schrijven u voortaan in deze taal." in Page(done).text
    assert Page(done).attributes("option[selected]", "value") == ["en"]
    browser.post("/mijn/account/taal", {"language": "xx"})
    browser.post("/mijn/account/taal")
    assert Person.objects.get().language == "en"
