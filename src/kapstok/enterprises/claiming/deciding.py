# SPDX-License-Identifier: EUPL-1.2
"""What editors do about claims: letters, decisions, and an enterprise by their own hand (claiming.md, rules 7 to 9)."""

from __future__ import annotations

import uuid
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.utils.translation import get_language

from kapstok.accounts.actions import refuse_unusable
from kapstok.accounts.inviting import invite_member
from kapstok.accounts.models import Organisation, Person
from kapstok.accounts.queries import invitations_of
from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.text import in_lines
from kapstok.enterprises.claiming import codes, words
from kapstok.enterprises.claiming.actions import LASTS, ClaimClosed
from kapstok.enterprises.claiming.proving import OWNER, granted, hand, held, join, settle, subject
from kapstok.enterprises.claiming.queries import is_acted_for
from kapstok.enterprises.enums import ClaimState, ProofKind
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.enterprises.ownership import organisations_of, people_of
from kapstok.enterprises.placing import locked

LONGEST_REASON: Final = 1_000
# What was printed and not posted is printed again: nobody knows where the paper is.
_ON_THE_DESK: Final = timedelta(days=14)


class Verdict(StrEnum):
    """What an editor makes of a claim."""

    GRANT = "grant"
    JOIN = "join"  # beside those who act for it already
    REPLACE = "replace"  # in their place
    REFUSE = "refuse"


class NoReason(KapstokError):
    """A decision needs a reason."""


class OwnClaim(KapstokError):
    """Nobody decides about their own claim."""


class ActedFor(KapstokError):
    """Somebody acts for the enterprise: the claimant joins them or takes their place, and the editor says which."""


class AlreadyHanded(KapstokError):
    """Somebody was invited to act for the enterprise by `organisation`, and has not answered yet."""

    def __init__(self, organisation: Organisation):
        self.organisation = organisation
        super().__init__(f"an invitation of organisation {organisation.pk} is open")


class NoLetter(KapstokError):
    """The claim does not wait for a letter, or none was printed."""


@transaction.atomic
def decide(*, claim: Claim, verdict: Verdict, reason: str, actor: str) -> Claim:
    """Grants or refuses a claim that is open or contested. Raises `NoReason`, `OwnClaim`, `ClaimClosed`, `ActedFor`."""
    why = in_lines(reason)[:LONGEST_REASON]
    if not why:
        raise NoReason("a decision needs a reason")
    found, enterprise = held(claim)
    if found.person.actor == actor:
        raise OwnClaim("nobody decides about their own claim")
    if found.state not in (ClaimState.OPEN, ClaimState.CONTESTED):
        raise ClaimClosed(f"claim {found.pk} is {found.state}")
    match verdict:
        case Verdict.REFUSE:
            settle(found, ClaimState.REFUSED, actor=actor, reason=why)
            words.tell_refused(found, enterprise)
        case Verdict.JOIN if join(enterprise, person=found.person, actor=actor):
            settle(found, ClaimState.GRANTED, actor=actor, reason=why)
            words.tell_joined(found, enterprise)
        case Verdict.GRANT if is_acted_for(enterprise):
            raise ActedFor(f"somebody acts for {enterprise.slug}")
        case _:
            before = list(people_of(enterprise).exclude(pk=found.person_id))
            granted(found, enterprise, actor=actor, reason=why)
            words.tell_replaced(before, subject(found), enterprise, why)
    return found


@transaction.atomic
def print_letter(*, claim: Claim, actor: str) -> tuple[Claim, str]:
    """A new code for the letter of a claim; one printed before is worth nothing any more. Raises `NoLetter`."""
    found, _ = held(claim)
    if found.state != ClaimState.OPEN or found.proof != ProofKind.LETTER:
        raise NoLetter(f"claim {found.pk} waits for no letter")
    code = codes.new_code()
    found.code_digest, found.attempts, found.sent_at = codes.digest(found.pk, code), 0, None
    found.ends_at = max(found.ends_at, now() + _ON_THE_DESK)
    found.save(update_fields=["code_digest", "attempts", "sent_at", "ends_at"])
    record(actor, "printed the letter of a claim", subject(found))
    return found, code


@transaction.atomic
def post_letter(*, claim: Claim, actor: str) -> Claim:
    """Says that the letter is on the post: its code is valid from now. Raises `NoLetter`."""
    found, enterprise = held(claim)
    is_printed = found.state == ClaimState.OPEN and found.proof == ProofKind.LETTER and found.code_digest
    if not is_printed or found.sent_at is not None:
        raise NoLetter(f"claim {found.pk} has no letter to post")
    found.sent_at = now()
    found.ends_at = found.sent_at + LASTS[ProofKind.LETTER]
    found.save(update_fields=["sent_at", "ends_at"])
    record(actor, "posted the letter of a claim", subject(found))
    words.tell_letter_posted(found, enterprise)
    return found


@transaction.atomic
def hand_by_editor(*, enterprise: Enterprise, email: str, reason: str, actor: str) -> Organisation:
    """Makes an enterprise that nobody acts for that of whoever has this address, who is invited to take it.

    Withheld ones too. Raises `NoReason`, `ActedFor`, `AlreadyHanded`, `OwnClaim`, `UnusableAddress`.
    """
    why, address = in_lines(reason)[:LONGEST_REASON], email.strip()
    if not why:
        raise NoReason("a decision needs a reason")
    refuse_unusable(address)
    known = locked(enterprise)
    if is_acted_for(known):
        raise ActedFor(f"somebody acts for {known.slug}")
    person = Person.objects.filter(email__iexact=address).first()
    if person is not None and person.actor == actor:
        raise OwnClaim("nobody hands an enterprise to themselves")
    for earlier in organisations_of(known):
        if invitations_of(earlier).exists():
            raise AlreadyHanded(earlier)
    made = hand(known, to=None, actor=actor)
    invite_member(organisation=made, email=address, functions=OWNER, actor=actor)
    record(actor, "handed by an editor", f"enterprise:{known.pk}", organisation=made.pk, why=why)
    language = person.language if person else (get_language() or "nl")[:2]
    words.mail_handed(known, address, f"handed:{uuid.uuid4()}", language=language)
    return made
