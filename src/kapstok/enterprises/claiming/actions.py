# SPDX-License-Identifier: EUPL-1.2
"""What somebody does who says that an enterprise is theirs (claiming.md)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.utils.translation import get_language

from kapstok.accounts.models import Person
from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.text import in_lines
from kapstok.enterprises.claiming import codes, words
from kapstok.enterprises.claiming.looking import Look
from kapstok.enterprises.claiming.offers import Offer, address_at, offered, proves_at_once
from kapstok.enterprises.claiming.proving import contested, held, proven, settle, subject
from kapstok.enterprises.claiming.queries import made_since, offers_of, waiting_claim
from kapstok.enterprises.enums import ClaimState, ProofKind
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.enterprises.ownership import parts_of, people_of
from kapstok.enterprises.placing import locked

MOST_TRIES: Final = 5
MOST_LOOKS: Final = 40
PER_PERSON: Final = 5
PER_ENTERPRISE: Final = 15
LONGEST_MESSAGE: Final = 2_000
LASTS: Final = {
    ProofKind.MAIL: timedelta(minutes=30),
    ProofKind.DNS: timedelta(days=7),
    ProofKind.PAGE: timedelta(days=7),
    ProofKind.LETTER: timedelta(days=60),
    ProofKind.EDITOR: timedelta(days=60),
}
_A_DAY: Final = timedelta(days=1)
_DISTURBING: Final = (ProofKind.MAIL, ProofKind.LETTER, ProofKind.EDITOR)


class NotClaimable(KapstokError):
    """The enterprise is not shown at request: only an editor can say whose it is."""


class AlreadyYours(KapstokError):
    """Who claims it acts for the enterprise already."""


class AlreadyClaiming(KapstokError):
    """The same person has a claim on this enterprise under way."""

    def __init__(self, claim: Claim):
        self.claim = claim
        super().__init__(f"claim {claim.pk} is under way")


class NotOffered(KapstokError):
    """The enterprise does not offer this proof now, or what was given with it cannot be used."""


class MessageTooLong(KapstokError):
    """What the editors are told is longer than `LONGEST_MESSAGE` characters."""


class TooManyClaims(KapstokError):
    """This person made enough claims today, or this enterprise was claimed often enough."""


class ClaimClosed(KapstokError):
    """Something came of the claim already."""


class Try(StrEnum):
    """What came of a code that was typed."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_MANY = "too-many"
    TOO_LATE = "too-late"
    NOT_SENT = "not-sent"


@transaction.atomic
def claim(
    *,
    enterprise: Enterprise,
    person: Person,
    proof: ProofKind,
    target: str,
    today: date,
    rules: ListingRules,
    local: str = "",
    message: str = "",
) -> Claim:
    """Begins a claim with one of the proofs that the enterprise offers, and takes the first step of it.

    `target` is that of the offer, `local` the part before the @ where the offer is a whole domain, `message` what the
    editors are told. Who signed in with an address that proves it has proven it. Raises `NotClaimable`,
    `AlreadyYours`, `AlreadyClaiming`, `TooManyClaims`, `NotOffered`, `MessageTooLong`.
    """
    at, known = now(), locked(enterprise)
    _refuse(known, person, at)
    offer = offered(offers_of(known, today, rules), proof, target)
    if offer is None:
        raise NotOffered(f"{known.slug} does not offer this proof")
    said = in_lines(message)
    if len(said) > LONGEST_MESSAGE:
        raise MessageTooLong(f"an explanation has at most {LONGEST_MESSAGE} characters")
    if offer.proof is ProofKind.EDITOR and not said:
        raise NotOffered("an editor needs an explanation")
    address = address_at(offer, local) if offer.proof is ProofKind.MAIL else ""
    is_proven = proves_at_once(offer, person.email)
    if address is None and not is_proven:
        raise NotOffered("this cannot stand before the @ of an address")
    if not is_proven:
        _refuse_crowd(known, offer, at)
    made = _made(known, person, offer, said, at)
    if is_proven:
        return proven(made, known, today, rules)
    if offer.proof is ProofKind.MAIL:
        _send_code(made, known, address or "", at)
    if offer.proof is ProofKind.LETTER:
        words.tell_letter_asked(made, known)
    return contested(made, known) if offer.proof is ProofKind.EDITOR else made


@transaction.atomic
def try_code(*, claim: Claim, typed: str, today: date, rules: ListingRules) -> Try:
    """Takes the code of a mail or a letter; the right one proves the claim, the fifth wrong one ends it.

    Raises `ClaimClosed`.
    """
    found, enterprise = _open(claim, ProofKind.MAIL, ProofKind.LETTER)
    if found.ends_at <= now():
        settle(found, ClaimState.EXPIRED, actor=found.person.actor)
        return Try.TOO_LATE
    if not found.code_digest:
        return Try.NOT_SENT
    found.attempts += 1
    if codes.is_right(found.pk, found.code_digest, typed):
        proven(found, enterprise, today, rules)
        return Try.RIGHT
    if found.attempts >= MOST_TRIES:
        settle(found, ClaimState.EXPIRED, actor=found.person.actor)
        return Try.TOO_MANY
    found.save(update_fields=["attempts"])
    return Try.WRONG


