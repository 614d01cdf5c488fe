# SPDX-License-Identifier: EUPL-1.2
"""A password counts together with a second factor only: what becomes of one without."""

from __future__ import annotations

from django.db import transaction

from kapstok.accounts.models import Person
from kapstok.core.actions import record


@transaction.atomic
def give_up_password(*, person: Person, actor: str) -> None:
    """Throws a password away; every session that it opened ends. Links that were given to choose one still work."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
    record(actor, "gave up the password", person.actor)
