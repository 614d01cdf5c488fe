# SPDX-License-Identifier: EUPL-1.2
"""Signing in with a link by mail: what people do with it, and what strangers try."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from kapstok.accounts.actions import deactivate
from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.core.models import AuditEntry
from kapstok.notices.enums import NoticeState
from kapstok.notices.models import Notice
from kapstok.regions.folder import RegionFolder
from kapstok.upkeep.retention import carry_out
from kapstok.web.account import mailed_link
from kapstok.web.account.mailed_link import Asked
from tests.web.codes import code
from tests.web.people import SECRET, Colleague, signed_in
from tests.web.reading import Page, faults

pytestmark = pytest.mark.django_db

STALE = "Deze link werkt niet meer"
ELSEWHERE = (
    "https://kwaad.example/",
    "https:kwaad.example",
    "//kwaad.example",
    "///kwaad.example",
    "/\\kwaad.example",
    "\\\\kwaad.example",
    "/\t/kwaad.example",
    "/\n/kwaad.example",
    " //kwaad.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://testserver/mijn",
    "//testserver/mijn",
    "kwaad.example",
    "/" + "x" * 2_000,
)


def ask(browser: Client, email: str, language: str = "", **more: str) -> HttpResponse:
    return browser.post(f"{language}/aanmelden/link", {"email": email, **more})


def link_in(notice: Notice) -> str:
    (path,) = re.findall(r"^https?://[^/]+(/\S+)$", notice.text, re.MULTILINE)
    return str(path)


def link_for(email: str, **more: str) -> str:
    ask(Client(), email, **more)
    return link_in(Notice.objects.latest("queued_at"))


# -- the whole way


def test_whoever_opens_the_link_has_an_account_and_may_nothing_yet() -> None:
    asked = Client().post("/aanmelden/link", {"email": "Nieuw@Voorbeeld.example"}, follow=True)
    assert Page(asked).one("h1") == "Kijk in uw mail"
    # Nobody has proved anything yet.
    assert not Person.objects.exists()
    notice = Notice.objects.get()
    assert (notice.address, notice.subject) == (
        "nieuw@voorbeeld.example",
        "Kapstok Oost-Nederland: uw link om u aan te melden",
    )
    browser = Client()  # another one than the one that asked
    shown = browser.get(link_in(notice))
    assert "U meldt zich aan als nieuw@voorbeeld.example." in Page(shown).text
    assert faults(shown) == []
    assert browser.post(link_in(notice))["Location"] == "/mijn"
    person = Person.objects.get()
    assert (person.email, person.role, person.has_usable_password(), person.language) == (
        "nieuw@voorbeeld.example",
        "",
        False,
        "nl",
    )
    assert browser.get("/mijn").status_code == 200
    assert browser.get("/beheer").status_code == 403
    told = AuditEntry.objects.filter(actor=person.actor).order_by("id").values_list("verb", flat=True)
    assert list(told) == ["proved an address and got an account", "signed in"]


def test_who_is_known_is_the_person_with_that_address(colleague: Colleague) -> None:
    iris = Person.objects.create(email="iris@voorbeeld.example", joined_at="2026-01-01T00:00Z", language="en")
    browser = Client()
    browser.post(link_for("IRIS@voorbeeld.example"))
    assert browser.session["_auth_user_id"] == str(iris.pk)
    assert Person.objects.get().language == "en"


def test_who_works_here_begins_at_the_desk_after_the_second_step(colleague: Colleague) -> None:
    colleague("anna")
    browser = Client()
    assert browser.post(link_for("anna@voorbeeld.example"))["Location"] == "/aanmelden/tweede-stap"
    assert browser.get("/mijn").status_code == 302
    assert browser.post("/aanmelden/tweede-stap", {"code": code(SECRET)})["Location"] == "/beheer"


def test_the_link_leads_to_the_page_that_was_wanted_in_its_language() -> None:
    wanted = Client().get("/en/mijn/account/sessies")["Location"]
    page = Page(Client().get(wanted))
    assert set(page.attributes("input[name=next]", "value")) == {"/en/mijn/account/sessies"}
    ask(Client(), "nieuw@voorbeeld.example", "/en", next="/en/mijn/account/sessies")
    notice = Notice.objects.get()
    assert (notice.language, notice.subject) == ("en", "Kapstok Oost-Nederland: your link to sign in")
    assert link_in(notice).startswith("/en/aanmelden/link/")
    assert Client().post(link_in(notice))["Location"] == "/en/mijn/account/sessies"
    assert Person.objects.get().language == "en"


def test_looking_at_the_link_does_not_use_it_up() -> None:
    link = link_for("nieuw@voorbeeld.example")
    for method in ("get", "head", "get"):
        assert getattr(Client(), method)(link).status_code == 200
    assert not Person.objects.exists()
    assert Client().post(link).status_code == 302


def test_the_link_works_once() -> None:
    link = link_for("nieuw@voorbeeld.example")
    Client().post(link)
    for again in (Client().get(link), Client().post(link)):
        assert (again.status_code, Page(again).one("h1")) == (410, STALE)
        assert faults(again) == []
    assert Session.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_once_one_comes_in() -> None:
    token = mailed_link.token(Asked(email="nieuw@voorbeeld.example", language="nl"))

    def press(_: int) -> bool:
        try:
            return mailed_link.use(token) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(press, range(4))) == [False, False, False, True]


def test_the_link_works_for_twenty_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    link = link_for("nieuw@voorbeeld.example")
    now = signing.time.time()
    lasts = timedelta(minutes=20).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: now + lasts - 5)
    assert Client().get(link).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: now + lasts + 5)
    assert Client().post(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "a.b.c", "%00", "x" * 5000, "..%2f..", "é"])
def test_a_link_that_was_never_ours_says_so(token: str) -> None:
    answer = Client().get(f"/aanmelden/link/{token}")
    assert answer.status_code in {404, 410}


def test_a_link_with_the_seal_of_another_is_worthless() -> None:
    number = link_for("een@voorbeeld.example").rpartition("/")[2].split(".")[0]
    _, when, seal = link_for("ander@voorbeeld.example").rpartition("/")[2].split(".")
    assert Client().post(f"/aanmelden/link/{number}.{when}.{seal}").status_code == 410


def test_the_address_is_not_in_the_link_nor_is_the_page_that_was_wanted() -> None:
    link = link_for("nieuw@voorbeeld.example", next="/mijn/onderneming/geheim")
    decoded = [signing.b64_decode(part.encode() + b"=" * 0) for part in re.findall(r"[\w-]{22,}", link)]
    assert not any(b"nieuw" in part or b"geheim" in part for part in decoded)


# -- what nobody should find out


def test_known_unknown_and_closed_get_the_same_answer_the_same_mail_and_the_same_work(
    colleague: Colleague,
) -> None:
    colleague("adrie", Role.ADMINISTRATOR)
    colleague("anna")
    deactivate(person=colleague("karel"), actor="test")
    ask(Client(), "eerst@voorbeeld.example")  # which begins the count of this network
    answers, work, texts = [], [], []
    for name in ("anna", "karel", "niemand"):
        with CaptureQueriesContext(connection) as queries:
            answers.append(ask(Client(), f"{name}@voorbeeld.example"))
        work.append([" ".join(one["sql"].split()[:3]).split('"s')[0] for one in queries])
        notice = Notice.objects.get(address=f"{name}@voorbeeld.example")
        texts.append((notice.subject, notice.text.replace(link_in(notice), "")))
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/aanmelden/verstuurd")}
    assert len(set(map(str, work))) == 1
    assert len(set(texts)) == 1


def test_a_closed_account_gets_the_answer_of_a_used_link(colleague: Colleague) -> None:
    colleague("adrie", Role.ADMINISTRATOR)
    deactivate(person=colleague("karel"), actor="test")
    browser = Client()
    answer = browser.post(link_for("karel@voorbeeld.example"))
    assert (answer.status_code, Page(answer).one("h1")) == (410, STALE)
    assert browser.get("/mijn").status_code == 302


# -- what strangers try


@pytest.mark.parametrize("further", ELSEWHERE)
def test_the_link_leads_to_no_other_site(further: str) -> None:
    assert Client().post(link_for("nieuw@voorbeeld.example", next=further))["Location"] == "/mijn"


@pytest.mark.parametrize("further", ELSEWHERE)
def test_the_page_carries_no_other_site_along(further: str) -> None:
    shown = Client().get("/aanmelden", {"next": further})
    assert Page(shown).attributes("input[name=next]", "value") == []
    refused = Client().post("/aanmelden/link", {"email": "geen adres", "next": further})
    assert Page(refused).attributes("input[name=next]", "value") == []


@pytest.mark.parametrize(
    "email",
    [
        "",
        "geen adres",
        "anna@voorbeeld.example\r\nBcc: x@kwaad.example",
        "a@b.c, x@y.z",
        "\x00",
        "x" * 300 + "@b.example",
    ],
)
def test_what_is_no_address_is_mailed_nothing(email: str) -> None:
    answer = ask(Client(), email, next="/mijn/account")
    assert (answer.status_code, faults(answer)) == (422, [])
    assert Page(answer).all(".utrecht-form-field-error-message") != []
    assert Page(answer).attributes("input[name=next]", "value") == ["/mijn/account"] * 2
    assert not Notice.objects.exists()


def test_the_link_names_the_site_whatever_a_request_says(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["impact.example.nl", "intern.example.nl"]
    settings.SITE_ADDRESS = "https://impact.example.nl"
    Client().post(
        "/aanmelden/link",
        {"email": "anna@voorbeeld.example"},
        headers={"host": "intern.example.nl", "x-forwarded-host": "kwaad.example"},
    )
    assert "https://impact.example.nl/aanmelden/link/" in Notice.objects.get().text
    assert "intern" not in Notice.objects.get().text


def test_a_host_that_is_not_ours_gets_no_answer() -> None:
    answer = Client().post(
        "/aanmelden/link", {"email": "anna@voorbeeld.example"}, headers={"host": "kwaad.example"}
    )
    assert (answer.status_code, Notice.objects.exists()) == (400, False)


def test_a_session_from_before_signing_in_is_not_the_one_after() -> None:
    browser = Client()
    session = browser.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    browser.cookies["sessionid"] = planted
    browser.post(link_for("nieuw@voorbeeld.example"))
    assert browser.session.session_key not in {None, planted}
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/mijn").status_code == 302


def test_who_was_signed_in_as_somebody_else_is_not_any_more(colleague: Colleague) -> None:
    browser = signed_in(colleague("eddy"))
    browser.post(link_for("nieuw@voorbeeld.example"))
    assert "nieuw@voorbeeld.example" in Page(browser.get("/mijn/account")).text


def test_a_form_of_another_site_asks_and_opens_nothing() -> None:
    link = link_for("nieuw@voorbeeld.example")
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/aanmelden/link", {"email": "a@voorbeeld.example"}).status_code == 403
    assert browser.post(link).status_code == 403
    assert Notice.objects.count() == 1
    token = Page(browser.get(link)).attributes("input[name=csrfmiddlewaretoken]", "value")[0]
    assert browser.post(link, {"csrfmiddlewaretoken": token}).status_code == 302


def test_an_address_is_mailed_at_most_four_in_ten_minutes() -> None:
    answers = [ask(Client(), "anna@voorbeeld.example") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 302, 429]
    assert Page(answers[-1]).one("h1") == "Even wachten"
    assert Notice.objects.count() == 4
    assert ask(Client(), "ander@voorbeeld.example").status_code == 302


def test_a_network_asks_for_at_most_twenty_in_ten_minutes() -> None:
    statuses = [ask(Client(), f"naam{number}@voorbeeld.example").status_code for number in range(21)]
    assert statuses == [302] * 20 + [429]


def test_links_cannot_be_tried_for_ever() -> None:
    statuses = [Client().post("/aanmelden/link/geraden").status_code for _ in range(31)]
    assert statuses == [410] * 30 + [429]


def test_a_mail_with_a_link_is_dropped_a_week_after_it_was_sent(home: RegionFolder) -> None:
    link_for("nieuw@voorbeeld.example")
    notice = Notice.objects.get()
    later = notice.queued_at + timedelta(days=8)
    carry_out(home, later)
    assert Notice.objects.exists()  # not sent yet
    Notice.objects.update(state=NoticeState.SENT)
    carry_out(home, notice.queued_at + timedelta(days=6))
    assert Notice.objects.exists()
    carry_out(home, later)
    assert not Notice.objects.exists()


def test_what_was_pushed_out_of_the_shared_values_opens_nothing() -> None:
    link = link_for("nieuw@voorbeeld.example")
    cache.clear()
    assert Client().post(link).status_code == 410


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_pages_are_whole_and_kept_by_nobody(language: str) -> None:
    for path in ("/aanmelden", "/aanmelden/verstuurd"):
        answer = Client().get(language + path)
        assert faults(answer) == []
        assert Page(answer).attributes("meta[name=robots]", "content") == ["noindex"]
        assert "no-store" in answer["Cache-Control"]


def test_asking_is_a_form() -> None:
    assert Client().get("/aanmelden/link").status_code == 405
