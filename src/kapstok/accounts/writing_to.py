# SPDX-License-Identifier: EUPL-1.2
"""In which language a person is written to."""

from __future__ import annotations

from django.db import transaction

from kapstok.accounts.models import Person
from kapstok.core.actions import record


@transaction.atomic
def write_in(*, person: Person, language: str, actor: str) -> None:
    """Writes to a person in this language (ISO 639-1) from now on."""
    if person.language == language:
        return
    person.language = language
    person.save(update_fields=["language"])
    record(actor, "chose a language", person.actor, language=language)
