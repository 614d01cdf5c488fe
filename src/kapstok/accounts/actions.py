# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F

from kapstok.accounts.enums import Function, Role
from kapstok.accounts.models import Invitation, Mandate, Person
from kapstok.accounts.queries import administrators
from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError


class UnusableAddress(KapstokError):
    """What was given is not an e-mail address."""


class LastAdministrator(KapstokError):
    """Nobody else could let people in afterwards."""


@transaction.atomic
def add_person(*, email: str, role: Role, actor: str) -> tuple[Person, bool]:
    """Gives the person with this address a role, with an open account; says whether that changed anything.

    Raises `UnusableAddress`, and `LastAdministrator` where the role would be less than they have. How they choose a
    password: `invite`.
    """
    refuse_unusable(email)
    person = _locked(email) or Person(email=email.lower(), joined_at=now())
    if person.role == role and person.is_active:
        return person, False
    if person.pk and person.role and person.is_active:
        return change_role(person=person, role=role, actor=actor), True
    person.role, person.is_active = role.value, True
    if not person.password:
        person.set_unusable_password()
    person.save()
    record(actor, f"made {role.value}", _subject(person))
    return person, True


def add_administrator(*, email: str, actor: str) -> tuple[Person, bool]:
    """Makes the person with this address an administrator; see `add_person`."""
    return add_person(email=email, role=Role.ADMINISTRATOR, actor=actor)


@transaction.atomic
def invite(*, person: Person, actor: str) -> str:
    """The key of a link with which this person chooses a password: valid for `PASSWORD_RESET_TIMEOUT`, once.

    Where they have no password yet, a link that was given before ends; where they have one, it works until then.
    """
    if not person.has_usable_password():
        # The link is sealed with the password, and no two unusable ones are alike.
        person.set_unusable_password()
        person.save(update_fields=["password"])
    record(actor, "gave a link to choose a password", _subject(person))
    return f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"


@transaction.atomic
def change_role(*, person: Person, role: Role, actor: str) -> Person:
    """Gives a person another role. Raises `LastAdministrator`."""
    if role != Role.ADMINISTRATOR:
        refuse_if_last(person)
    person.role = role.value
    person.save(update_fields=["role"])
    record(actor, f"made {role.value}", _subject(person))
    return person


@transaction.atomic
def deactivate(*, person: Person, actor: str) -> None:
    """Closes an account: every session ends, password and second factor are thrown away. Raises `LastAdministrator`.

    `add_person` opens it again, to be set up anew.
    """
    refuse_if_last(person)
    withdraw_made_by(person)
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    Authenticator.objects.filter(user=person).delete()
    _end_sessions(person)
    record(actor, "closed the account", _subject(person))


@transaction.atomic
def reset_second_factor(*, person: Person, actor: str) -> None:
    """Throws away the second factor and the recovery codes, and ends every session: both are set up anew."""
    Authenticator.objects.filter(user=person).delete()
    _end_sessions(person)
    record(actor, "reset the second factor", _subject(person))


@transaction.atomic
def end_sessions(*, person: Person, actor: str) -> None:
    """Signs a person out everywhere."""
    _end_sessions(person)
    record(actor, "signed out everywhere", _subject(person))


def withdraw_made_by(person: Person) -> None:
    """Withdraws the invitations that somebody made as a manager: who goes leaves no way in behind."""
    managed = Mandate.objects.filter(person=person, function=Function.MANAGER.value)
    made = Invitation.objects.filter(actor=person.actor, organisation__in=managed.values("organisation"))
    made.delete()


def refuse_unusable(email: str) -> None:
    """Raises `UnusableAddress` for what is no e-mail address."""
    try:
        validate_email(email)
        Person._meta.get_field("email").run_validators(email)
    except ValidationError:
        raise UnusableAddress(f"{email[:300]!r} is not an e-mail address") from None


def _locked(email: str) -> Person | None:
    return Person.objects.select_for_update().filter(email__iexact=email).first()


def refuse_if_last(person: Person) -> None:
    """Raises `LastAdministrator` where nobody else could let people in afterwards.

    Holds every administrator's row until the transaction ends, so that two of them cannot demote each other.
    """
    others = list(administrators().select_for_update())
    if [other.pk for other in others] == [person.pk]:
        raise LastAdministrator(f"person {person.pk} is the last administrator: make somebody else one first")


def _end_sessions(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(session_count=F("session_count") + 1)
    person.refresh_from_db(fields=["session_count"])


def _subject(person: Person) -> str:
    return person.actor
