# SPDX-License-Identifier: EUPL-1.2
"""Proving that an enterprise is yours."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F

from kapstok.accounts.enums import Function, OrganisationKind, Role
from kapstok.accounts.models import Mandate, Organisation, Person
from kapstok.core.clock import now
from kapstok.core.models import AuditEntry
from kapstok.enterprises.claiming import actions
from kapstok.enterprises.claiming.actions import (
    MOST_LOOKS,
    PER_ENTERPRISE,
    PER_PERSON,
    AlreadyClaiming,
    AlreadyYours,
    ClaimClosed,
    NotClaimable,
    NotOffered,
    TooManyClaims,
    Try,
    expire,
    look,
    withdraw,
)
from kapstok.enterprises.claiming.codes import token
from kapstok.enterprises.claiming.looking import Look, in_names
from kapstok.enterprises.enums import ProofKind
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.enterprises.ownership import enterprises_of, people_of
from kapstok.enterprises.reporting import withhold
from kapstok.notices.models import Message, Notice
from tests.enterprises.claiming.conftest import BEZEM, MakePerson, Shown, code_in_mail
from tests.enterprises.claiming.name_server import NameServer
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

INFO = "info@goudenbezem.example"
DOMAIN = "@goudenbezem.example"


def state(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).state


def keys(person: Person) -> set[str]:
    """What a person was told, by the last word of its key."""
    return {
        key.rpartition(":")[2] for key in Message.objects.filter(person=person).values_list("key", flat=True)
    }


# by mail


def test_the_code_from_the_registered_address_makes_the_enterprise_theirs(
    bezem: Shown, person: MakePerson
) -> None:
    anna = person("anna")
    claim = bezem.claim(anna)
    notice = Notice.objects.get(key=f"claim:{claim.pk}:code")
    assert notice.address == INFO
    assert "anna@elders.example" in notice.text
    assert claim.target == INFO
    assert claim.shown_by is not None
    assert code_in_mail(claim) not in claim.code_digest
    assert bezem.type(claim, code_in_mail(claim).lower().replace("-", " ")) is Try.RIGHT
    assert state(claim) == "granted"
    organisation = Organisation.objects.get()
    assert (organisation.kind, organisation.name) == (OrganisationKind.ENTERPRISE, "De Gouden Bezem")
    assert set(Mandate.objects.values_list("function", flat=True)) == {
        Function.ENTREPRENEUR,
        Function.MANAGER,
    }
    assert enterprises_of(anna) == [bezem.enterprise]
    assert keys(anna) == {"granted"}


def test_every_step_stands_in_the_trail_without_names(bezem: Shown, person: MakePerson) -> None:
    anna = person("anna")
    claim = bezem.claim(anna)
    bezem.type(claim, code_in_mail(claim))
    verbs = (
        AuditEntry.objects.filter(subject=f"claim:{claim.pk}").order_by("id").values_list("verb", flat=True)
    )
    assert list(verbs) == ["claimed", "proved a claim", "claim granted"]
    assert not any("anna" in f"{one.actor}{one.details}" for one in AuditEntry.objects.all())


def test_the_claimant_chooses_only_what_stands_before_the_at(bezem: Shown, person: MakePerson) -> None:
    claim = bezem.claim(person("anna"), target=DOMAIN, local="anna.bezem")
    assert Notice.objects.get(key=f"claim:{claim.pk}:code").address == f"anna.bezem{DOMAIN}"
    assert claim.target == DOMAIN
    for local in ("anna@evil.example", "a\r\nBcc: evil@evil.example", "", "a b"):
        with pytest.raises(NotOffered):
            bezem.claim(person("bram"), target=DOMAIN, local=local)
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    "target", ["evil@evil.example", "@evil.example", "@goudenbezem.example.evil.example", ""]
)
def test_a_target_that_the_register_does_not_show_is_not_offered(
    bezem: Shown, person: MakePerson, target: str
) -> None:
    with pytest.raises(NotOffered):
        actions.claim(
            enterprise=bezem.enterprise, person=person("anna"), proof=ProofKind.MAIL, target=target, local="x",
            today=day(1), rules=bezem.rules,
        )  # fmt: skip
    assert not Claim.objects.exists()


@pytest.mark.parametrize(("name", "target"), [("info", INFO), ("anna", DOMAIN)])
def test_who_signed_in_with_such_an_address_has_proven_it(
    bezem: Shown, person: MakePerson, name: str, target: str
) -> None:
    claim = bezem.claim(person(name, "goudenbezem.example"), target=target)
    assert claim.state == "granted"
    assert not Notice.objects.filter(key__endswith=":code").exists()


def test_the_fifth_wrong_code_ends_the_claim(bezem: Shown, person: MakePerson) -> None:
    claim = bezem.claim(person("anna"))
    right = code_in_mail(claim)
    assert [bezem.type(claim, "AAAA-AAAA") for _ in range(5)] == [Try.WRONG] * 4 + [Try.TOO_MANY]
    with pytest.raises(ClaimClosed):
        bezem.type(claim, right)
    assert state(claim) == "expired"
    assert not Organisation.objects.exists()


def test_a_code_ends_after_half_an_hour(bezem: Shown, person: MakePerson) -> None:
    claim = bezem.claim(person("anna"))
    assert claim.ends_at - claim.made_at == timedelta(minutes=30)
    Claim.objects.update(ends_at=now())
    assert bezem.type(claim, code_in_mail(claim)) is Try.TOO_LATE
    assert state(claim) == "expired"


def test_the_code_of_one_claim_is_worth_nothing_to_another(bezem: Shown, person: MakePerson) -> None:
    mine, theirs = bezem.claim(person("anna")), bezem.claim(person("bram"))
    assert bezem.type(theirs, code_in_mail(mine)) is Try.WRONG


# on the site


def test_a_record_in_the_name_system_makes_it_theirs(
    bezem: Shown, person: MakePerson, names: NameServer
) -> None:
    claim = bezem.claim(person("anna"), ProofKind.DNS)

    def eyes(of: Claim, wanted: str) -> Look:
        return in_names(of.target, wanted, names.resolver())

    def once() -> Look | Try:
        return look(claim=claim, eyes=eyes, today=day(1), rules=bezem.rules)

    assert once() is Look.NOT_THERE
    assert state(claim) == "open"
    names.texts["_kapstok.goudenbezem.example."] = [f'"kapstok={token(claim.pk)}"']
    assert once() is Look.FOUND
    assert state(claim) == "granted"
    with pytest.raises(ClaimClosed):
        once()


def test_the_token_of_somebody_else_proves_nothing(
    bezem: Shown, person: MakePerson, names: NameServer
) -> None:
    anna, bram = bezem.claim(person("anna"), ProofKind.DNS), bezem.claim(person("bram"), ProofKind.DNS)
    names.texts["_kapstok.goudenbezem.example."] = [f'"kapstok={token(anna.pk)}"']

    def eyes(of: Claim, wanted: str) -> Look:
        return in_names(of.target, wanted, names.resolver())

    assert look(claim=bram, eyes=eyes, today=day(1), rules=bezem.rules) is Look.NOT_THERE


def test_a_site_is_looked_at_so_often_and_so_long(bezem: Shown, person: MakePerson) -> None:
    claim = bezem.claim(person("anna"), ProofKind.PAGE)
    assert claim.ends_at - claim.made_at == timedelta(days=7)

    def once() -> Look | Try:
        return look(claim=claim, eyes=lambda of, wanted: Look.NOT_THERE, today=day(1), rules=bezem.rules)

    assert once() is Look.NOT_THERE
    Claim.objects.update(attempts=MOST_LOOKS)
    assert once() is Try.TOO_MANY
    Claim.objects.update(ends_at=now())
    assert once() is Try.TOO_LATE
    assert state(claim) == "expired"


# by an editor


def test_without_any_proof_an_editor_decides(bezem: Shown, person: MakePerson) -> None:
    eddy = person("eddy")
    Person.objects.filter(pk=eddy.pk).update(role=Role.EDITOR)
    with pytest.raises(NotOffered):
        bezem.claim(person("anna"), ProofKind.EDITOR, message=" \n ")
    claim = bezem.claim(person("anna"), ProofKind.EDITOR, message="Ik ben de \u202eeigenaar.")
    assert (claim.state, claim.message) == ("contested", "Ik ben de eigenaar.")
    assert claim.proved_at is None
    assert keys(eddy) == {"editors"}
    assert keys(person("anna")) == {"contested"}


# what a register says meanwhile


def test_another_address_in_a_later_run_takes_the_claim_to_an_editor(
    bezem: Shown, person: MakePerson
) -> None:
    claim = bezem.claim(person("anna"))
    bezem.run(2, bezem={**BEZEM, "email": "nieuw@goudenbezem.example"})
    assert bezem.type(claim, code_in_mail(claim)) is Try.RIGHT
    assert state(claim) == "contested"
    assert not Organisation.objects.exists()


def test_an_address_that_changed_shortly_ago_takes_the_claim_to_an_editor(
    bezem: Shown, person: MakePerson
) -> None:
    bezem.run(2, bezem={**BEZEM, "email": "evil@evil.example"})
    claim = bezem.claim(person("evil", "evil.example"), target="evil@evil.example")
    assert claim.state == "contested"
    assert claim.proved_at is not None
    assert not people_of(bezem.enterprise).exists()


# two, and more


def test_the_second_who_proves_it_is_for_an_editor_and_the_first_is_told(
    bezem: Shown, person: MakePerson
) -> None:
    anna, bram = bezem.claim(person("anna")), bezem.claim(person("bram"))
    bezem.type(anna, code_in_mail(anna))
    assert bezem.type(bram, code_in_mail(bram)) is Try.RIGHT
    assert (state(anna), state(bram)) == ("granted", "contested")
    assert list(people_of(bezem.enterprise)) == [person("anna")]
    assert keys(person("anna")) == {"granted", "rival"}
    assert keys(person("bram")) == {"contested"}
    assert "bram@elders.example" in Message.objects.get(person=person("anna"), key__endswith="rival").text
    told = Message.objects.get(person=person("bram"))
    assert "anna" not in told.subject + told.text


def test_while_an_editor_looks_at_one_proof_another_is_contested_too(
    bezem: Shown, person: MakePerson
) -> None:
    bezem.run(2, bezem={**BEZEM, "email": "nieuw@goudenbezem.example"})
    young = bezem.claim(person("anna"), target="nieuw@goudenbezem.example")
    bezem.type(young, code_in_mail(young))
    other = bezem.claim(person("bram", "goudenbezem.example"), target=DOMAIN)
    assert (state(young), state(other)) == ("contested", "contested")


def test_somebody_s_plea_to_the_editors_holds_up_no_proof(bezem: Shown, person: MakePerson) -> None:
    bezem.claim(person("bram"), ProofKind.EDITOR, message="Van mij!")
    claim = bezem.claim(person("anna", "goudenbezem.example"), target=DOMAIN)
    assert claim.state == "granted"


def test_an_enterprise_that_nobody_acts_for_any_more_can_be_claimed_anew(
    bezem: Shown, person: MakePerson
) -> None:
    bezem.claim(person("anna", "goudenbezem.example"), target=DOMAIN)
    Person.objects.filter(email__startswith="anna").update(is_active=False)
    claim = bezem.claim(person("bram", "goudenbezem.example"), target=DOMAIN)
    assert claim.state == "granted"
    assert list(people_of(bezem.enterprise)) == [person("bram", "goudenbezem.example")]
    assert Organisation.objects.filter(closed_at=None).count() == 1
    Person.objects.update(is_active=True)
    assert enterprises_of(person("anna", "goudenbezem.example")) == []


def test_who_acts_for_it_does_not_claim_it(bezem: Shown, person: MakePerson) -> None:
    anna = person("anna", "goudenbezem.example")
    bezem.claim(anna, target=DOMAIN)
    with pytest.raises(AlreadyYours):
        bezem.claim(anna, target=DOMAIN)


def test_one_claim_at_a_time(bezem: Shown, person: MakePerson) -> None:
    anna = person("anna")
    first = bezem.claim(anna)
    with pytest.raises(AlreadyClaiming) as refused:
        bezem.claim(anna)
    assert refused.value.claim == first
    withdraw(claim=first)
    assert state(first) == "withdrawn"
    second = bezem.claim(anna)
    Claim.objects.filter(pk=second.pk).update(ends_at=now())
    bezem.claim(anna)
    assert state(second) == "expired"
    with pytest.raises(ClaimClosed):
        withdraw(claim=first)


def test_claims_are_bounded_per_person_and_per_enterprise(bezem: Shown, person: MakePerson) -> None:
    anna = person("anna")
    for _ in range(PER_PERSON):
        withdraw(claim=bezem.claim(anna))
    with pytest.raises(TooManyClaims):
        bezem.claim(anna)
    for number in range(PER_ENTERPRISE - PER_PERSON):
        bezem.claim(person(f"p{number}"), ProofKind.LETTER)
    with pytest.raises(TooManyClaims):
        bezem.claim(person("bram"))
    withdraw(claim=bezem.claim(person("bram"), ProofKind.DNS))
    Claim.objects.update(made_at=F("made_at") - timedelta(days=1))
    bezem.claim(person("bram"))


def test_those_who_only_try_hold_nobody_up_who_can_prove_it(bezem: Shown, person: MakePerson) -> None:
    for number in range(PER_ENTERPRISE):
        bezem.claim(person(f"p{number}"), ProofKind.EDITOR, message="Van mij!")
    assert bezem.claim(person("anna", "goudenbezem.example"), target=DOMAIN).state == "granted"


def test_what_is_not_shown_at_request_is_not_claimed_on_a_page(bezem: Shown, person: MakePerson) -> None:
    claim = bezem.claim(person("anna"))
    withhold(enterprise=bezem.enterprise, reason="x", actor="test", day=day(1), rules=bezem.rules)
    with pytest.raises(NotClaimable):
        bezem.claim(person("bram"))
    bezem.type(claim, code_in_mail(claim))
    assert state(claim) == "contested"


def test_after_a_merge_a_claim_is_about_the_whole(bezem: Shown, person: MakePerson) -> None:
    code = PublishedRegister("code", "cso", "Code Sociale Ondernemingen")
    code.run(2, bezem={"name": "Bezem en Zoon", "city": "Deventer"})
    follow(2, bezem.rules)
    part = Enterprise.objects.get(slug="bezem-en-zoon")
    claim = bezem.claim(person("anna"))
    Enterprise.objects.filter(pk=bezem.enterprise.pk).update(merged_into=part)
    part.memberships.model.objects.filter(enterprise=claim.enterprise).update(enterprise=part)
    assert bezem.type(claim, code_in_mail(claim)) is Try.RIGHT
    assert state(claim) == "granted"
    assert enterprises_of(person("anna")) == [part]
    with pytest.raises(AlreadyYours):
        bezem.claim(person("anna"), target=INFO)


def test_the_night_closes_what_is_over(bezem: Shown, person: MakePerson) -> None:
    claim = bezem.claim(person("anna"))
    assert expire(now()) == 0
    assert expire(now() + timedelta(minutes=31)) == 1
    assert expire(now() + timedelta(minutes=31)) == 0
    assert state(claim) == "expired"
    assert Claim.objects.get().code_digest == ""
