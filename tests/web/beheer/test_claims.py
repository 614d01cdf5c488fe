# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from kapstok.accounts.models import Invitation, Person
from kapstok.core.clock import now
from kapstok.enterprises.claiming import actions
from kapstok.enterprises.claiming.queries import offers_of
from kapstok.enterprises.enums import ProofKind
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.enterprises.ownership import people_of
from kapstok.notices.models import Message
from tests.web.mine.owners import owner
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback

LIST = "/beheer/claims"
HOSTILE = "<script>alert(1)</script>\"'<b>\u202egnihton\x07\nregel twee"


def bezem() -> Enterprise:
    return Enterprise.objects.get(slug="de-gouden-bezem")


def claimed(east: RegionOnLoopback, proof: ProofKind, name: str = "anna", message: str = "Van mij.") -> Claim:
    rules = ListingRules.of(east.folder.region())
    person, _ = Person.objects.get_or_create(email=f"{name}@elders.example", defaults={"joined_at": now()})
    offers = offers_of(bezem(), east.today, rules)
    target = next(offer.target for offer in offers if offer.proof is proof)
    return actions.claim(
        enterprise=bezem(), person=person, proof=proof, target=target, today=east.today, rules=rules, message=message,
    )  # fmt: skip


def test_claims_wait_in_a_list_and_on_the_overview(east: RegionOnLoopback, editor: Client) -> None:
    assert "Er wacht geen claim op u" in Page(editor.get(LIST)).all("h2")
    claimed(east, ProofKind.EDITOR)
    claimed(east, ProofKind.LETTER, "bram")
    claimed(east, ProofKind.PAGE, "cato")
    answer = editor.get(LIST)
    assert faults(answer) == []
    page = Page(answer)
    assert page.all("tbody td:nth-child(2)") == ["anna@elders.example", "bram@elders.example"]
    assert "Claims 2" in page.all(".kapstok-desk__link")
    assert "2 claims op ondernemingen wachten" in Page(editor.get("/beheer")).text
    under_way = editor.get(f"{LIST}?lijst=loopt")
    assert faults(under_way) == []
    assert Page(under_way).all("tbody td:nth-child(2)") == ["cato@elders.example"]
    assert "Hier is geen claim" in Page(editor.get(f"{LIST}?lijst=besloten")).all("h2")


def test_an_editor_grants_a_claim(east: RegionOnLoopback, editor: Client) -> None:
    claim = claimed(east, ProofKind.EDITOR)
    there = f"{LIST}/{claim.pk}"
    answer = editor.get(there)
    assert faults(answer) == []
    page = Page(answer)
    assert page.one("blockquote") == "Van mij."
    assert "De aanvrager kan het niet zelf bewijzen." in page.all("#waarom ~ ul li")
    assert page.attributes("input[name=verdict]", "value") == ["grant", "refuse"]
    assert editor.post(f"{there}/besluit", {"verdict": "grant"}).status_code == 422
    assert editor.post(f"{there}/besluit", {"verdict": "join", "reason": "x"}).status_code == 422
    assert editor.post(f"{there}/besluit", {"verdict": "grant", "reason": "Gebeld."}).status_code == 302
    assert [one.email for one in people_of(bezem())] == ["anna@elders.example"]
    after = Page(editor.get(there))
    assert "Gebeld." in after.text
    assert after.all("form[action$=besluit]") == []
    assert Page(editor.get(f"{LIST}?lijst=besloten")).all("tbody td:last-child") == ["Toegekend"]


