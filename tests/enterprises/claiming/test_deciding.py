# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from kapstok.accounts.inviting import take_invitation, withdraw_invitation
from kapstok.accounts.models import Invitation, Organisation
from kapstok.accounts.queries import INVITATION_LASTS
from kapstok.core.clock import now
from kapstok.core.models import AuditEntry
from kapstok.enterprises.claiming.actions import ClaimClosed, Try
from kapstok.enterprises.claiming.deciding import (
    ActedFor,
    AlreadyHanded,
    NoLetter,
    NoReason,
    OwnClaim,
    Verdict,
    decide,
    hand_by_editor,
    post_letter,
    print_letter,
)
from kapstok.enterprises.claiming.letter import render
from kapstok.enterprises.claiming.queries import decided, letters_to_send, to_decide, under_way, waiting_count
from kapstok.enterprises.enums import ProofKind
from kapstok.enterprises.models import Claim, Ownership
from kapstok.enterprises.ownership import people_of
from kapstok.enterprises.reporting import withhold
from kapstok.notices.models import Message, Notice
from kapstok.regions.folder import RegionFolder
from tests.enterprises.claiming.conftest import MakePerson, Shown, code_in_mail
from tests.enterprises.timelines import day

DOMAIN = "@goudenbezem.example"


def state(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).state


def keys(person: object) -> set[str]:
    return {
        key.rpartition(":")[2] for key in Message.objects.filter(person=person).values_list("key", flat=True)
    }


@pytest.fixture
def contested(bezem: Shown, person: MakePerson) -> Claim:
    """Anna acts for it; Bram proved it too."""
    bezem.claim(person("anna", "goudenbezem.example"), target=DOMAIN)
    return bezem.claim(person("bram", "goudenbezem.example"), target=DOMAIN)


# letters


def test_a_letter_is_printed_posted_and_its_code_proves(bezem: Shown, person: MakePerson) -> None:
    claim = bezem.claim(person("anna"), ProofKind.LETTER)
    assert claim.target == "Bezemstraat 12\n8011 AB  Zwolle"
    assert bezem.type(claim, "") is Try.NOT_SENT
    assert list(letters_to_send()) == [claim]
    _, first = print_letter(claim=claim, actor="test")
    _, second = print_letter(claim=claim, actor="test")
    posted = post_letter(claim=claim, actor="test")
    assert posted.sent_at is not None
    assert posted.ends_at - posted.sent_at == timedelta(days=60)
    assert list(letters_to_send()) == []
    assert list(under_way()) == [claim]
    assert bezem.type(claim, first) is Try.WRONG
    assert bezem.type(claim, second) is Try.RIGHT
    assert state(claim) == "granted"
    assert {"granted"} < keys(person("anna"))


def test_only_a_letter_that_was_printed_is_posted_and_once(bezem: Shown, person: MakePerson) -> None:
    claim = bezem.claim(person("anna"), ProofKind.LETTER)
    with pytest.raises(NoLetter):
        post_letter(claim=claim, actor="test")
    print_letter(claim=claim, actor="test")
    post_letter(claim=claim, actor="test")
    with pytest.raises(NoLetter):
        post_letter(claim=claim, actor="test")
    with pytest.raises(NoLetter):
        print_letter(claim=bezem.claim(person("bram")), actor="test")


def test_the_code_on_paper_ends(bezem: Shown, person: MakePerson) -> None:
    claim = bezem.claim(person("anna"), ProofKind.LETTER)
    _, code = print_letter(claim=claim, actor="test")
    post_letter(claim=claim, actor="test")
    Claim.objects.update(ends_at=now())
    assert bezem.type(claim, code) is Try.TOO_LATE


def test_the_letter_is_an_accessible_pdf_to_the_registered_address(
    bezem: Shown, person: MakePerson, home: RegionFolder
) -> None:
    claim = bezem.claim(person("anna"), ProofKind.LETTER)
    found, code = print_letter(claim=claim, actor="test")
    page = "https://kapstok.example/mijn/claims"
    reader = PdfReader(io.BytesIO(render(found, bezem.enterprise, code, home.region(), page)))
    text = reader.pages[0].extract_text()
    for words in (
        "Bezemstraat 12",
        "8011 AB",
        "De Gouden Bezem",
        code,
        "anna@elders.example",
        page,
    ):
        assert words in text
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


# decisions


def test_an_editor_grants_with_a_reason(bezem: Shown, person: MakePerson) -> None:
    claim = bezem.claim(person("anna"), ProofKind.EDITOR, message="Ik ben de eigenaar.")
    assert list(to_decide()) == [claim]
    assert waiting_count() == 1
    with pytest.raises(NoReason):
        decide(claim=claim, verdict=Verdict.GRANT, reason=" ", actor="test")
    decide(claim=claim, verdict=Verdict.GRANT, reason="Gebeld.", actor="test")
    assert list(people_of(bezem.enterprise)) == [person("anna")]
    found = Claim.objects.get()
    assert (found.state, found.reason, found.decided_by) == ("granted", "Gebeld.", "test")
    assert list(decided()) == [claim]
    assert waiting_count() == 0
    with pytest.raises(ClaimClosed):
        decide(claim=claim, verdict=Verdict.REFUSE, reason="x", actor="test")


