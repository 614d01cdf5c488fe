# SPDX-License-Identifier: EUPL-1.2
"""What this room knows of a person, as plain JSON, for the person who asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from kapstok.accounts.models import Invitation, Mandate, Person
from kapstok.core.models import AuditEntry


def person_of(email: str) -> Person | None:
    """The person with this address, also with a closed account."""
    return Person.objects.filter(email__iexact=email.strip()).first()


def account_of(person: Person) -> dict[str, Any]:
    """The account itself."""
    return {
        "email": person.email,
        "former_emails": person.former_emails,
        "role": person.role or None,
        "language": person.language,
        "open": person.is_active,
        "password": person.has_usable_password(),
        "joined_at": person.joined_at.isoformat(),
        "last_signed_in_at": person.last_login.isoformat() if person.last_login else None,
    }


def mandates_of(person: Person) -> list[dict[str, Any]]:
    """For whom they act, and as what."""
    held = Mandate.objects.filter(person=person).select_related("organisation").order_by("since", "pk")
    return [
        {
            "organisation": mandate.organisation.name,
            "kind": mandate.organisation.kind,
            "function": mandate.function,
            "since": mandate.since.isoformat(),
        }
        for mandate in held
    ]


def invitations_to(email: str) -> list[dict[str, Any]]:
    """Which organisations asked whoever has this address to act for them."""
    asked = Invitation.objects.filter(email__iexact=email.strip()).select_related("organisation")
    return [
        {
            "organisation": one.organisation.name,
            "functions": one.functions,
            "made_at": one.made_at.isoformat(),
        }
        for one in asked.order_by("pk")
    ]


def addresses_of(email: str) -> list[str]:
    """This address, and those that its person had before and that are nobody else's by now."""
    person = person_of(email)
    former = person.former_emails if person else []
    taken = {one.lower() for one in Person.objects.filter(email__in=former).values_list("email", flat=True)}
    return [email.strip(), *(one for one in former if one.lower() not in taken)]


def factors_of(person: Person) -> list[dict[str, Any]]:
    """With what more than a password they prove who they are; never the secrets themselves."""
    return [
        {
            "kind": one.type,
            "made_at": one.created_at.isoformat(),
            "last_used_at": one.last_used_at.isoformat() if one.last_used_at else None,
        }
        for one in Authenticator.objects.filter(user=person).order_by("pk")
    ]


def sessions_of(person: Person) -> list[dict[str, Any]]:
    """Where they are signed in, since when, until when, and with what kind of browser."""
    devices = UserSession.objects.filter(user=person).order_by("created_at", "pk")
    ends = dict(
        Session.objects.filter(session_key__in=[one.session_key for one in devices]).values_list(
            "session_key", "expire_date"
        )
    )
    return [
        {
            "browser": one.user_agent or None,
            "since": one.created_at.isoformat(),
            "ends_at": ends[one.session_key].isoformat() if one.session_key in ends else None,
        }
        for one in devices
    ]


def open_sessions(person: Person) -> Iterator[Session]:
    """Every session of a person, also one that nobody noted; a session says only inside whose it is: all are read."""
    for session in Session.objects.order_by("expire_date").iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            yield session


def trail_of(person: Person) -> list[dict[str, Any]]:
    """What the audit trail tells under their pseudonym: what they did, and what was done to their account."""
    told = AuditEntry.objects.annotate(said=Cast("details", TextField()))
    theirs = told.filter(Q(actor=person.actor) | Q(subject=person.actor) | Q(said__contains=person.actor))
    return [
        {
            "at": entry.at.isoformat(),
            "verb": entry.verb,
            "subject": entry.subject,
            "by_them": entry.actor == person.actor,
        }
        for entry in theirs.order_by("id")
    ]
