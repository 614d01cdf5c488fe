# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from kapstok.accounts.models import Person
from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError


class UnusableAddress(KapstokError):
    """What was given is not an e-mail address."""


@transaction.atomic
def add_administrator(*, email: str, actor: str) -> tuple[Person, bool]:
    """Makes the person with this address an administrator; says whether that changed anything.

    Raises `UnusableAddress`. The account has no password: it can act, and sign-in is set up apart from it.
    """
    try:
        validate_email(email)
    except ValidationError:
        raise UnusableAddress(f"{email!r} is not an e-mail address") from None
    person = Person.objects.filter(email__iexact=email).first() or Person(
        email=email.lower(), joined_at=now()
    )
    if person.is_administrator:
        return person, False
    person.is_administrator = True
    if not person.password:
        person.set_unusable_password()
    person.save()
    record(actor, "made administrator", f"person:{person.pk}")
    return person, True
