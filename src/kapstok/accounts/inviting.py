# SPDX-License-Identifier: EUPL-1.2
"""Asking somebody, by e-mail address, to act for an organisation, and their answer (organisations.md, rule 4)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from kapstok.accounts.actions import refuse_unusable
from kapstok.accounts.enums import FUNCTIONS_OF, Function, OrganisationKind
from kapstok.accounts.mandates import checked, give_mandate
from kapstok.accounts.models import Invitation, Mandate, Organisation, Person
from kapstok.accounts.organisations import hold, subject_of
from kapstok.accounts.queries import INVITATION_LASTS, invitations_for
from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.models import AuditEntry

MOST_OPEN: Final = 20
MOST_A_DAY: Final = 40
_INVITED: Final = "invited somebody"


class AlreadyActs(KapstokError):
    """Whoever has this address acts for the organisation already."""


class AlreadyInvited(KapstokError):
    """This address was invited, and has not answered yet."""


class TooManyInvitations(KapstokError):
    """So many invitations of this organisation are unanswered, or were made today, that no more are sent."""


class NoSuchInvitation(KapstokError):
    """The invitation was answered or withdrawn, is too old, or was for somebody else."""


@transaction.atomic
def invite_member(
    *, organisation: Organisation, email: str, functions: Collection[Function], actor: str
) -> Invitation:
    """Invites whoever has this address to act for an organisation in these functions.

    Who calls it sends the mail, in the same transaction. Raises `UnusableAddress`, `NotItsFunction`, `AlreadyActs`,
    `AlreadyInvited`, `TooManyInvitations`, `OrganisationClosed`.
    """
    refuse_unusable(email)
    held = hold(organisation)
    given = checked(held, functions)
    at = now()
    own = Invitation.objects.filter(organisation=held)
    own.filter(made_at__lte=at - INVITATION_LASTS).delete()
    if Mandate.objects.filter(organisation=held, person__email__iexact=email).exists():
        raise AlreadyActs("whoever has this address acts for this organisation already")
    if own.filter(email__iexact=email).exists():
        raise AlreadyInvited("this address was invited already")
    if own.count() >= MOST_OPEN or _made_since(held, at - timedelta(days=1)) >= MOST_A_DAY:
        raise TooManyInvitations(f"organisation {held.pk} has invited enough people for now")
    made = Invitation.objects.create(
        organisation=held, email=email.lower(), functions=_in_order(held, given), made_at=at, actor=actor
    )
    record(actor, _INVITED, subject_of(held), invitation=made.pk, functions=made.functions)
    return made


@transaction.atomic
def withdraw_invitation(*, organisation: Organisation, number: int, actor: str) -> None:
    """Takes an invitation of an organisation back. Raises `NoSuchInvitation`, `OrganisationClosed`."""
    held = hold(organisation)
    deleted, _by_model = Invitation.objects.filter(organisation=held, pk=number).delete()
    if not deleted:
        raise NoSuchInvitation(f"invitation {number} is not there")
    record(actor, "withdrew an invitation", subject_of(held), invitation=number)


@transaction.atomic
def take_invitation(*, person: Person, number: int) -> Organisation:
    """Lets a person act for the organisation that invited their address, and gives it.

    Raises `NoSuchInvitation`, `AccountClosed`.
    """
    invitation = _of(person, number)
    functions = [Function(one) for one in invitation.functions]
    organisation = invitation.organisation
    record(person.actor, "took an invitation", subject_of(organisation), invitation=number)
    give_mandate(person=person, organisation=organisation, functions=functions, actor=invitation.actor)
    invitation.delete()
    return organisation


@transaction.atomic
def refuse_invitation(*, person: Person, number: int) -> Organisation:
    """Says no to an invitation, and gives whose it was. Raises `NoSuchInvitation`."""
    invitation = _of(person, number)
    organisation = invitation.organisation
    record(person.actor, "refused an invitation", subject_of(organisation), invitation=number)
    invitation.delete()
    return organisation


def _of(person: Person, number: int) -> Invitation:
    """The invitation for this person, with its organisation held; the invitation is read again behind that lock."""
    asked = invitations_for(person).filter(pk=number)
    found = asked.first()
    if found is not None:
        hold(found.organisation)
        found = asked.first()
    if found is None:
        raise NoSuchInvitation(f"invitation {number} is not there for this person")
    return found


def _made_since(organisation: Organisation, since: datetime) -> int:
    """How many invitations an organisation made, also those that are gone: the audit trail remembers."""
    told = AuditEntry.objects.filter(subject=subject_of(organisation), verb=_INVITED, at__gt=since)
    return told.count()


def _in_order(organisation: Organisation, functions: Collection[Function]) -> list[str]:
    return [one.value for one in FUNCTIONS_OF[OrganisationKind(organisation.kind)] if one in functions]
