# SPDX-License-Identifier: EUPL-1.2
"""Correcting what is known of a person: their e-mail address, which is how they sign in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from kapstok.accounts.actions import end_sessions, refuse_unusable
from kapstok.accounts.models import Person
from kapstok.core.actions import record
from kapstok.core.errors import KapstokError


class AddressTaken(KapstokError):
    """Somebody else has this address."""


@transaction.atomic
def change_email(*, person: Person, email: str, actor: str) -> Person:
    """Gives a person another address and signs them out everywhere; links that were mailed to the old one end.

    Raises `UnusableAddress` and `AddressTaken`.
    """
    refuse_unusable(email)
    held = Person.objects.select_for_update().get(pk=person.pk)
    held.former_emails = [one for one in (*held.former_emails, held.email) if one != email.lower()]
    held.email = email.lower()
    try:
        with transaction.atomic():
            held.save(update_fields=["email", "former_emails"])
    except IntegrityError:
        raise AddressTaken("somebody else has this address") from None
    EmailAddress.objects.filter(user=held).delete()
    record(actor, "changed the e-mail address", held.actor)
    end_sessions(person=held, actor=actor)
    return held
