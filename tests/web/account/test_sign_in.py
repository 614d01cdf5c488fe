# SPDX-License-Identifier: EUPL-1.2
"""The way in: what people do at it, and what strangers try."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from kapstok.accounts.actions import deactivate, invite
from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.core.models import AuditEntry
from kapstok.notices.models import Notice
from kapstok.web.account.links import choose_password
from tests.web.codes import code
from tests.web.people import PASSWORD, SECRET, Colleague, signed_in
from tests.web.reading import Page, faults

pytestmark = pytest.mark.django_db

WRONG = "Dit e-mailadres en wachtwoord horen niet bij elkaar."
WRONG_CODE = "Deze code klopt niet. Neem de code die er nu staat."
TOO_OFTEN = "U heeft dit te vaak geprobeerd. Wacht tien minuten."


def sign_in(browser: Client, email: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    return browser.post("/aanmelden", {"login": email, "password": password, **more})


def give(browser: Client, given: str) -> HttpResponse:
    return browser.post("/aanmelden/tweede-stap", {"code": given})


def recovery_code(person: Person, place: int = 0) -> str:
    return RecoveryCodes(Authenticator.objects.get(user=person, type="recovery_codes")).generate_codes()[
        place
    ]


def without_seals(answer: HttpResponse) -> str:
    """The page without what differs each time: the seal of its form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


# -- the whole way


@pytest.mark.django_db(transaction=True)
def test_a_link_leads_to_a_password_a_second_factor_and_the_pages(colleague: Colleague) -> None:
    person = colleague("anna", Role.ADMINISTRATOR, second_factor=False)
    browser = Client()
    form = browser.get(choose_password(invite(person=person, actor="test")), follow=True)
    assert Page(form).one("h1") == "Kies een wachtwoord"
    # The seal of the link is in no address that another site could be told.
    assert form.redirect_chain[-1][0].endswith("-set-password")
    chosen = "nog een lange zin om in te komen"
    done = browser.post(form.redirect_chain[-1][0], {"password1": chosen, "password2": chosen}, follow=True)
    assert Page(done).one("h1") == "Uw wachtwoord is bewaard"

    sign_in(browser, "anna@voorbeeld.example", chosen)
    page = Page(browser.get("/beheer", follow=True))
    assert page.one("h1") == "Stel uw tweede stap in"
    codes = browser.post(
        "/mijn/account/tweede-stap", {"code": code(page.one(".kapstok-secret"))}, follow=True
    )
    assert Page(codes).one("h1") == "Uw herstelcodes"
    shown = Page(codes).all(".kapstok-codes li")
    assert len(set(shown)) == 10
    file = browser.get("/mijn/account/herstelcodes/bestand")
    assert file["Content-Disposition"] == 'attachment; filename="herstelcodes.txt"'
    assert file.content.decode().split("\r\n")[3:-1] == shown

    overview = browser.post("/mijn/account/herstelcodes", follow=True)
    assert Page(overview).one("h1") == "Overzicht"
    assert Page(browser.get("/mijn/account/herstelcodes")).all(".kapstok-codes li") == []
    assert browser.get("/mijn/account/herstelcodes/bestand").status_code == 404
    told = list(AuditEntry.objects.filter(actor=person.actor).order_by("id").values_list("verb", flat=True))
    assert told == ["chose a password", "signed in", "set up a second factor", "signed out everywhere"]


def test_a_link_works_once(colleague: Colleague) -> None:
    link = choose_password(invite(person=colleague("anna"), actor="test"))
    first = Client()
    form = first.get(link, follow=True)
    chosen = "nog een lange zin om in te komen"
    first.post(form.redirect_chain[-1][0], {"password1": chosen, "password2": chosen})
    second = Client().get(link)
    assert Page(second).one("h1") == "Deze link werkt niet meer"
    assert faults(second) == []


