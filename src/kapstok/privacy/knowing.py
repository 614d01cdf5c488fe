# SPDX-License-Identifier: EUPL-1.2
"""Everything that is known of the person with an e-mail address, room by room, as plain JSON."""

from __future__ import annotations

from typing import Any

from kapstok.accounts.knowing import (
    account_of,
    factors_of,
    invitations_to,
    mandates_of,
    person_of,
    sessions_of,
    trail_of,
)
from kapstok.accounts.models import Person
from kapstok.enterprises.knowing import claims_of, registered_with, reports_with, words_with
from kapstok.notices.knowing import mail_to, messages_to, preferences_of
from kapstok.procurement.knowing import needs_with

# What a register shows comes from there, and stays as long as it proves a label.
FROM_REGISTERS = "registers"


def known_of(email: str) -> dict[str, Any]:
    """What is known, by kind (docs/commands.md, `person show`); an empty list, or None for `account`, is nothing."""
    person = person_of(email)
    return {
        "email": email.strip(),
        **_of_account(person),
        "invitations": invitations_to(email),
        "mail": mail_to(email),
        "messages": messages_to(email),
        "preferences": preferences_of(email),
        "claims": claims_of(email),
        "reports": reports_with(email),
        "own_words": words_with(email),
        "needs": needs_with(email, person.actor if person else None),
        FROM_REGISTERS: registered_with(email),
    }


def is_known(document: dict[str, Any]) -> bool:
    """Whether `known_of` found anything but what registers show."""
    return any(value for name, value in document.items() if name not in {"email", FROM_REGISTERS})


def _of_account(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {"account": None, "mandates": [], "factors": [], "sessions": [], "trail": []}
    return {
        "account": account_of(person),
        "mandates": mandates_of(person),
        "factors": factors_of(person),
        "sessions": sessions_of(person),
        "trail": trail_of(person),
    }
