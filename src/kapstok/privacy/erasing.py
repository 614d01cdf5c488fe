# SPDX-License-Identifier: EUPL-1.2
"""Erasing whoever has an e-mail address from every room at once."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models.functions import Coalesce

from kapstok.accounts.erasing import erase_person, forget_invitations
from kapstok.accounts.knowing import addresses_of, person_of
from kapstok.accounts.models import Person
from kapstok.enterprises.knowing import registered_with
from kapstok.enterprises.own_words.forgetting import forget as forget_words
from kapstok.enterprises.reporting import forget_reporter
from kapstok.notices.actions import forget as forget_notices
from kapstok.privacy.knowing import FROM_REGISTERS
from kapstok.privacy.remnants import write_anew
from kapstok.procurement.needs_sending import forget_buyer

UNUSED: Final = timedelta(days=400)
_PROGRAM: Final = "program"


@dataclass(frozen=True)
class Erased:
    """How much of what was erased; `scrubbed`: also of what a database file still holds of removed rows.

    `registers`: which of them show the address, and go on doing so (`enterprises.knowing.registered_with`).
    """

    account: bool
    invitations: int
    notices: int
    reports: int
    own_words: int
    needs: int
    scrubbed: bool = True
    registers: tuple[dict[str, Any], ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there was something to erase."""
        return any(value for name, value in asdict(self).items() if name not in {"scrubbed", FROM_REGISTERS})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def erase(*, email: str, actor: str) -> Erased:
    """Erases what is known of the person with this address, in one transaction; a second time there is nothing left.

    What registers show stays, and is told: it comes back with every reading. Raises `LastAdministrator`, and then
    nothing is erased.
    """
    # Before it is forgotten which addresses the person had.
    registers = tuple(one for address in addresses_of(email) for one in registered_with(address))
    done = replace(_erase(email=email.strip(), actor=actor), registers=registers)
    return replace(done, scrubbed=write_anew()) if done.anything else done


def erase_unused(*, at: datetime) -> int:
    """Erases the accounts of people without a role, who act for nobody, claim nothing and did not sign in for long.

    Gives how many (`UNUSED`). What a database file still holds of them is for `remnants`.
    """
    used = Coalesce("last_login", "joined_at")
    idle = Person.objects.annotate(used=used).filter(role="", mandates=None, used__lt=at - UNUSED)
    addresses = list(idle.exclude(claims__ends_at__gt=at).order_by("pk").values_list("email", flat=True))
    for email in addresses:
        _erase(email=email, actor=_PROGRAM)
    return len(addresses)


@transaction.atomic
def _erase(*, email: str, actor: str) -> Erased:
    person, addresses = person_of(email), addresses_of(email)
    author = person.actor if person else ""
    notices = sum(map(forget_notices, addresses))
    reports = sum(forget_reporter(email=one, actor=actor) for one in addresses)
    needs = sum(forget_buyer(email=one) for one in addresses)
    invitations = sum(forget_invitations(email=one, actor=actor) for one in addresses)
    # It tells the search index, which is a transaction's last act but for the account's own end.
    own_words = sum(forget_words(email=one, actor=actor, author=author) for one in addresses)
    if person is not None:
        erase_person(person=person, actor=actor)
    return Erased(person is not None, invitations, notices, reports, own_words, needs)