@pytest.mark.parametrize("key", ["1-abc-def", "zzzzzzzzzzzzz-x", "1-x", "1-%00", "1-" + "x" * 5000])
def test_a_link_that_was_never_ours_says_so(colleague: Colleague, key: str) -> None:
    colleague("anna")
    answer = Client().get(f"/aanmelden/wachtwoord-kiezen/{key}")
    assert Page(answer).one("h1") == "Deze link werkt niet meer"


@pytest.mark.parametrize(
    ("password", "dutch", "english"),
    [
        ("kort", "te kort: het heeft minstens 12 tekens", "too short: it has at least 12 characters"),
        ("anna@voorbeeld.example", "lijkt te veel op uw e-mailadres", "too much like your e-mail address"),
        ("473829105647", "heeft alleen cijfers", "has digits only"),
        ("qwertyuiop12", "gebruiken te veel mensen", "is used by too many people"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused_in_the_words_of_the_page(
    colleague: Colleague, password: str, dutch: str, english: str
) -> None:
    browser = Client()
    form = browser.get(choose_password(invite(person=colleague("anna"), actor="test")), follow=True)
    for start, words in (("", dutch), ("/en", english)):
        path = start + form.redirect_chain[-1][0]
        answer = browser.post(path, {"password1": password, "password2": password})
        (said,) = Page(answer).all(".utrecht-form-field-error-message")
        assert (answer.status_code, faults(answer)) == (200, [])
        assert words in said


def test_password_and_code_open_the_page_that_was_asked_for(colleague: Colleague) -> None:
    colleague("anna", Role.ADMINISTRATOR)
    browser = Client()
    step = sign_in(browser, "anna@voorbeeld.example", next="/beheer/mensen")
    assert step["Location"] == "/aanmelden/tweede-stap"
    assert browser.get("/beheer").status_code == 302
    assert give(browser, code(SECRET))["Location"] == "/beheer/mensen"
    assert browser.get("/beheer/mensen").status_code == 200


def test_the_case_of_the_address_does_not_matter(colleague: Colleague) -> None:
    colleague("anna")
    assert sign_in(Client(), "Anna@VOORBEELD.example").status_code == 302


def test_a_code_may_be_half_a_minute_old_and_no_older(colleague: Colleague) -> None:
    colleague("anna")
    browser = Client()
    sign_in(browser, "anna@voorbeeld.example")
    assert WRONG_CODE in Page(give(browser, code(SECRET, steps=-3))).text
    assert give(browser, code(SECRET, steps=-1)).status_code == 302


@pytest.mark.parametrize("given", ["000000", "", "12345", "abcdef", "１２３４５６", "\x00", "9" * 10_000])
def test_a_wrong_code_does_not_open(colleague: Colleague, given: str) -> None:
    colleague("anna")
    browser = Client()
    sign_in(browser, "anna@voorbeeld.example")
    answer = give(browser, given)
    assert answer.status_code == 200
    assert faults(answer) == []
    assert browser.get("/beheer").status_code == 302


def test_a_code_that_somebody_saw_does_not_work_again(colleague: Colleague) -> None:
    anna = colleague("anna")
    seen = code(SECRET, steps=1)
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, "anna@voorbeeld.example")
    assert give(first, seen).status_code == 302
    # allauth forgets after half a minute that a code was used, when ours is still right for a minute.
    cache.delete(f"allauth.mfa.totp.used?user={anna.pk}&code={seen}")
    assert WRONG_CODE in Page(give(second, seen)).text


def test_a_recovery_code_works_once(colleague: Colleague) -> None:
    anna = colleague("anna")
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, "anna@voorbeeld.example")
    assert give(first, recovery_code(anna)).status_code == 302
    assert first.get("/beheer").status_code == 200
    assert WRONG_CODE in Page(give(second, recovery_code(anna))).text


def test_the_second_step_is_no_way_in_by_itself(colleague: Colleague) -> None:
    colleague("anna")
    assert Client().get("/aanmelden/tweede-stap")["Location"] == "/aanmelden"
    assert give(Client(), code(SECRET))["Location"] == "/aanmelden"


def test_signing_out_takes_a_button(colleague: Colleague) -> None:
    browser = signed_in(colleague("anna"))
    assert Page(browser.get("/afmelden")).one("h1") == "Afmelden"
    assert browser.get("/beheer").status_code == 200
    browser.post("/afmelden")
    assert browser.get("/beheer").status_code == 302


def test_nobody_signs_up() -> None:
    for name in (
        "account_signup",
        "account_email",
        "account_inactive",
        "socialaccount_signup",
        "socialaccount_connections",
    ):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert Client().get("/beheer/signup").status_code == 404


# -- what ends sessions


@pytest.mark.django_db(transaction=True)
def test_a_second_factor_ends_the_sessions_that_were_begun_without(colleague: Colleague) -> None:
    colleague("anna", second_factor=False)
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        sign_in(browser, "anna@voorbeeld.example")
    secret = Page(here.get("/mijn/account/tweede-stap")).one(".kapstok-secret")
    here.post("/mijn/account/tweede-stap", {"code": code(secret)})
    assert here.get("/beheer").status_code == 200
    assert elsewhere.get("/beheer")["Location"].startswith("/aanmelden")


def test_a_new_password_ends_the_other_sessions(colleague: Colleague) -> None:
    anna = colleague("anna")
    here, elsewhere = signed_in(anna), signed_in(anna)
    new = "nog een lange zin om in te komen"
    answer = here.post(
        "/mijn/account/wachtwoord", {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True
    )
    assert "Uw wachtwoord is veranderd." in Page(answer).text
    assert elsewhere.get("/beheer").status_code == 302
    assert Notice.objects.get().subject == "Kapstok Oost-Nederland: uw wachtwoord is veranderd"


def test_a_password_is_changed_only_by_who_knows_it(colleague: Colleague) -> None:
    answer = signed_in(colleague("anna")).post(
        "/mijn/account/wachtwoord", {"oldpassword": "geraden", "password1": "x" * 14, "password2": "x" * 14}
    )
    assert "Dit is niet uw huidige wachtwoord." in Page(answer).text


@pytest.mark.parametrize(
    "path",
    [
        "/mijn/account/tweede-stap/weghalen",
        "/mijn/account/herstelcodes",
        "/mijn/account/herstelcodes/nieuw",
    ],
)
def test_a_password_is_asked_again_before_the_second_factor_is_touched(
    colleague: Colleague, path: str
) -> None:
    browser = signed_in(colleague("anna"))
    asked = browser.get(path, follow=True)
    assert Page(asked).one("h1") == "Geef uw wachtwoord"
    wrong = browser.post("/mijn/account/bevestigen", {"password": "geraden", "next": path})
    assert "Dit wachtwoord klopt niet." in Page(wrong).text
    assert browser.post("/mijn/account/bevestigen", {"password": PASSWORD, "next": path})["Location"] == path
    assert browser.get(path).status_code == 200


def test_a_lost_phone_is_replaced_by_another(colleague: Colleague) -> None:
    anna = colleague("anna")
    browser = Client()
    sign_in(browser, "anna@voorbeeld.example")
    give(browser, recovery_code(anna))
    answer = browser.post("/mijn/account/tweede-stap/weghalen", follow=True)
    assert Page(answer).one("h1") == "Stel uw tweede stap in"
    assert browser.get("/beheer")["Location"] == "/mijn/account/tweede-stap"
    assert not Authenticator.objects.filter(user=anna).exists()


def test_new_recovery_codes_end_the_old_ones_and_are_shown(colleague: Colleague) -> None:
    anna = colleague("anna")
    old = recovery_code(anna)
    browser = Client()
    sign_in(browser, "anna@voorbeeld.example")
    give(browser, code(SECRET))
    shown = Page(browser.post("/mijn/account/herstelcodes/nieuw", follow=True)).all(".kapstok-codes li")
    assert len(shown) == 10
    assert old not in shown


# -- what strangers try


def test_who_guesses_too_often_waits_even_with_the_right_password(colleague: Colleague) -> None:
    colleague("anna")
    for _ in range(5):
        assert WRONG in Page(sign_in(Client(), "anna@voorbeeld.example", "geraden")).text
    assert TOO_OFTEN in Page(sign_in(Client(), "anna@voorbeeld.example")).text


def test_the_wait_is_the_same_for_who_is_not_known(colleague: Colleague) -> None:
    colleague("anna")
    for _ in range(6):
        known = sign_in(Client(), "anna@voorbeeld.example", "geraden")
        unknown = sign_in(Client(), "niemand@voorbeeld.example", "geraden", REMOTE="x")
        assert known.status_code == unknown.status_code
        if known.status_code == 200:
            assert Page(known).all(".utrecht-alert__title") == Page(unknown).all(".utrecht-alert__title")


def test_codes_cannot_be_guessed(colleague: Colleague) -> None:
    colleague("anna")
    browser = Client()
    sign_in(browser, "anna@voorbeeld.example")
    for number in range(5):
        assert WRONG_CODE in Page(give(browser, f"00000{number}")).text
    assert TOO_OFTEN in Page(give(browser, code(SECRET))).text


def test_one_address_of_the_internet_cannot_try_for_ever() -> None:
    answers = [sign_in(Client(), f"niemand{n}@voorbeeld.example", "geraden") for n in range(31)]
    assert answers[-1].status_code == 429
    assert Page(answers[-1]).one("h1") == "Even wachten"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(colleague: Colleague) -> None:
    colleague("anna")
    known = sign_in(Client(), "anna@voorbeeld.example", "geraden")
    unknown = sign_in(Client(), "niemand@voorbeeld.example", "geraden")
    assert without_seals(known).replace("anna@", "niemand@") == without_seals(unknown)
    assert known.status_code == unknown.status_code


def test_a_closed_account_gets_the_answer_of_an_unknown_one(colleague: Colleague) -> None:
    colleague("adrie", Role.ADMINISTRATOR)
    deactivate(person=colleague("anna"), actor="test")
    assert WRONG in Page(sign_in(Client(), "anna@voorbeeld.example")).text


def test_only_who_is_known_gets_a_mail_and_the_page_does_not_tell(colleague: Colleague) -> None:
    colleague("adrie", Role.ADMINISTRATOR)
    colleague("anna")
    deactivate(person=colleague("karel"), actor="test")
    answers = [
        Client().post("/aanmelden/wachtwoord-vergeten", {"email": f"{name}@voorbeeld.example"}, follow=True)
        for name in ("anna", "karel", "niemand")
    ]
    assert len({without_seals(answer) for answer in answers}) == 1
    assert Page(answers[0]).one("h1") == "Kijk in uw mail"
    assert [notice.address for notice in Notice.objects.all()] == ["anna@voorbeeld.example"]


def test_the_link_of_a_mail_works(colleague: Colleague) -> None:
    colleague("anna")
    Client().post("/aanmelden/wachtwoord-vergeten", {"email": "anna@voorbeeld.example"})
    (link,) = re.findall(r"http://testserver(/\S+)", Notice.objects.get().text)
    assert Page(Client().get(link, follow=True)).one("h1") == "Kies een wachtwoord"


def test_a_mail_is_in_the_language_of_the_page(colleague: Colleague) -> None:
    colleague("anna")
    Client().post("/en/aanmelden/wachtwoord-vergeten", {"email": "anna@voorbeeld.example"})
    notice = Notice.objects.get()
    assert (notice.language, notice.subject) == ("en", "Kapstok Oost-Nederland: choose a new password")
    assert "/en/aanmelden/wachtwoord-kiezen/" in notice.text


def test_the_links_of_mail_name_the_site_whatever_a_request_says(
    colleague: Colleague, settings: Settings
) -> None:
    colleague("anna")
    settings.ALLOWED_HOSTS = ["impact.example.nl", "intern.example.nl"]
    settings.SITE_ADDRESS = "https://impact.example.nl"
    Client().post(
        "/aanmelden/wachtwoord-vergeten",
        {"email": "anna@voorbeeld.example"},
        headers={"host": "intern.example.nl", "x-forwarded-host": "kwaad.example"},
    )
    assert "https://impact.example.nl/aanmelden/wachtwoord-kiezen/" in Notice.objects.get().text
    assert "intern" not in Notice.objects.get().text


def test_a_host_that_is_not_ours_gets_no_answer(colleague: Colleague) -> None:
    colleague("anna")
    answer = Client().post(
        "/aanmelden/wachtwoord-vergeten",
        {"email": "anna@voorbeeld.example"},
        headers={"host": "kwaad.example"},
    )
    assert answer.status_code == 400
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "email",
    [
        "anna@voorbeeld.example\r\nBcc: x@kwaad.example",
        "anna@voorbeeld.example\n\nDag",
        "a@b.c, x@y.z",
        "\x00",
    ],
)
def test_an_address_brings_nothing_else_into_a_mail(colleague: Colleague, email: str) -> None:
    colleague("anna")
    answer = Client().post("/aanmelden/wachtwoord-vergeten", {"email": email})
    assert answer.status_code == 200
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "further",
    [
        "https://kwaad.example/",
        "//kwaad.example",
        "/\\kwaad.example",
        "javascript:alert(1)",
        "https:kwaad.example",
    ],
)
def test_signing_in_leads_to_no_other_site(colleague: Colleague, further: str) -> None:
    colleague("anna")
    browser = Client()
    sign_in(browser, "anna@voorbeeld.example", next=further)
    assert give(browser, code(SECRET))["Location"] == "/beheer"
    assert browser.post("/afmelden", {"next": further})["Location"] == "/aanmelden"


