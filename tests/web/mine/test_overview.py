# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kapstok.accounts.actions import add_administrator, deactivate
from kapstok.accounts.enums import Function, OrganisationKind
from kapstok.accounts.inviting import invite_member
from kapstok.accounts.models import Invitation, Organisation, Person
from kapstok.core.clock import now
from kapstok.enterprises.models import Enterprise, Ownership
from kapstok.notices.models import Message
from tests.accounts.people import functions_of, organisation, somebody
from tests.web.beheer.conftest import signed_in
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback

HERE = "/mijn"


def owned(slug: str, name: str = "De Gouden Bezem") -> Organisation:
    """The organisation that acts for an enterprise, as a granted claim makes it."""
    made = organisation(OrganisationKind.ENTERPRISE, name)
    Ownership.objects.create(enterprise=Enterprise.objects.get(slug=slug), organisation=made, since=now())
    return made


def invited(email: str, **facts: object) -> Invitation:
    return invite_member(
        organisation=facts.get("organisation") or organisation(name="Gemeente <b>Zwolle"),  # type: ignore[arg-type]
        email=email,
        functions=[Function.BUYER],
        actor="test",
    )


@pytest.fixture
def iris(east: RegionOnLoopback) -> Person:
    return somebody("iris")


def test_nobody_is_sent_to_sign_in_and_back(east: RegionOnLoopback, client: Client) -> None:
    answer = client.get(HERE)
    assert (answer.status_code, "next=%2Fmijn" in answer["Location"]) == (302, True)


def test_who_acts_for_nobody_is_told_how_to_begin(iris: Person) -> None:
    answer = signed_in(iris).get(HERE)
    page = Page(answer)
    assert "U bent aangemeld als iris@voorbeeld.example." in page.text
    assert "U treedt nog voor niemand op" in page.all("h2")
    assert "Zoek uw onderneming" in page.all("h2")
    assert page.attributes("meta[name=robots]", "content") == ["noindex"]
    assert "no-store" in answer["Cache-Control"]
    assert faults(answer) == []


def test_an_enterprise_is_found_by_a_part_of_its_name_listed_or_not(iris: Person) -> None:
    browser = signed_in(iris)
    found = Page(browser.get(HERE, {"naam": "licht"}))
    assert found.links("#zoeken ~ ul a") == {
        "Kaarsenmakerij Oud Licht": "/onderneming/kaarsenmakerij-oud-licht"
    }
    assert "Deventer" in found.one("#zoeken ~ ul li")
    assert "Wij vonden geen onderneming" in Page(browser.get(HERE, {"naam": "<b>niets"})).text
    assert b"<b>niets" not in browser.get(HERE, {"naam": "<b>niets"}).content


def test_what_is_withheld_is_not_found(iris: Person) -> None:
    Enterprise.objects.filter(slug="de-gouden-bezem").update(withheld=True)
    assert "Wij vonden geen onderneming" in Page(signed_in(iris).get(HERE, {"naam": "Bezem"})).text


def test_an_enterprise_stands_with_how_it_is_today(iris: Person) -> None:
    anna = somebody("anna", Function.ENTREPRENEUR, Function.MANAGER, of=owned("de-gouden-bezem"))
    bert = somebody(
        "bert", Function.MANAGER, of=owned("kaarsenmakerij-oud-licht", "Kaarsenmakerij Oud Licht")
    )
    page = Page(signed_in(anna).get(HERE))
    assert "Staat in het aanbod." in page.one("#ondernemingen + ul > li")
    assert "PSO trede 3" in page.one("#ondernemingen + ul .kapstok-chips li:first-child")
    assert page.all("tbody tr") == ["De Gouden Bezem Onderneming Ondernemer, Toegangsbeheerder"]
    assert "U treedt nog voor niemand op" not in page.text
    assert "Staat nu niet in het aanbod." in Page(signed_in(bert).get(HERE)).one("#ondernemingen + ul > li")
    assert "Gouden Bezem" not in Page(signed_in(bert).get(HERE)).text


def test_an_invitation_is_shown_to_whose_address_it_is_and_to_nobody_else(iris: Person) -> None:
    number = invited("Iris@voorbeeld.example").pk
    answer = signed_in(iris).get(HERE)
    page = Page(answer)
    assert page.one("#uitnodigingen + ul h3") == "Gemeente <b>Zwolle"
    assert page.attributes("#uitnodigingen + ul form", "action") == [
        f"/mijn/uitnodigingen/{number}/aannemen",
        f"/mijn/uitnodigingen/{number}/afslaan",
    ]
    assert faults(answer) == []
    assert "Zwolle" not in Page(signed_in(somebody("mallory")).get(HERE)).text


def test_taking_an_invitation_lets_somebody_act_and_tells_the_manager(iris: Person) -> None:
    zwolle = organisation(OrganisationKind.MUNICIPALITY, "Zwolle")
    anna = somebody("anna", Function.MANAGER, of=zwolle)
    number = invited("iris@voorbeeld.example", organisation=zwolle).pk
    after = Page(signed_in(iris).post(f"/mijn/uitnodigingen/{number}/aannemen", follow=True))
    assert "U treedt nu op voor Zwolle." in after.text
    assert after.all("tbody tr") == ["Zwolle Gemeente Inkoper"]
    assert functions_of(iris, zwolle) == {"buyer"}
    told = Message.objects.get()
    assert (told.person, told.topic) == (anna, "members")
    assert "iris" not in f"{told.subject}{told.text}"


def test_refusing_an_invitation_ends_it(iris: Person) -> None:
    one = invited("iris@voorbeeld.example")
    browser = signed_in(iris)
    after = Page(browser.post(f"/mijn/uitnodigingen/{one.pk}/afslaan", follow=True))
    assert "U sloeg de uitnodiging" in after.text
    assert functions_of(iris, one.organisation) == set()
    assert browser.post(f"/mijn/uitnodigingen/{one.pk}/aannemen").status_code == 404


@pytest.mark.parametrize("answer", ["aannemen", "afslaan"])
def test_nobody_answers_for_somebody_else(iris: Person, answer: str) -> None:
    one = invited("iris@voorbeeld.example")
    path = f"/mijn/uitnodigingen/{one.pk}/{answer}"
    assert signed_in(somebody("mallory")).post(path).status_code == 404
    assert Client().post(path).status_code == 302
    assert signed_in(iris).get(path).status_code == 405
    assert Invitation.objects.filter(pk=one.pk).exists()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(iris)
    assert browser.post(path).status_code == 403


def test_who_is_shut_out_sees_nothing(iris: Person) -> None:
    add_administrator(email="adrie@voorbeeld.example", actor="test")
    browser = signed_in(iris)
    deactivate(person=iris, actor="test")
    assert browser.get(HERE).status_code == 302


def test_the_number_of_queries_does_not_grow_with_what_somebody_acts_for(iris: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(HERE).status_code == 200
        return len(captured)

    browser = signed_in(iris)
    for number, slug in enumerate(("de-gouden-bezem", "groenwerk-twente", "lunchroom-de-linde")):
        made = owned(slug, slug)
        made.mandates.create(person=iris, function="manager", since=now())
        invited("iris@voorbeeld.example", organisation=organisation(name=f"Nummer {number}"))
        if number == 0:
            one = queries()
    assert queries() == one


def test_it_is_in_english_too(iris: Person) -> None:
    invited("iris@voorbeeld.example")
    page = Page(signed_in(iris).get("/en/mijn"))
    assert "Invitations for you" in page.all("h2")
    assert "Find your enterprise" in page.all("h2")