def test_a_refusal_is_told_with_its_reason(contested: Claim, bezem: Shown, person: MakePerson) -> None:
    decide(claim=contested, verdict=Verdict.REFUSE, reason="Werkt er niet meer.", actor="test")
    told = Message.objects.get(person=contested.person, key__endswith="refused")
    assert "Werkt er niet meer." in told.text
    assert list(people_of(bezem.enterprise)) == [person("anna", "goudenbezem.example")]


def test_where_somebody_acts_the_editor_says_beside_or_in_place_of(contested: Claim) -> None:
    with pytest.raises(ActedFor):
        decide(claim=contested, verdict=Verdict.GRANT, reason="x", actor="test")
    assert state(contested) == "contested"


def test_joining_keeps_who_was_there(contested: Claim, bezem: Shown, person: MakePerson) -> None:
    decide(claim=contested, verdict=Verdict.JOIN, reason="Collega's.", actor="test")
    anna, bram = person("anna", "goudenbezem.example"), contested.person
    assert list(people_of(bezem.enterprise)) == [anna, bram]
    assert list(bram.mandates.values_list("function", flat=True)) == ["entrepreneur"]
    assert "joined" in keys(anna)
    assert "granted" in keys(bram)


def test_taking_their_place_ends_it_for_who_was_there(
    contested: Claim, bezem: Shown, person: MakePerson
) -> None:
    decide(claim=contested, verdict=Verdict.REPLACE, reason="Verkocht.", actor="test")
    assert list(people_of(bezem.enterprise)) == [contested.person]
    anna = person("anna", "goudenbezem.example")
    assert "Verkocht." in Message.objects.get(person=anna, key__endswith="replaced").text
    assert Ownership.objects.count() == 1


def test_nobody_decides_about_their_own_claim(bezem: Shown, person: MakePerson) -> None:
    claim = bezem.claim(person("anna"), ProofKind.EDITOR, message="Van mij.")
    with pytest.raises(OwnClaim):
        decide(claim=claim, verdict=Verdict.GRANT, reason="x", actor=person("anna").actor)


# by an editor's hand


def test_an_editor_hands_an_enterprise_to_an_address(bezem: Shown, person: MakePerson) -> None:
    withhold(enterprise=bezem.enterprise, reason="x", actor="test", day=day(1), rules=bezem.rules)
    hand_by_editor(enterprise=bezem.enterprise, email="Anna@elders.example", reason="Gebeld.", actor="test")
    mail = Notice.objects.get(address="Anna@elders.example")
    assert "De Gouden Bezem" in mail.subject
    assert not people_of(bezem.enterprise).exists()
    take_invitation(person=person("anna"), number=Invitation.objects.get().pk)
    assert list(people_of(bezem.enterprise)) == [person("anna")]
    assert AuditEntry.objects.get(verb="handed by an editor").details["why"] == "Gebeld."
    with pytest.raises(ActedFor):
        hand_by_editor(enterprise=bezem.enterprise, email="x@elders.example", reason="x", actor="test")


def test_nobody_hands_an_enterprise_to_themselves(bezem: Shown, person: MakePerson) -> None:
    with pytest.raises(OwnClaim):
        hand_by_editor(
            enterprise=bezem.enterprise, email="anna@elders.example", reason="x", actor=person("anna").actor
        )
    with pytest.raises(NoReason):
        hand_by_editor(enterprise=bezem.enterprise, email="x@elders.example", reason=" ", actor="test")
    assert not Organisation.objects.exists()


def test_a_second_hand_waits_until_the_invitation_of_the_first_is_gone(
    bezem: Shown, person: MakePerson
) -> None:
    made = hand_by_editor(enterprise=bezem.enterprise, email="a@elders.example", reason="x", actor="test")
    with pytest.raises(AlreadyHanded) as refused:
        hand_by_editor(enterprise=bezem.enterprise, email="b@elders.example", reason="x", actor="test")
    assert refused.value.organisation == made
    first = Invitation.objects.get()
    assert first.email == "a@elders.example"
    assert not Notice.objects.filter(address="b@elders.example").exists()
    withdraw_invitation(organisation=made, number=first.pk, actor="test")
    hand_by_editor(enterprise=bezem.enterprise, email="b@elders.example", reason="x", actor="test")
    assert Invitation.objects.get().email == "b@elders.example"


def test_an_invitation_that_is_too_old_to_be_taken_holds_nobody_up(bezem: Shown) -> None:
    hand_by_editor(enterprise=bezem.enterprise, email="a@elders.example", reason="x", actor="test")
    Invitation.objects.update(made_at=now() - INVITATION_LASTS)
    hand_by_editor(enterprise=bezem.enterprise, email="b@elders.example", reason="x", actor="test")
    assert Invitation.objects.get().email == "b@elders.example"


def test_a_proof_goes_before_an_invitation_that_nobody_took(bezem: Shown, person: MakePerson) -> None:
    hand_by_editor(enterprise=bezem.enterprise, email="x@elders.example", reason="x", actor="test")
    claim = bezem.claim(person("anna"))
    assert bezem.type(claim, code_in_mail(claim)) is Try.RIGHT
    assert list(people_of(bezem.enterprise)) == [person("anna")]
    assert not Invitation.objects.exists()
