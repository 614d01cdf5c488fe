# SPDX-License-Identifier: EUPL-1.2
"""Signing in by an organisation's own identity provider: a real one, in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from kapstok.accounts.actions import deactivate
from kapstok.accounts.models import Person
from tests.identity_provider.running import back_from, provider, settings_for
from tests.program import free_port
from tests.web.codes import code
from tests.web.people import SECRET, Colleague, signed_in
from tests.web.reading import Page, faults

pytestmark = pytest.mark.django_db

STRANGER = "Met het e-mailadres dat Gemeente Voorbeeld ons gaf kunt u zich zo niet aanmelden."
UNSURE = "Gemeente Voorbeeld zegt niet zeker welk e-mailadres van u is. Vraag het de beheerder daar."
AWAY = "Gemeente Voorbeeld geeft ons nu geen goed antwoord. Probeer het straks opnieuw."
ELSEWHERE = "Deze aanmelding is verlopen, of begon in een andere browser. Begin opnieuw."


@pytest.fixture(scope="module")
def municipality(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with provider(tmp_path_factory.mktemp("provider"), "http://testserver/aanmelden/oidc/terug") as address:
        yield address


@pytest.fixture(autouse=True)
def _known(municipality: str, settings: Settings) -> None:
    settings.IDENTITY_PROVIDER = settings_for(municipality)


def sent(browser: Client, query: str = "", language: str = "", **headers: str) -> str:
    """Where somebody is sent who chooses their organisation."""
    answer = browser.get(f"{language}/aanmelden/oidc{query}", headers=headers)
    assert answer.status_code == 302
    return str(answer["Location"])


def come_in(browser: Client, name: str, query: str = "", language: str = "") -> HttpResponse:
    return browser.get(back_from(sent(browser, query, language), name))


def test_the_page_names_the_organisation_and_takes_the_way_back_along() -> None:
    page = Page(Client().get("/aanmelden?next=/mijn/account"))
    assert page.links()["Verder met Gemeente Voorbeeld"] == "/aanmelden/oidc?next=%2Fmijn%2Faccount"


def test_without_a_provider_there_is_no_such_way(settings: Settings) -> None:
    settings.IDENTITY_PROVIDER = None
    assert "Met uw organisatie" not in Page(Client().get("/aanmelden")).text
    assert [Client().get(f"/aanmelden/oidc{more}").status_code for more in ("", "/terug")] == [404, 404]


def test_somebody_new_gets_an_account_and_nothing_of_the_provider_is_kept() -> None:
    browser = Client()
    answer = come_in(browser, "anna")
    assert answer["Location"] == "/mijn"
    anna = Person.objects.get()
    assert (anna.email, anna.role, anna.has_usable_password()) == ("anna@gemeente.example", "", False)
    assert browser.get("/mijn/account").status_code == 200
    assert not any(model.objects.exists() for model in (SocialAccount, SocialApp, SocialToken))


def test_a_known_address_is_the_person_who_has_it() -> None:
    known = Person.objects.create(email="anna@gemeente.example", joined_at="2026-01-01T00:00Z", language="en")
    browser = Client()
    assert come_in(browser, "anna").status_code == 302
    assert browser.session["_auth_user_id"] == str(known.pk)
    assert Person.objects.get().language == "en"


def test_people_land_on_the_page_that_they_wanted_in_their_language() -> None:
    assert come_in(Client(), "anna", "?next=/mijn/account/sessies")["Location"] == "/mijn/account/sessies"
    assert come_in(Client(), "eva", language="/en")["Location"] == "/en/mijn"
    assert Person.objects.get(email="eva@gemeente.example").language == "en"


def test_who_has_a_second_factor_is_asked_for_it_and_no_token_waits_along(colleague: Colleague) -> None:
    anna = colleague("anna")
    anna.email = "anna@gemeente.example"
    anna.save()
    browser = Client()
    assert come_in(browser, "anna", "?next=/beheer/mensen")["Location"] == "/aanmelden/tweede-stap"
    assert browser.get("/mijn/account")["Location"].startswith("/aanmelden")
    waiting = str(dict(browser.session.items()))
    assert "token" not in waiting.lower().replace("csrftoken", "")
    assert browser.post("/aanmelden/tweede-stap", {"code": code(SECRET)})["Location"] == "/beheer/mensen"


def test_an_editor_sets_up_a_second_factor_of_ours_first(colleague: Colleague) -> None:
    anna = colleague("anna", second_factor=False)
    anna.email = "anna@gemeente.example"
    anna.save()
    browser = Client()
    assert come_in(browser, "anna")["Location"] == "/beheer"
    assert browser.get("/beheer")["Location"] == "/mijn/account/tweede-stap"


@pytest.mark.parametrize(("name", "why"), [("bert", UNSURE), ("dora", UNSURE), ("carl", STRANGER)])
def test_an_address_that_the_provider_does_not_vouch_for_opens_nothing(name: str, why: str) -> None:
    browser = Client()
    answer = come_in(browser, name)
    assert (answer.status_code, why in Page(answer).text) == (403, True)
    assert faults(answer) == []
    assert not Person.objects.exists()
    assert browser.get("/mijn/account").status_code == 302


def test_a_closed_account_gets_the_answer_of_a_stranger(colleague: Colleague) -> None:
    signed_in(colleague("adrie"))
    anna = Person.objects.create(email="anna@gemeente.example", joined_at="2026-01-01T00:00Z")
    deactivate(person=anna, actor="test")
    answer = come_in(Client(), "anna")
    assert (answer.status_code, STRANGER in Page(answer).text) == (403, True)


def test_who_breaks_off_is_told_so() -> None:
    browser = Client()
    state = parse_qs(urlsplit(sent(browser)).query)["state"][0]
    answer = browser.get(f"/aanmelden/oidc/terug?error=access_denied&state={state}")
    assert (answer.status_code, Page(answer).one(".kapstok-lead")) == (
        403,
        "U heeft het aanmelden bij Gemeente Voorbeeld afgebroken.",
    )


def test_another_refusal_of_the_provider_is_told() -> None:
    browser = Client()
    state = parse_qs(urlsplit(sent(browser)).query)["state"][0]
    answer = browser.get(f"/aanmelden/oidc/terug?error=server_error&error_description=<b>x&state={state}")
    assert Page(answer).one(".kapstok-lead") == "Gemeente Voorbeeld heeft u niet aangemeld."


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=verzonnen", "?error=access_denied"])
def test_a_state_that_this_browser_was_not_given_opens_nothing(query: str) -> None:
    answer = Client().get(f"/aanmelden/oidc/terug{query}")
    assert (answer.status_code, ELSEWHERE in Page(answer).text) == (400, True)


def test_an_answer_meant_for_somebody_elses_browser_opens_nothing() -> None:
    hers = back_from(sent(Client()), "anna")
    mine = Client()
    sent(mine)
    assert mine.get(hers).status_code == 400
    assert mine.get("/mijn/account").status_code == 302


def test_an_answer_works_once() -> None:
    browser = Client()
    back = back_from(sent(browser), "anna")
    assert browser.get(back).status_code == 302
    assert browser.get(back).status_code == 400


def test_a_code_without_the_proof_of_who_asked_for_it_is_worthless() -> None:
    mine, hers = Client(), Client()
    theirs = parse_qs(urlsplit(back_from(sent(hers), "anna")).query)["code"][0]
    state = parse_qs(urlsplit(sent(mine)).query)["state"][0]
    answer = mine.get(f"/aanmelden/oidc/terug?code={theirs}&state={state}")
    assert (answer.status_code, AWAY in Page(answer).text) == (502, True)


def test_what_the_provider_is_asked_follows_from_no_address() -> None:
    asked = parse_qs(
        urlsplit(
            sent(Client(), "?scope=admin&auth_params=prompt%3Dnone&process=connect&next=//kwaad.example")
        ).query
    )
    assert set(asked["scope"][0].split()) == {"openid", "email"}
    assert asked["code_challenge_method"] == ["S256"]
    assert "prompt" not in asked
    assert asked["redirect_uri"] == ["http://testserver/aanmelden/oidc/terug"]


def test_people_come_back_to_the_site_whatever_a_request_calls_it(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["impact.example.nl", "intern.example.nl"]
    settings.SITE_ADDRESS = "https://impact.example.nl"
    asked = parse_qs(urlsplit(sent(Client(), host="intern.example.nl")).query)
    assert asked["redirect_uri"] == ["https://impact.example.nl/aanmelden/oidc/terug"]


@pytest.mark.parametrize(
    "further", ["https://kwaad.example/", "//kwaad.example", "/\\kwaad.example", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(further: str) -> None:
    assert come_in(Client(), "anna", f"?next={further}")["Location"] == "/mijn"


def test_another_site_cannot_sign_somebody_in() -> None:
    browser = Client()
    answer = browser.get("/aanmelden/oidc", headers={"sec-fetch-site": "cross-site"})
    assert answer["Location"] == "/aanmelden"
    assert not Session.objects.exists()


def test_who_was_signed_in_as_somebody_else_is_not_any_more(colleague: Colleague) -> None:
    browser = signed_in(colleague("eddy"))
    come_in(browser, "anna")
    assert "anna@gemeente.example" in Page(browser.get("/mijn/account")).text


def test_a_session_from_before_is_not_the_one_after() -> None:
    browser = Client()
    back = back_from(sent(browser), "anna")
    planted = browser.session.session_key
    browser.get(back)
    assert browser.session.session_key not in {None, planted}
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/mijn/account").status_code == 302


def test_a_provider_that_is_away_is_told(settings: Settings) -> None:
    settings.IDENTITY_PROVIDER = replace(settings.IDENTITY_PROVIDER, url=f"http://127.0.0.1:{free_port()}")
    answer = Client().get("/aanmelden/oidc")
    assert (answer.status_code, AWAY in Page(answer).text) == (502, True)
    assert faults(answer) == []


def test_an_address_that_is_no_provider_is_told(settings: Settings, municipality: str) -> None:
    settings.IDENTITY_PROVIDER = replace(
        settings.IDENTITY_PROVIDER, url=f"{municipality}/sign-in?x=/.well-known/y"
    )
    assert Client().get("/aanmelden/oidc").status_code == 502


def test_a_wrong_secret_is_told(settings: Settings) -> None:
    settings.IDENTITY_PROVIDER = replace(settings.IDENTITY_PROVIDER, secret="geraden")
    answer = come_in(Client(), "anna")
    assert (answer.status_code, AWAY in Page(answer).text) == (502, True)


def test_nobody_can_try_for_ever() -> None:
    answers = [Client().get("/aanmelden/oidc/terug?code=x&state=y") for _ in range(31)]
    assert [answer.status_code for answer in answers[-2:]] == [400, 429]
