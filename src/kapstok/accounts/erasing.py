# SPDX-License-Identifier: EUPL-1.2
"""Erasing a person: the account goes, and with it the key by which the audit trail could still tell who did what."""

from __future__ import annotations

from typing import Final

from django.contrib.sessions.models import Session
from django.db import transaction

from kapstok.accounts.actions import refuse_if_last, withdraw_made_by
from kapstok.accounts.knowing import open_sessions
from kapstok.accounts.models import Invitation, Person
from kapstok.core.actions import record

ERASED: Final = "erased the account"


@transaction.atomic
def erase_person(*, person: Person, actor: str) -> None:
    """Erases an account with all that hangs on it: sessions, second factors, mandates, what other rooms keep by it.

    Their name in the audit trail is nobody's from now on. Raises `LastAdministrator`.
    """
    refuse_if_last(person)
    held = Person.objects.select_for_update().get(pk=person.pk)
    sessions = [session.pk for session in open_sessions(held)]
    Session.objects.filter(pk__in=sessions).delete()
    withdraw_made_by(held)
    record(actor, ERASED, held.actor)
    held.delete()


@transaction.atomic
def forget_invitations(*, email: str, actor: str) -> int:
    """Takes back every invitation to an address, because whoever has it asks; gives how many there were."""
    withdrawn, _by_model = Invitation.objects.filter(email__iexact=email.strip()).delete()
    if withdrawn:
        record(actor, "forgot invitations", "invitations", count=withdrawn)
    return withdrawn