def test_a_session_from_before_signing_in_is_not_the_one_after(colleague: Colleague) -> None:
    colleague("anna")
    browser = Client()
    sign_in(browser, "anna@voorbeeld.example")
    planted = browser.session.session_key
    give(browser, code(SECRET))
    assert browser.session.session_key not in {None, planted}
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/beheer").status_code == 302


def test_the_cookie_is_not_for_scripts_nor_for_other_sites(colleague: Colleague) -> None:
    colleague("anna")
    browser = Client()
    browser.get("/aanmelden")
    sign_in(browser, "anna@voorbeeld.example")
    for name in ("sessionid", "csrftoken"):
        cookie = browser.cookies[name]
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax"), name
    assert browser.cookies["sessionid"]["max-age"] == ""


def test_a_form_of_another_site_changes_nothing(colleague: Colleague) -> None:
    anna = colleague("anna", Role.ADMINISTRATOR)
    browser = Client(enforce_csrf_checks=True)
    assert sign_in(browser, "anna@voorbeeld.example").status_code == 403
    browser.force_login(anna)
    for path in ("/afmelden", "/beheer/mensen/toevoegen", f"/beheer/mensen/{anna.pk}/sluiten"):
        assert browser.post(path).status_code == 403
    assert Person.objects.get(pk=anna.pk).is_active


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "path", ["/aanmelden", "/aanmelden/wachtwoord-vergeten", "/aanmelden/wachtwoord-vergeten/verstuurd"]
)
def test_the_pages_at_the_door_are_whole_and_found_by_no_search_engine(path: str, language: str) -> None:
    answer = Client().get(language + path)
    assert faults(answer) == []
    assert Page(answer).attributes("meta[name=robots]", "content") == ["noindex"]
    assert "no-store" in answer["Cache-Control"]


def test_a_form_that_is_refused_says_what_to_do(colleague: Colleague) -> None:
    answer = Client(enforce_csrf_checks=True).post("/aanmelden", {"login": "anna@voorbeeld.example"})
    assert (answer.status_code, Page(answer).one("h1")) == (403, "Dit formulier werkt niet meer")


def test_who_is_halfway_may_begin_again_as_somebody_else(colleague: Colleague) -> None:
    colleague("anna")
    browser = Client()
    sign_in(browser, "anna@voorbeeld.example")
    assert browser.get("/aanmelden")["Location"] == "/aanmelden/tweede-stap"
    assert browser.post("/afmelden")["Location"] == "/aanmelden"
    assert browser.get("/aanmelden").status_code == 200