def test_where_somebody_acts_there_is_beside_and_in_place_of(east: RegionOnLoopback, editor: Client) -> None:
    ine = owner("de-gouden-bezem")
    claim = claimed(east, ProofKind.EDITOR)
    there = f"{LIST}/{claim.pk}"
    page = Page(editor.get(there))
    assert page.attributes("input[name=verdict]", "value") == ["join", "replace", "refuse"]
    assert "ine@voorbeeld.example" in page.text
    assert "Er treedt al iemand op voor deze onderneming." in page.all("#waarom ~ ul li")
    editor.post(f"{there}/besluit", {"verdict": "replace", "reason": "Verkocht."})
    assert [one.email for one in people_of(bezem())] == ["anna@elders.example"]
    assert "Verkocht." in Message.objects.get(person=ine, key__endswith="replaced").text


def test_two_who_claim_it_are_shown_to_each_other_s_editor(east: RegionOnLoopback, editor: Client) -> None:
    claim, other = claimed(east, ProofKind.EDITOR), claimed(east, ProofKind.EDITOR, "bram")
    assert Page(editor.get(f"{LIST}/{claim.pk}")).links("#ook ~ ul a") == {
        "bram@elders.example": f"{LIST}/{other.pk}"
    }


def test_a_refusal_is_read_by_the_claimant(east: RegionOnLoopback, editor: Client, client: Client) -> None:
    claim = claimed(east, ProofKind.EDITOR)
    editor.post(f"{LIST}/{claim.pk}/besluit", {"verdict": "refuse", "reason": "Werkt er niet <meer>."})
    client.force_login(claim.person)
    page = Page(client.get(f"/mijn/claims/{claim.pk}"))
    assert page.one("blockquote") == "Werkt er niet <meer>."


def test_a_letter_is_made_and_posted(east: RegionOnLoopback, editor: Client) -> None:
    claim = claimed(east, ProofKind.LETTER)
    there = f"{LIST}/{claim.pk}"
    assert "Bezemstraat 12" in Page(editor.get(there)).text
    editor.post(f"{there}/verstuurd")
    assert "Maak eerst de brief" in Page(editor.get(there)).one(".kapstok-flashes")
    answer = editor.post(f"{there}/brief")
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"%PDF")
    editor.post(f"{there}/verstuurd")
    after = editor.get(there)
    assert faults(after) == []
    assert "Op de post gedaan op" in Page(after).text
    assert Claim.objects.get().sent_at is not None
    assert editor.post(f"{LIST}/{claimed(east, ProofKind.PAGE, 'bram').pk}/brief").status_code == 302


def test_nobody_decides_about_their_own_claim(east: RegionOnLoopback, editor: Client) -> None:
    claim = claimed(east, ProofKind.EDITOR)
    Claim.objects.update(person=Person.objects.get(email="eddy@voorbeeld.example"))
    editor.post(f"{LIST}/{claim.pk}/besluit", {"verdict": "grant", "reason": "x"})
    assert "uw eigen claim" in Page(editor.get(f"{LIST}/{claim.pk}")).one(".kapstok-flashes")
    assert Claim.objects.get().state == "contested"


@pytest.mark.parametrize(
    "given",
    [
        "de-gouden-bezem",
        "/onderneming/de-gouden-bezem",
        "https://kapstok.example/onderneming/de-gouden-bezem/",
        "https://KAPSTOK.example/en/onderneming/de-gouden-bezem?q=bezem#contact",
        "kapstok.example/onderneming/de-gouden-bezem",
        "http://testserver/onderneming/de-gouden-bezem",
    ],
)
def test_an_editor_puts_an_enterprise_in_somebody_s_name(
    east: RegionOnLoopback, editor: Client, settings: Settings, given: str
) -> None:
    settings.SITE_ADDRESS = "https://kapstok.example"
    answers = {"enterprise": given, "email": "anna@elders.example", "reason": "Gebeld."}
    assert editor.post(f"{LIST}/toekennen", answers).status_code == 302
    assert Invitation.objects.get().email == "anna@elders.example"
    refused = editor.post(f"{LIST}/toekennen", {**answers, "enterprise": "nergens"})
    assert (refused.status_code, faults(refused)) == (422, [])
    own = editor.post(f"{LIST}/toekennen", {**answers, "email": "eddy@voorbeeld.example"})
    assert "uw eigen adres" in Page(own).text
    owner("groenwerk-twente")
    taken = editor.post(f"{LIST}/toekennen", {**answers, "enterprise": "groenwerk-twente"})
    assert "Er treedt al iemand op" in Page(taken).text


