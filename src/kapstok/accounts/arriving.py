# SPDX-License-Identifier: EUPL-1.2
"""Who comes in: an account comes to be when somebody proves to have an address (ADR 13)."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from kapstok.accounts.actions import refuse_unusable
from kapstok.accounts.mandates import AccountClosed
from kapstok.accounts.models import Person
from kapstok.core.actions import record
from kapstok.core.clock import now


@transaction.atomic
def arrive(*, email: str, language: str) -> Person:
    """The person with this address, of which proof was just seen; made, to be written to in this language, if need be.

    A new one has no role, no password, and may do no more than any reader. Raises `UnusableAddress`, and
    `AccountClosed` where the account was closed.
    """
    refuse_unusable(email)
    person = _known(email) or _made(email, language) or _known(email)
    if person is None or not person.is_active:
        raise AccountClosed("the account of whoever has this address is closed")
    return person


def _known(email: str) -> Person | None:
    return Person.objects.filter(email__iexact=email).first()


def _made(email: str, language: str) -> Person | None:
    """The new person; None where somebody else made them in the meantime."""
    person = Person(email=email.lower(), language=language, joined_at=now())
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        return None
    record(person.actor, "proved an address and got an account", person.actor)
    return person
