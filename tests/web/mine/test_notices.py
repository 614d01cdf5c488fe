# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import importlib
import pkgutil

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import kapstok
from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.enterprises.topics import RENEWALS
from kapstok.notices.choosing import choose, chosen
from kapstok.notices.models import Message
from kapstok.notices.telling import Words, tell
from kapstok.notices.topics import DIGEST_ID, Delivery, Topic
from kapstok.notices.unsubscribing import CHOICES, PAGE, token
from kapstok.registers.topics import REGISTERS
from kapstok.web.mine.notice_topics import FOR_EDITORS, TOPICS, topics_for
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback

INBOX = "/mijn/berichten"
HOSTILE = "<script>alert(1)</script>\"' \u202eolla"

pytestmark = pytest.mark.usefixtures("region")


@pytest.fixture
def anna(region: RegionOnLoopback) -> Person:
    return Person.objects.create(email="anna@voorbeeld.example", joined_at=now())


@pytest.fixture
def browser(anna: Person) -> Client:
    client = Client()
    client.force_login(anna)
    return client


def told(
    person: Person, key: str = "label:1", subject: str = "Uw label loopt af", text: str = "Op 3 maart."
) -> Message:
    words = Words(subject, text)
    tell(people=[person], topic=RENEWALS, key=key, words=lambda: words, path="/mijn/labels")
    return Message.objects.get(person=person, key=key)


def way_out(person: Person, topic: str = RENEWALS.id) -> str:
    return f"{PAGE}{token(person.pk, topic)}"


def test_what_one_was_told_stands_in_a_list_the_newest_first(anna: Person, browser: Client) -> None:
    told(anna)
    told(anna, "label:2", HOSTILE)
    answer = browser.get(INBOX)
    page = Page(answer)
    assert page.one(".kapstok-lead") == "U heeft 2 ongelezen berichten."
    assert page.all(".kapstok-inbox__line > p:first-child") == [
        "Nieuw <script>alert(1)</script>\"' olla",
        "Nieuw Uw label loopt af",
    ]
    assert "Berichten 2" in page.all(".kapstok-desk__link")
    assert faults(answer) == []


def test_an_empty_list_says_what_will_stand_there(browser: Client) -> None:
    assert "Er zijn nog geen berichten" in Page(browser.get(INBOX)).all("h2")


def test_opening_a_message_reads_it_and_leads_to_its_page(anna: Person, browser: Client) -> None:
    message = told(anna, text=f"Op 3 maart.\n\n{HOSTILE}")
    answer = browser.get(f"{INBOX}/{message.pk}")
    page = Page(answer)
    assert page.one("h1") == "Uw label loopt af"
    assert "<script>alert(1)</script>" in page.one(".kapstok-lines")
    assert page.links()["Naar deze pagina"] == "/mijn/labels"
    assert faults(answer) == []
    assert Page(browser.get(INBOX)).one(".kapstok-lead") == "U heeft alles gelezen."
    english = Page(browser.get(f"/en{INBOX}/{message.pk}"))
    assert english.links()["Go to this page"] == "/en/mijn/labels"
    assert english.attributes("h1", "lang") == ["nl"]


def test_nobody_reads_what_somebody_else_was_told(anna: Person, browser: Client) -> None:
    other = Person.objects.create(email="bram@voorbeeld.example", joined_at=now())
    message = told(other)
    assert browser.get(f"{INBOX}/{message.pk}").status_code == 404
    browser.post(f"{INBOX}/gelezen")
    assert Message.objects.get().read_at is None
    assert "/aanmelden" in Client().get(f"{INBOX}/{message.pk}").headers["Location"]


def test_everything_is_read_with_one_button(anna: Person, browser: Client) -> None:
    told(anna)
    told(anna, "label:2")
    assert browser.get(f"{INBOX}/gelezen").status_code == 405
    assert browser.post(f"{INBOX}/gelezen").headers["Location"] == INBOX
    assert not Message.objects.filter(read_at=None).exists()
    assert Client(enforce_csrf_checks=True).post(f"{INBOX}/gelezen").status_code == 403


def test_a_long_list_has_pages_and_asks_the_database_no_more(anna: Person, browser: Client) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    told(anna)
    few = queries(INBOX)
    for number in range(27):
        told(anna, f"label:{number}")
    assert queries(INBOX) == few
    assert len(Page(browser.get(INBOX)).all(".kapstok-inbox__line")) == 25
    assert len(Page(browser.get(f"{INBOX}?pagina=2")).all(".kapstok-inbox__line")) == 2


