# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import timedelta

import pytest

from kapstok.accounts.actions import UnusableAddress
from kapstok.accounts.enums import Function
from kapstok.accounts.inviting import (
    MOST_A_DAY,
    MOST_OPEN,
    AlreadyActs,
    AlreadyInvited,
    NoSuchInvitation,
    TooManyInvitations,
    invite_member,
    refuse_invitation,
    take_invitation,
    withdraw_invitation,
)
from kapstok.accounts.mandates import NotItsFunction
from kapstok.accounts.models import Invitation, Organisation, Person
from kapstok.accounts.organisations import close_organisation
from kapstok.accounts.queries import INVITATION_LASTS, invitations_for, invitations_of
from kapstok.core.models import AuditEntry
from tests.accounts.people import functions_of, organisation, somebody

pytestmark = pytest.mark.django_db
MANAGER, BUYER = Function.MANAGER, Function.BUYER


@pytest.fixture
def inkoop() -> Organisation:
    return organisation()


@pytest.fixture
def anna(inkoop: Organisation) -> Person:
    return somebody("anna", MANAGER, of=inkoop)


def invited(organisation: Organisation, email: str = "iris@voorbeeld.example", *functions: Function) -> int:
    made = invite_member(
        organisation=organisation, email=email, functions=functions or [BUYER], actor="person:anna"
    )
    return made.pk


def older(number: int, by: timedelta) -> None:
    one = Invitation.objects.get(pk=number)
    Invitation.objects.filter(pk=number).update(made_at=one.made_at - by)


def test_whoever_has_the_address_takes_the_invitation_and_acts(inkoop: Organisation) -> None:
    number, iris = invited(inkoop, "IRIS@Voorbeeld.example", MANAGER, BUYER), somebody("iris")
    assert [one.pk for one in invitations_for(iris)] == [number]
    assert functions_of(iris, inkoop) == set()
    take_invitation(person=iris, number=number)
    assert functions_of(iris, inkoop) == {"manager", "buyer"}
    assert not Invitation.objects.exists()
    told = AuditEntry.objects.filter(subject=f"organisation:{inkoop.pk}").order_by("id")
    assert [(one.actor, one.verb) for one in told][1:] == [
        ("person:anna", "invited somebody"),
        (iris.actor, "took an invitation"),
        ("person:anna", "gave a mandate"),
    ]


def test_nobody_else_can_answer_it(inkoop: Organisation) -> None:
    number, mallory = invited(inkoop), somebody("mallory")
    assert not invitations_for(mallory)
    for answer in (take_invitation, refuse_invitation):
        with pytest.raises(NoSuchInvitation):
            answer(person=mallory, number=number)
    assert Invitation.objects.filter(pk=number).exists()


def test_it_is_answered_once(inkoop: Organisation) -> None:
    number, iris = invited(inkoop), somebody("iris")
    refuse_invitation(person=iris, number=number)
    for answer in (take_invitation, refuse_invitation):
        with pytest.raises(NoSuchInvitation):
            answer(person=iris, number=number)
    assert functions_of(iris, inkoop) == set()


def test_what_was_withdrawn_cannot_be_taken(inkoop: Organisation) -> None:
    number, iris = invited(inkoop), somebody("iris")
    with pytest.raises(NoSuchInvitation):
        withdraw_invitation(organisation=organisation(name="Elders"), number=number, actor="test")
    withdraw_invitation(organisation=inkoop, number=number, actor="test")
    with pytest.raises(NoSuchInvitation):
        take_invitation(person=iris, number=number)


def test_it_lasts_sixty_days(inkoop: Organisation) -> None:
    number, iris = invited(inkoop), somebody("iris")
    older(number, INVITATION_LASTS - timedelta(minutes=1))
    assert invitations_of(inkoop)
    older(number, timedelta(minutes=1))
    assert not invitations_of(inkoop)
    assert not invitations_for(iris)
    with pytest.raises(NoSuchInvitation):
        take_invitation(person=iris, number=number)
    # The address can be asked again.
    invited(inkoop)
    assert Invitation.objects.count() == 1


def test_a_closed_organisation_invites_nobody(inkoop: Organisation) -> None:
    number, iris = invited(inkoop), somebody("iris")
    close_organisation(organisation=inkoop, actor="test")
    with pytest.raises(NoSuchInvitation):
        take_invitation(person=iris, number=number)


def test_nobody_is_asked_twice_at_once_or_when_they_already_act(inkoop: Organisation, anna: Person) -> None:
    invited(inkoop)
    with pytest.raises(AlreadyInvited):
        invited(inkoop, "Iris@voorbeeld.EXAMPLE")
    with pytest.raises(AlreadyActs):
        invited(inkoop, "ANNA@voorbeeld.example")
    invited(organisation(name="Elders"))


def test_functions_of_another_kind_are_not_offered(inkoop: Organisation) -> None:
    with pytest.raises(NotItsFunction):
        invited(inkoop, "iris@voorbeeld.example", Function.ENTREPRENEUR)


@pytest.mark.parametrize("email", ["iris", "iris@voorbeeld.example\nBcc: x@y.example", ""])
def test_what_is_no_address_is_not_invited(inkoop: Organisation, email: str) -> None:
    with pytest.raises(UnusableAddress):
        invited(inkoop, email)


def test_only_so_many_are_open_at_once_and_made_in_a_day(inkoop: Organisation) -> None:
    numbers = [invited(inkoop, f"naam{number}@voorbeeld.example") for number in range(MOST_OPEN)]
    with pytest.raises(TooManyInvitations):
        invited(inkoop)
    for number in numbers:
        withdraw_invitation(organisation=inkoop, number=number, actor="test")
    for number in range(MOST_A_DAY - MOST_OPEN):
        withdraw_invitation(
            organisation=inkoop, number=invited(inkoop, f"weer{number}@voorbeeld.example"), actor="test"
        )
    with pytest.raises(TooManyInvitations):
        invited(inkoop)
    AuditEntry.objects.update(at=AuditEntry.objects.earliest("at").at - timedelta(days=1, minutes=1))
    invited(inkoop)


def test_the_trail_does_not_name_who_was_invited(inkoop: Organisation) -> None:
    invited(inkoop)
    assert "@" not in str(AuditEntry.objects.latest("id").details)
