# SPDX-License-Identifier: EUPL-1.2
"""What follows from a proof: the enterprise is theirs, or an editor looks first (claiming.md, rules 4 and 7)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from kapstok.accounts.enums import Function, OrganisationKind
from kapstok.accounts.mandates import give_mandate
from kapstok.accounts.models import Mandate, Organisation, Person
from kapstok.accounts.organisations import close_organisation, make_organisation
from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.text import squeeze
from kapstok.enterprises.claiming import words
from kapstok.enterprises.claiming.offers import offered
from kapstok.enterprises.claiming.queries import is_acted_for, offers_of
from kapstok.enterprises.enums import ClaimState
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Claim, Enterprise, Ownership
from kapstok.enterprises.ownership import organisations_of, parts_of
from kapstok.enterprises.placing import locked

OWNER = (Function.ENTREPRENEUR, Function.MANAGER)


def held(claim: Claim) -> tuple[Claim, Enterprise]:
    """A claim and what its enterprise is now, both as they are now and held until the transaction ends.

    First the enterprise, always: so that of two who prove it at once one is first.
    """
    enterprise = locked(claim.enterprise)
    return Claim.objects.select_for_update(of=("self",)).select_related("person").get(pk=claim.pk), enterprise


def proven(claim: Claim, enterprise: Enterprise, today: date, rules: ListingRules) -> Claim:
    """What becomes of a claim that was just proven; both are held.

    Granted at once, unless the register shows something else by now, shows it only since shortly, somebody acts for
    the enterprise already, an editor looks at the claim of another, or it is not shown at request.
    """
    claim.proved_at = now()
    record(claim.person.actor, "proved a claim", subject(claim), proof=claim.proof)
    shown = offered(offers_of(enterprise, today, rules), claim.proof, claim.target)
    stands = shown is not None and shown.is_settled and not enterprise.withheld
    if stands and not is_acted_for(enterprise) and not _is_contested(claim, enterprise):
        granted(claim, enterprise, actor=claim.person.actor)
    else:
        contested(claim, enterprise)
    return claim


def granted(claim: Claim, enterprise: Enterprise, *, actor: str, reason: str = "") -> Claim:
    """Makes an enterprise theirs who claims it; both are held."""
    hand(enterprise, to=claim.person, actor=actor)
    settle(claim, ClaimState.GRANTED, actor=actor, reason=reason)
    words.tell_granted(claim, enterprise)
    return claim


def contested(claim: Claim, enterprise: Enterprise) -> Claim:
    """Lets an editor decide, and tells everybody whom it concerns; both are held."""
    claim.state = ClaimState.CONTESTED
    claim.save(update_fields=["state", "proved_at", "attempts"])
    record(claim.person.actor, "claim contested", subject(claim), enterprise=str(claim.enterprise_id))
    words.tell_contested(claim, enterprise)
    return claim


def settle(claim: Claim, state: ClaimState, *, actor: str, reason: str = "") -> None:
    """Closes a claim, with who did and why; its code is worth nothing any more."""
    claim.state, claim.reason, claim.code_digest = state, reason, ""
    claim.decided_at, claim.decided_by = now(), actor
    fields = ["state", "reason", "code_digest", "decided_at", "decided_by", "proved_at", "attempts"]
    claim.save(update_fields=fields)
    record(actor, f"claim {state.value}", subject(claim), enterprise=str(claim.enterprise_id))


@transaction.atomic
def hand(enterprise: Enterprise, *, to: Person | None, actor: str) -> Organisation:
    """An organisation of its own that acts for a held enterprise, with this person as its manager; earlier ones close.

    What the enterprise said of itself stays with it.
    """
    for earlier in organisations_of(enterprise):
        close_organisation(organisation=earlier, actor=actor)
    Ownership.objects.filter(
        enterprise__in=parts_of(enterprise), organisation__closed_at__isnull=False
    ).delete()
    name = squeeze(enterprise.name) or enterprise.slug
    made = make_organisation(kind=OrganisationKind.ENTERPRISE, name=name, actor=actor)
    Ownership.objects.create(enterprise=enterprise, organisation=made, since=now())
    if to is not None:
        give_mandate(person=to, organisation=made, functions=OWNER, actor=actor)
    record(actor, "handed the enterprise", f"enterprise:{enterprise.pk}", organisation=made.pk)
    return made


def join(enterprise: Enterprise, *, person: Person, actor: str) -> bool:
    """Lets a person act for a held enterprise beside those who do; whether there was anybody to join."""
    acting = Mandate.objects.filter(person__is_active=True).values("organisation")
    organisations = [one for one in organisations_of(enterprise) if acting.filter(organisation=one).exists()]
    if organisations:
        give_mandate(
            person=person, organisation=organisations[0], functions=(Function.ENTREPRENEUR,), actor=actor
        )
    return bool(organisations)


def subject(claim: Claim) -> str:
    """What the audit trail calls a claim."""
    return f"claim:{claim.pk}"


def _is_contested(claim: Claim, enterprise: Enterprise) -> bool:
    """Whether somebody else proved it before, and an editor looks at that."""
    others = Claim.objects.filter(enterprise__in=parts_of(enterprise), state=ClaimState.CONTESTED)
    return others.exclude(pk=claim.pk).exclude(proved_at=None).exists()