def look(*, claim: Claim, eyes: Callable[[Claim, str], Look], today: date, rules: ListingRules) -> Look | Try:
    """Looks on the site for the token of the claim; found, it is proven. `eyes` says how: `looking`.

    Nothing is held while others are waited for. Raises `ClaimClosed`.
    """
    allowed = _count_look(claim)
    if allowed is not None:
        return allowed
    seen = eyes(claim, codes.token(claim.pk))
    if seen is Look.FOUND:
        with transaction.atomic():
            found, enterprise = _open(claim, ProofKind.DNS, ProofKind.PAGE)
            proven(found, enterprise, today, rules)
    return seen


@transaction.atomic
def withdraw(*, claim: Claim) -> None:
    """Takes a claim back, by who made it. Raises `ClaimClosed`."""
    found, _ = held(claim)
    if found.state not in (ClaimState.OPEN, ClaimState.CONTESTED):
        raise ClaimClosed(f"claim {found.pk} is {found.state}")
    settle(found, ClaimState.WITHDRAWN, actor=found.person.actor)


@transaction.atomic
def expire(at: datetime) -> int:
    """The nightly step: closes the claims whose time is over; gives how many. A second time changes nothing."""
    due = list(Claim.objects.select_for_update().filter(state=ClaimState.OPEN, ends_at__lte=at))
    for one in due:
        settle(one, ClaimState.EXPIRED, actor="kapstok")
    return len(due)


def _refuse(enterprise: Enterprise, person: Person, at: datetime) -> None:
    if enterprise.withheld:
        raise NotClaimable(f"{enterprise.slug} cannot be claimed on a page")
    if people_of(enterprise).filter(pk=person.pk).exists():
        raise AlreadyYours(f"this person acts for {enterprise.slug} already")
    waiting = waiting_claim(person, enterprise)
    if waiting and waiting.state == ClaimState.OPEN and waiting.ends_at <= at:
        settle(waiting, ClaimState.EXPIRED, actor=person.actor)
    elif waiting:
        raise AlreadyClaiming(waiting)
    if made_since(at - _A_DAY, person=person) >= PER_PERSON:
        raise TooManyClaims("this person made enough claims today")


def _refuse_crowd(enterprise: Enterprise, offer: Offer, at: datetime) -> None:
    """Bounds what comes down on an enterprise's mailbox, its letterbox and the editors, whoever sends it.

    Who can prove it without those is not held up by who only tries.
    """
    made = made_since(at - _A_DAY, enterprises=parts_of(enterprise), proofs=_DISTURBING)
    if offer.proof in _DISTURBING and made >= PER_ENTERPRISE:
        raise TooManyClaims(f"{enterprise.slug} was claimed often enough today")


def _made(enterprise: Enterprise, person: Person, offer: Offer, message: str, at: datetime) -> Claim:
    made = Claim.objects.create(
        enterprise=enterprise,
        person=person,
        proof=offer.proof,
        target=offer.target,
        shown_by_id=offer.run,
        message=message,
        state=ClaimState.OPEN,
        made_at=at,
        ends_at=at + LASTS[offer.proof],
    )
    record(person.actor, "claimed", subject(made), enterprise=str(enterprise.pk), proof=offer.proof.value)
    return made


def _send_code(made: Claim, enterprise: Enterprise, address: str, at: datetime) -> None:
    code = codes.new_code()
    made.code_digest, made.sent_at = codes.digest(made.pk, code), at
    made.save(update_fields=["code_digest", "sent_at"])
    words.mail_code(made, enterprise, address, code, language=(get_language() or "nl")[:2])


def _open(claim: Claim, *proofs: ProofKind) -> tuple[Claim, Enterprise]:
    found, enterprise = held(claim)
    if found.state != ClaimState.OPEN or found.proof not in proofs:
        raise ClaimClosed(f"claim {found.pk} is {found.state}")
    return found, enterprise


@transaction.atomic
def _count_look(claim: Claim) -> Try | None:
    """Counts one look more; what is wrong where there may be none."""
    found, _ = _open(claim, ProofKind.DNS, ProofKind.PAGE)
    if found.ends_at <= now():
        settle(found, ClaimState.EXPIRED, actor=found.person.actor)
        return Try.TOO_LATE
    if found.attempts >= MOST_LOOKS:
        return Try.TOO_MANY
    found.attempts += 1
    found.save(update_fields=["attempts"])
    return None