def test_people_choose_how_they_hear_of_each_topic(anna: Person, browser: Client) -> None:
    answer = browser.get(CHOICES)
    page = Page(answer)
    assert page.all("legend") == [str(topic.title) for topic in TOPICS if topic not in FOR_EDITORS]
    assert faults(answer) == []
    mine = [topic for topic in TOPICS if topic not in FOR_EDITORS]
    wanted = {topic.id: "site" for topic in mine} | {RENEWALS.id: "digest", REGISTERS.id: "site"}
    assert browser.post(CHOICES, wanted).headers["Location"] == CHOICES
    kept = chosen(anna, TOPICS)
    assert (kept[RENEWALS.id], kept[REGISTERS.id]) == (Delivery.DIGEST, REGISTERS.default)
    assert "Uw keuzes zijn bewaard." in Page(browser.get(CHOICES)).text
    assert Page(browser.get(CHOICES)).attributes(f"input[name={RENEWALS.id}][checked]", "value") == ["digest"]


@pytest.mark.parametrize("value", ["", "nooit", "at_once\x00"])
def test_a_choice_that_is_none_is_said_and_nothing_is_kept(anna: Person, browser: Client, value: str) -> None:
    answer = browser.post(CHOICES, {RENEWALS.id: value})
    assert answer.status_code == 422
    assert "Uw keuzes zijn nog niet bewaard" in Page(answer).text
    assert chosen(anna, [RENEWALS])[RENEWALS.id] == RENEWALS.default


def test_an_editor_chooses_about_the_work_too(anna: Person) -> None:
    assert topics_for(anna) == tuple(topic for topic in TOPICS if topic not in FOR_EDITORS)
    anna.role = Role.EDITOR
    assert topics_for(anna) == TOPICS


def test_every_topic_of_every_room_can_be_chosen() -> None:
    stated = set()
    for module in pkgutil.walk_packages(kapstok.__path__, "kapstok."):
        if module.name.rpartition(".")[2] == "topics":
            found = vars(importlib.import_module(module.name)).values()
            stated |= {one for one in found if isinstance(one, Topic)}
    assert stated == set(TOPICS)
    assert len({topic.id for topic in TOPICS}) == len(TOPICS)
    assert set(TOPICS) >= FOR_EDITORS


# unsubscribing, without signing in


def test_the_link_in_a_mail_leads_to_the_page(anna: Person) -> None:
    assert reverse("unsubscribe", args=[token(anna.pk, "x")]) == way_out(anna, "x")
    assert reverse("mine_notices_choices") == CHOICES


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_mail_program_unsubscribes_by_itself_without_cookie_or_token(anna: Person, prefix: str) -> None:
    client = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = client.post(prefix + way_out(anna), {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, len(answer.cookies)) == (200, 0)
    assert chosen(anna, [RENEWALS])[RENEWALS.id] == Delivery.SITE


def test_a_reader_is_asked_first_and_the_button_needs_no_sign_in(anna: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.get(way_out(anna))
    page = Page(answer)
    assert (
        page.one(".kapstok-lead")
        == "U krijgt nu mail over: Labels die aflopen. Wilt u daarover geen mail meer?"
    )
    assert chosen(anna, [RENEWALS])[RENEWALS.id] == RENEWALS.default
    assert faults(answer) == []
    assert anna.email not in answer.content.decode()
    (action,) = page.attributes("main form", "action")
    assert action == way_out(anna)
    assert "U bent afgemeld" in Page(client.post(action)).text


def test_the_mail_of_the_day_ends_for_all_that_was_in_it(anna: Person) -> None:
    choose(person=anna, deliveries={RENEWALS.id: Delivery.DIGEST})
    assert "één mail per dag" in Page(Client().get(way_out(anna, DIGEST_ID))).one(".kapstok-lead")
    Client().post(way_out(anna, DIGEST_ID))
    assert Delivery.DIGEST not in chosen(anna, TOPICS).values()


def test_a_topic_that_is_no_more_can_be_ended(anna: Person) -> None:
    assert "dit onderwerp" in Page(Client().get(way_out(anna, "gone"))).one(".kapstok-lead")
    assert Client().post(way_out(anna, "gone")).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_we_never_mailed_leads_nowhere(anna: Person, method: str) -> None:
    for bad in (f"{PAGE}x", way_out(anna)[:-2], f"{way_out(anna)}x", f"{PAGE}a:b", f"{PAGE}%00"):
        assert getattr(Client(), method)(bad).status_code == 404
    assert chosen(anna, [RENEWALS])[RENEWALS.id] != Delivery.SITE


def test_it_opens_to_no_other_method(anna: Person) -> None:
    assert Client().put(way_out(anna)).status_code == 405