@pytest.mark.parametrize(
    "given",
    [
        "https://evil.nl/onderneming/de-gouden-bezem",
        "//evil.nl/onderneming/de-gouden-bezem",
        "https://kapstok.example@evil.nl/onderneming/de-gouden-bezem",
        "https://kapstok.example.evil.nl/onderneming/de-gouden-bezem",
        "evil.nl/onderneming/de-gouden-bezem",
        "https://kapstok.example/register/de-gouden-bezem",
        "javascript://kapstok.example/onderneming/de-gouden-bezem",
        "https://[/onderneming/de-gouden-bezem",
    ],
)
def test_an_address_of_another_site_is_no_enterprise_of_ours(
    east: RegionOnLoopback, editor: Client, settings: Settings, given: str
) -> None:
    settings.SITE_ADDRESS = "https://kapstok.example"
    answers = {"enterprise": given, "email": "anna@elders.example", "reason": "Gebeld."}
    answer = editor.post(f"{LIST}/toekennen", answers)
    assert (answer.status_code, faults(answer)) == (422, [])
    assert "geen adres van een onderneming op deze site" in Page(answer).one(
        ".utrecht-form-field-error-message"
    )
    assert not Invitation.objects.exists()


def test_who_was_invited_first_is_not_forgotten_untold(east: RegionOnLoopback, editor: Client) -> None:
    answers = {"enterprise": "de-gouden-bezem", "email": "anna@elders.example", "reason": "Gebeld."}
    assert editor.post(f"{LIST}/toekennen", answers).status_code == 302
    again = editor.post(f"{LIST}/toekennen", {**answers, "email": "bram@elders.example"})
    assert (again.status_code, faults(again)) == (422, [])
    page = Page(again)
    assert "Trek die eerst in" in page.one(".utrecht-form-field-error-message")
    assert Invitation.objects.get().email == "anna@elders.example"
    there = page.links()["Naar die uitnodiging"]
    (withdraw,) = Page(editor.get(there)).attributes("form[action$=intrekken]", "action")
    assert editor.post(withdraw).status_code == 302
    assert editor.post(f"{LIST}/toekennen", {**answers, "email": "bram@elders.example"}).status_code == 302
    assert Invitation.objects.get().email == "bram@elders.example"


def test_hostile_words_are_shown_as_text(east: RegionOnLoopback, editor: Client) -> None:
    claim = claimed(east, ProofKind.EDITOR, message=HOSTILE)
    answer = editor.get(f"{LIST}/{claim.pk}")
    assert b"<script>alert" not in answer.content
    assert "\x07" not in answer.content.decode()
    assert faults(answer) == []


def test_the_pages_are_the_editors_only(east: RegionOnLoopback, client: Client) -> None:
    claim = claimed(east, ProofKind.EDITOR)
    client.force_login(claim.person)
    for step in ("", f"/{claim.pk}"):
        assert client.get(f"{LIST}{step}").status_code == 403
    for step in ("/toekennen", *(f"/{claim.pk}/{one}" for one in ("besluit", "brief", "verstuurd"))):
        assert client.post(f"{LIST}{step}", {"verdict": "grant", "reason": "x"}).status_code == 403
    assert Claim.objects.get().state == "contested"


def test_the_number_of_queries_does_not_grow_with_the_list(east: RegionOnLoopback, editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(LIST).status_code == 200
        return len(captured)

    claimed(east, ProofKind.EDITOR)
    claimed(east, ProofKind.LETTER, "l")
    one = queries()
    for number in range(8):
        claimed(east, ProofKind.EDITOR, f"p{number}")
    assert queries() == one
