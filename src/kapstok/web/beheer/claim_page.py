# SPDX-License-Identifier: EUPL-1.2
"""A claim as editors see it: who, with what proof, and why it is theirs to decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from kapstok.enterprises.claiming.offers import Offer, offered
from kapstok.enterprises.claiming.queries import offers_of, rivals
from kapstok.enterprises.enums import ClaimState, ProofKind
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.enterprises.ownership import became, people_of
from kapstok.regions.region_file import Region
from kapstok.web.mine.claim_words import is_over_time, proof_words

STATES: Final = {
    ClaimState.OPEN: gettext_lazy("Wacht op de aanvrager"),
    ClaimState.CONTESTED: gettext_lazy("Wacht op een besluit"),
    ClaimState.GRANTED: gettext_lazy("Toegekend"),
    ClaimState.REFUSED: gettext_lazy("Afgewezen"),
    ClaimState.WITHDRAWN: gettext_lazy("Ingetrokken"),
    ClaimState.EXPIRED: gettext_lazy("Verlopen"),
}


@dataclass(frozen=True)
class ClaimLine:
    """One claim in a list."""

    number: UUID
    slug: str
    name: str
    email: str
    proof: str
    state: str
    on: date


@dataclass(frozen=True)
class Letter:
    """How the letter of a claim stands."""

    address: tuple[str, ...]
    is_printed: bool
    posted_on: date | None


@dataclass(frozen=True)
class Told:
    """One claim: `whys` are the reasons that it needs an editor; `shown_by` is the number of a run."""

    line: ClaimLine
    target: str
    shown_by: int | None
    proved_on: date | None
    message: str
    whys: tuple[str, ...]
    acting: tuple[str, ...]
    rivals: tuple[ClaimLine, ...]
    letter: Letter | None
    is_waiting: bool
    reason: str = ""
    decided_on: date | None = None


def claim_line(claim: Claim, region: Region) -> ClaimLine:
    """A claim in a list; its person and enterprise are at hand."""
    enterprise = became(claim.enterprise)
    return ClaimLine(
        claim.pk, enterprise.slug, enterprise.name, claim.person.email, proof_words(claim.proof), _state(claim),
        _day(claim.made_at, region),
    )  # fmt: skip


def told(claim: Claim, region: Region) -> Told:
    """All that an editor needs to decide."""
    enterprise = became(claim.enterprise)
    is_waiting = claim.state in (ClaimState.OPEN, ClaimState.CONTESTED)
    acting = tuple(people_of(enterprise).values_list("email", flat=True)) if is_waiting else ()
    others = tuple(rivals(claim)) if is_waiting else ()
    return Told(
        line=claim_line(claim, region),
        target=claim.target,
        shown_by=claim.shown_by_id,
        proved_on=_day(claim.proved_at, region) if claim.proved_at else None,
        message=claim.message,
        whys=tuple(_whys(claim, enterprise, region, bool(acting), others)) if is_waiting else (),
        acting=acting,
        rivals=tuple(claim_line(other, region) for other in others),
        letter=_letter(claim, region) if claim.state == ClaimState.OPEN else None,
        is_waiting=is_waiting,
        reason=claim.reason,
        decided_on=_day(claim.decided_at, region) if claim.decided_at else None,
    )


def _state(claim: Claim) -> str:
    if is_over_time(claim):
        return gettext("Verlopen")
    if claim.state == ClaimState.OPEN and claim.proof == ProofKind.LETTER and claim.sent_at is None:
        return gettext("Brief moet op de post")
    return str(STATES[ClaimState(claim.state)])


def _whys(
    claim: Claim, enterprise: Enterprise, region: Region, is_acted_for: bool, others: tuple[Claim, ...]
) -> Iterator[str]:
    if claim.proof == ProofKind.EDITOR:
        yield gettext("De aanvrager kan het niet zelf bewijzen.")
    elif claim.proved_at is None:
        yield gettext("Het bewijs is er nog niet.")
    else:
        yield gettext("Het bewijs is er: de code of de regel klopte.")
        yield from _of_the_register(_shown_now(claim, enterprise, region))
    if is_acted_for:
        yield gettext("Er treedt al iemand op voor deze onderneming.")
    if any(other.proved_at for other in others):
        yield gettext("Iemand anders bewees het ook.")
    if enterprise.withheld:
        yield gettext("De onderneming staat op verzoek niet op de site.")


def _of_the_register(offer: Offer | None) -> Iterator[str]:
    if offer is None:
        yield gettext("Het register toont nu iets anders dan toen de claim begon.")
    elif not offer.is_settled:
        yield gettext(
            "Het register toont dit nog geen 14 dagen. Ga na of de wijziging echt van de onderneming kwam."
        )


def _shown_now(claim: Claim, enterprise: Enterprise, region: Region) -> Offer | None:
    return offered(offers_of(enterprise, region.today(), ListingRules.of(region)), claim.proof, claim.target)


def _letter(claim: Claim, region: Region) -> Letter | None:
    if claim.proof != ProofKind.LETTER:
        return None
    posted_on = _day(claim.sent_at, region) if claim.sent_at else None
    return Letter(tuple(claim.target.splitlines()), bool(claim.code_digest), posted_on)


def _day(at: datetime, region: Region) -> date:
    return at.astimezone(region.timezone).date()
