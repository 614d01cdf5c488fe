# SPDX-License-Identifier: EUPL-1.2
"""Everything that is known of the person with an e-mail address, room by room, as plain JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kapstok.accounts.knowing import (
    account_of,
    addresses_of,
    factors_of,
    invitations_to,
    mandates_of,
    person_of,
    sessions_of,
    trail_of,
)
from kapstok.accounts.models import Person
from kapstok.enterprises.knowing import claims_of, registered_with, reports_with, words_with
from kapstok.notices.knowing import mail_to, messages_to, preferences_of, told_to_others
from kapstok.procurement.knowing import needs_with

# What a register shows comes from there, and stays as long as it proves a label.
FROM_REGISTERS = "registers"


def known_of(email: str) -> dict[str, Any]:
    """What is known, by kind (docs/commands.md, `person show`); an empty list, or None for `account`, is nothing."""
    person, addresses = person_of(email), addresses_of(email)
    author = person.actor if person else ""

    def of_each(found: Callable[[str], list[dict[str, Any]]]) -> list[dict[str, Any]]:
        return [one for address in addresses for one in found(address)]

    return {
        "email": email.strip(),
        **_of_account(person),
        "invitations": of_each(invitations_to),
        "mail": of_each(mail_to),
        "messages": messages_to(email),
        "told_to_others": of_each(told_to_others),
        "preferences": preferences_of(email),
        "claims": claims_of(email),
        "reports": of_each(reports_with),
        "own_words": words_with(addresses, author),
        "needs": needs_with(email, author or None),
        FROM_REGISTERS: of_each(registered_with),
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
