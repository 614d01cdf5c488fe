# SPDX-License-Identifier: EUPL-1.2
"""Claims in words, for who claims; an address that they may not have is never shown whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext

from kapstok.core.clock import now
from kapstok.enterprises.claiming.actions import MOST_TRIES
from kapstok.enterprises.claiming.codes import token
from kapstok.enterprises.claiming.looking import RECORD, meta_tag, record_text
from kapstok.enterprises.claiming.offers import masked
from kapstok.enterprises.enums import ClaimState, ProofKind
from kapstok.enterprises.models import Claim
from kapstok.enterprises.ownership import became
from kapstok.regions.folder import RegionFolder


@dataclass(frozen=True)
class ClaimLine:
    """One claim in a list of one's own."""

    number: UUID
    slug: str
    name: str
    proof: str
    state: str
    on: date


@dataclass(frozen=True)
class ClaimPage:
    """Where a claim stands. `step` says what can be done: "code", "record", "tag", "wait" or nothing."""

    number: UUID
    slug: str
    name: str
    title: str = ""
    text: str = ""
    kind: str = "info"
    step: str = ""
    until: datetime | None = None
    tries_left: int = 0
    target: str = ""
    record: str = ""
    value: str = ""
    tag: str = ""
    reason: str = ""
    is_mine: bool = False
    is_over: bool = False


def proof_words(proof: str) -> str:
    """The name of a kind of proof."""
    return {
        ProofKind.MAIL: gettext("Code per mail"),
        ProofKind.DNS: gettext("Regel bij het domein"),
        ProofKind.PAGE: gettext("Tag op de website"),
        ProofKind.LETTER: gettext("Code per brief"),
        ProofKind.EDITOR: gettext("Via de redactie"),
    }[ProofKind(proof)]


def state_words(claim: Claim) -> str:
    """How a claim stands, in a few words."""
    if is_over_time(claim):
        return gettext("Verlopen")
    return {
        ClaimState.OPEN: gettext("Wacht op uw bewijs"),
        ClaimState.CONTESTED: gettext("Bij de redactie"),
        ClaimState.GRANTED: gettext("Toegekend"),
        ClaimState.REFUSED: gettext("Afgewezen"),
        ClaimState.WITHDRAWN: gettext("Ingetrokken"),
        ClaimState.EXPIRED: gettext("Verlopen"),
    }[ClaimState(claim.state)]


def is_over_time(claim: Claim) -> bool:
    return claim.state == ClaimState.OPEN and claim.ends_at <= now()


def line(claim: Claim) -> ClaimLine:
    enterprise = became(claim.enterprise)
    state, on = state_words(claim), _day(claim.made_at)
    return ClaimLine(claim.pk, enterprise.slug, enterprise.name, proof_words(claim.proof), state, on)


def claim_page(claim: Claim, *, is_mine: bool) -> ClaimPage:
    """A claim as its claimant sees it; `is_mine`: whether they act for the enterprise now."""
    enterprise = became(claim.enterprise)
    is_over = claim.state in (ClaimState.EXPIRED, ClaimState.WITHDRAWN) or is_over_time(claim)
    page = ClaimPage(
        claim.pk,
        enterprise.slug,
        enterprise.name,
        is_mine=is_mine and claim.state == ClaimState.GRANTED,
        is_over=is_over,
    )
    return _open(claim, page) if claim.state == ClaimState.OPEN and not is_over else _closed(claim, page)


def _open(claim: Claim, page: ClaimPage) -> ClaimPage:
    until = claim.ends_at.astimezone(RegionFolder.current().region().timezone)
    page = replace(page, until=until, target=masked(claim.target))
    match ProofKind(claim.proof):
        case ProofKind.DNS:
            return replace(
                page,
                title=gettext("Zet deze regel bij uw domein"),
                text=gettext(
                    "Druk daarna op de knop. Soms duurt het een uur voor een nieuwe regel te zien is."
                ),
                step="record",
                record=f"{RECORD}.{claim.target}",
                value=record_text(token(claim.pk)),
            )
        case ProofKind.PAGE:
            return replace(
                page,
                title=gettext("Zet deze tag op uw website"),
                text=gettext("Hij hoort in het head-deel van de voorpagina. Bezoekers zien er niets van."),
                step="tag",
                tag=meta_tag(token(claim.pk)),
            )
        case ProofKind.LETTER if claim.sent_at is None:
            return replace(
                page,
                title=gettext("De brief gaat binnenkort op de post"),
                text=gettext("U krijgt bericht zodra hij onderweg is. Daarna vult u hier de code in."),
                step="wait",
            )
        case ProofKind.LETTER:
            title = gettext("Vul de code uit de brief in")
            text = gettext("De brief is op de post, naar het adres dat in een register staat.")
        case _:
            title, text = gettext("Vul de code uit de mail in"), _mailed(claim)
    return replace(page, title=title, text=text, step="code", tries_left=MOST_TRIES - claim.attempts)


def _mailed(claim: Claim) -> str:
    if claim.target.startswith("@"):
        return gettext("Wij stuurden de code naar het adres bij %(domain)s dat u noemde.") % {
            "domain": claim.target
        }
    return gettext("Wij stuurden de code naar %(address)s. Vraag hem aan wie daar de mail leest.") % {
        "address": masked(claim.target)
    }


def _closed(claim: Claim, page: ClaimPage) -> ClaimPage:
    title, text, kind = {
        ClaimState.CONTESTED: (
            gettext("Een redacteur bekijkt uw claim"),
            gettext("U krijgt bericht zodra er een besluit is. U hoeft nu niets te doen."),
            "info",
        ),
        ClaimState.GRANTED: (
            gettext("Deze onderneming staat op uw naam"),
            gettext("U kunt nu vertellen wat uw onderneming doet, en collega's uitnodigen."),
            "ok",
        ),
        ClaimState.REFUSED: (
            gettext("Uw claim is afgewezen"),
            gettext("Bent u het er niet mee eens? Mail ons."),
            "warning",
        ),
        ClaimState.WITHDRAWN: (
            gettext("U trok deze claim in"),
            gettext("U kunt altijd opnieuw beginnen."),
            "info",
        ),
    }.get(
        ClaimState(claim.state),
        (
            gettext("Deze claim is verlopen"),
            gettext("De tijd was om, of er was te vaak een verkeerde code. U kunt opnieuw beginnen."),
            "warning",
        ),
    )
    reason = claim.reason if claim.state == ClaimState.REFUSED else ""
    return replace(page, title=title, text=text, kind=kind, reason=reason)


def _day(at: datetime) -> date:
    return at.astimezone(RegionFolder.current().region().timezone).date()
