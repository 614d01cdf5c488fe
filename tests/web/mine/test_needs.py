# SPDX-License-Identifier: EUPL-1.2
"""What a buyer asks of enterprises, from a found enterprise to a read question, as both go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from kapstok.enterprises.models import Enterprise
from kapstok.notices.models import Message
from kapstok.procurement import needs as policy
from kapstok.procurement.models import Need, NeedSent
from tests.enterprises.owners import buyer_of, editor, owner_of, person
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback, crowd, ladder

BEZEM, LINDE, HOGELAND = "de-gouden-bezem", "lunchroom-de-linde", "drukkerij-het-hogeland"
SENT, NEW = "/mijn/vragen", "/mijn/vragen/nieuw"
RECEIVED = f"/mijn/onderneming/{BEZEM}/vragen"


@pytest.fixture
def buyer(east: RegionOnLoopback) -> Client:
    client = Client()
    client.force_login(buyer_of())
    return client


def owner(slug: str = BEZEM, email: str = "olga@voorbeeld.example") -> Client:
    client = Client()
    client.force_login(owner_of(Enterprise.objects.get(slug=slug), email))
    return client


def send(client: Client, *slugs: str, **more: str) -> HttpResponse:
    form = Page(client.get(NEW, {"o": slugs}))
    organisation = form.attributes("input[name=organisation]", "value")
    given = {
        "organisation": organisation,
        "title": "Ramen",
        "text": "Twee keer per jaar.",
        "enterprises": slugs,
    }
    return client.post(NEW, {**given, **more})


def test_from_the_page_of_an_enterprise_to_its_people_and_back(buyer: Client) -> None:
    olga = owner()
    page = Page(buyer.get(f"/onderneming/{BEZEM}"))
    assert page.links()["Stel een vraag"] == f"{NEW}?o={BEZEM}"
    form = buyer.get(f"{NEW}?o={BEZEM}")
    assert (form.status_code, faults(form)) == (200, [])
    assert Page(form).attributes("input[name=enterprises][checked]", "value") == [BEZEM]
    answer = send(buyer, BEZEM)
    assert (answer.status_code, answer["Location"]) == (302, SENT)
    assert Message.objects.get().person.email == "olga@voorbeeld.example"

    inbox = olga.get(RECEIVED)
    assert faults(inbox) == []
    assert "mailto:bas@zwolle.example" in Page(inbox).links().values()
    assert "verstuurd" in Page(buyer.get(SENT)).text
    (sent,) = NeedSent.objects.all()
    assert sent.opened_at is None
    assert olga.post(f"{RECEIVED}/{sent.pk}/gelezen").status_code == 302
    assert "gelezen op" in Page(buyer.get(SENT)).text
    assert not Page(olga.get(RECEIVED)).all("form[action$=gelezen]")


def test_looking_at_a_question_says_nothing_to_the_buyer(buyer: Client) -> None:
    olga = owner()
    send(buyer, BEZEM)
    olga.get(RECEIVED)
    assert NeedSent.objects.get().opened_at is None
    assert "gelezen op" not in Page(buyer.get(SENT)).text


def test_an_enterprise_without_people_is_named_with_what_registers_say(buyer: Client) -> None:
    owner(LINDE, "lies@voorbeeld.example")
    send(buyer, BEZEM, LINDE)
    answer = buyer.get(SENT)
    assert faults(answer) == []
    page = Page(answer)
    assert "niet verstuurd" in page.text
    assert "mailto:info@goudenbezem.example" in page.links().values()
    assert Message.objects.count() == 1


def test_visitors_pages_stay_the_same_and_others_have_no_link(buyer: Client) -> None:
    for client in (Client(), owner()):
        answer = client.get(f"/onderneming/{BEZEM}")
        assert "Stel een vraag" not in Page(answer).text
    assert not Client().get(f"/onderneming/{BEZEM}").cookies


def test_from_a_list_at_most_ten_of_it_are_asked(buyer: Client, east: RegionOnLoopback) -> None:
    east.sync(ladder=[*ladder(east.today), *crowd(11)])
    slugs = [f"werkplaats-{number}" for number in range(11)]
    for slug in slugs:
        buyer.post("/lijst/bewaar", {"onderneming": slug}, headers={"sec-fetch-site": "same-origin"})
    assert Page(buyer.get("/lijst")).links()["Stel een vraag"] == NEW
    assert len(Page(buyer.get(NEW)).all("input[name=enterprises]")) == 11
    refused = send(buyer, *slugs)
    assert refused.status_code == 422
    assert "Kies er hoogstens tien" in Page(refused).one("[id$=enterprises_error]")
    assert send(buyer, *slugs[:10]).status_code == 302
    assert NeedSent.objects.count() == 10


def test_only_who_is_listed_can_be_asked(buyer: Client) -> None:
    page = Page(buyer.get(NEW, {"o": [HOGELAND, "bestaat-niet", "../../x", "x" * 300]}))
    assert "Drukkerij Het Hogeland" in page.one(".utrecht-alert")
    assert not page.all("form input[name=enterprises]")
    assert send(buyer, BEZEM, enterprises=HOGELAND).status_code == 422
    assert not Need.objects.exists()


def test_what_is_wrong_is_said_and_what_was_typed_stays(buyer: Client, east: RegionOnLoopback) -> None:
    late = (east.today - timedelta(days=1)).isoformat()
    answer = send(buyer, BEZEM, title="  ", text="Twee keer <b>per</b> jaar", answer_by=late)
    page = Page(answer)
    assert (answer.status_code, faults(answer)) == (422, [])
    assert len(page.all(".utrecht-form-field-error-message")) == 2
    assert page.one("textarea") == "Twee keer <b>per</b> jaar"


def test_an_organisation_that_asked_enough_today_waits(
    buyer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "MOST_A_DAY", 1)
    assert send(buyer, BEZEM).status_code == 302
    answer = send(buyer, BEZEM)
    assert answer.status_code == 422
    assert "Probeer het morgen weer" in Page(answer).one(".utrecht-alert--error")


def test_an_enterprise_that_was_asked_enough_today_is_named(buyer: Client) -> None:
    for _time in range(policy.MOST_TO_ONE_A_DAY):
        assert send(buyer, BEZEM).status_code == 302
    answer = send(buyer, BEZEM, LINDE)
    page = Page(answer)
    assert (answer.status_code, faults(answer)) == (422, [])
    assert "al drie keer iets aan De Gouden Bezem." in page.one("[id$=enterprises_error]")
    assert page.one("textarea") == "Twee keer per jaar."
    assert send(buyer, LINDE).status_code == 302


def test_who_unticks_every_enterprise_keeps_the_choice_and_what_was_typed(buyer: Client) -> None:
    form = Page(buyer.get(NEW, {"o": BEZEM}))
    hidden = dict(
        zip(
            form.attributes("form[action$=nieuw] input[type=hidden]", "name"),
            form.attributes("form[action$=nieuw] input[type=hidden]", "value"),
            strict=True,
        )
    )
    for shown, boxes in ((hidden, [BEZEM]), ({"organisation": hidden["organisation"]}, [])):
        answer = buyer.post(NEW, {**shown, "title": "Ramen", "text": "Twee keer per jaar."})
        page = Page(answer)
        assert (answer.status_code, faults(answer)) == (422, [])
        assert page.one("[id$=enterprises_error]") == "Kies een onderneming of meer."
        assert page.attributes("input[name=enterprises]", "value") == boxes
        assert page.attributes("input[name=title]", "value") == ["Ramen"]
        assert page.one("textarea") == "Twee keer per jaar."


def test_nobody_asks_in_the_name_of_another_organisation(buyer: Client) -> None:
    other = buyer_of("Gemeente Deventer", "dirk@deventer.example")
    own, theirs = Page(buyer.get(NEW, {"o": BEZEM})), other.mandates.get().organisation_id
    for forged in (str(theirs), "5", "x"):
        answer = send(buyer, BEZEM, organisation=forged)
        page = Page(answer)
        assert (answer.status_code, faults(answer)) == (422, [])
        assert page.one(".utrecht-alert--error") == "Namens deze organisatie kunt u niets vragen."
        kept = page.attributes("input[name=organisation]", "value")
        assert kept == own.attributes("input[name=organisation]", "value")
    send(buyer, BEZEM)
    dirk = Client()
    dirk.force_login(other)
    assert "Ramen" not in Page(dirk.get(SENT)).text


def test_only_buyers_ask_and_only_its_people_read(buyer: Client) -> None:
    send(buyer, BEZEM)
    number = NeedSent.objects.get().pk
    hans, nobody, iris, eddy = owner(HOGELAND, "hans@voorbeeld.example"), Client(), Client(), Client()
    iris.force_login(person("iris@voorbeeld.example"))
    eddy.force_login(editor())
    for path in (SENT, NEW, RECEIVED):
        assert nobody.get(path).status_code == 302
        for client in (hans, iris, eddy):
            assert client.get(path).status_code == 403
    assert buyer.get(RECEIVED).status_code == 403
    for client in (hans, iris, eddy, buyer):
        assert client.post(f"{RECEIVED}/{number}/gelezen").status_code == 403
    assert hans.post(f"/mijn/onderneming/{HOGELAND}/vragen/{number}/gelezen").status_code == 404
    assert NeedSent.objects.get().opened_at is None


def test_what_nobody_reached_is_not_shown_to_who_comes_later(buyer: Client) -> None:
    send(buyer, BEZEM)
    assert "U kreeg nog geen vraag" in Page(owner().get(RECEIVED)).text


def test_hostile_words_are_words(buyer: Client) -> None:
    olga = owner()
    send(buyer, BEZEM, title="<script>alert(1)</script>", text='"><img src=x onerror=alert(1)>\u202e')
    for answer in (buyer.get(SENT), olga.get(RECEIVED)):
        assert faults(answer) == []
        assert "<script>alert" not in answer.content.decode()
        assert "<img" not in answer.content.decode()


def test_before_anything_was_asked_it_says_how(buyer: Client) -> None:
    assert "U vroeg nog niets" in Page(buyer.get(SENT)).text
    assert "Kies eerst een onderneming" in Page(buyer.get(NEW)).text
    assert Page(buyer.get("/mijn")).links()["Vragen aan ondernemingen"] == SENT
