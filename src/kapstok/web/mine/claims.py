# SPDX-License-Identifier: EUPL-1.2
"""One's own claims: where each stands, and the next step."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.models import Person
from kapstok.enterprises.claiming.actions import ClaimClosed, Try, look, try_code, withdraw
from kapstok.enterprises.claiming.looking import Look, in_names, on_page
from kapstok.enterprises.claiming.queries import claims_of
from kapstok.enterprises.enums import ProofKind
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Claim
from kapstok.enterprises.ownership import became, people_of
from kapstok.regions.folder import RegionFolder
from kapstok.web.mine import door
from kapstok.web.mine.claim_words import claim_page, line
from kapstok.web.mine.frame import framed


@require_safe
@door.signed_in
def claims(request: HttpRequest, person: Person) -> HttpResponse:
    """Every claim of one's own, the newest first."""
    return framed(request, person, "mine/claims.html", {"lines": [line(one) for one in claims_of(person)]})


@require_safe
@door.signed_in
def claim(request: HttpRequest, person: Person, number: UUID) -> HttpResponse:
    """One claim of one's own."""
    return _shown(request, person, _found(person, number))


@require_POST
@door.signed_in
def enter_code(request: HttpRequest, person: Person, number: UUID) -> HttpResponse:
    """Takes the code of the mail or the letter."""
    found, region = _found(person, number), RegionFolder.current().region()
    try:
        came = try_code(
            claim=found,
            typed=request.POST.get("code", ""),
            today=region.today(),
            rules=ListingRules.of(region),
        )
    except ClaimClosed:
        return _back(found)
    if came in (Try.WRONG, Try.NOT_SENT):
        wrong = gettext("Deze code klopt niet. Kijk hem na en probeer het nog eens.")
        return _shown(request, person, _found(person, number), error=wrong, status=422)
    if came is Try.RIGHT:
        messages.success(request, gettext("De code klopt."))
    return _back(found)


@require_POST
@door.signed_in
def check(request: HttpRequest, person: Person, number: UUID) -> HttpResponse:
    """Looks now whether the record or the tag is there."""
    found, region = _found(person, number), RegionFolder.current().region()
    try:
        came = look(claim=found, eyes=_eyes, today=region.today(), rules=ListingRules.of(region))
    except ClaimClosed:
        return _back(found)
    if came is Look.FOUND:
        messages.success(request, gettext("Gevonden. Dank u wel."))
    elif came is not Try.TOO_LATE:
        messages.warning(request, _not_found(came))
    return _back(found)


@require_POST
@door.signed_in
def take_back(request: HttpRequest, person: Person, number: UUID) -> HttpResponse:
    """Withdraws a claim; another may be begun at once."""
    found = _found(person, number)
    try:
        withdraw(claim=found)
    except ClaimClosed:
        return _back(found)
    messages.success(request, gettext("De claim is ingetrokken."))
    return HttpResponseRedirect(reverse("claim", args=[became(found.enterprise).slug]))


def _eyes(found: Claim, wanted: str) -> Look:
    if found.proof == ProofKind.DNS:
        return in_names(found.target, wanted)
    return on_page(found.target, wanted, contact=RegionFolder.current().region().email)


def _not_found(came: Look | Try) -> str:
    if came is Look.NOT_THERE:
        return gettext("Wij vonden het nog niet. Staat het er pas net? Probeer het over een uur weer.")
    if came is Try.TOO_MANY:
        return gettext("Wij keken al heel vaak. Kies een ander bewijs, of vraag het de redactie.")
    return gettext("Wij konden niet kijken: de website of het domein antwoordt niet, of laat ons niet toe.")


def _found(person: Person, number: UUID) -> Claim:
    return get_object_or_404(claims_of(person).select_related("enterprise"), pk=number)


def _shown(
    request: HttpRequest, person: Person, found: Claim, *, error: str = "", status: int = 200
) -> HttpResponse:
    is_mine = people_of(became(found.enterprise)).filter(pk=person.pk).exists()
    told = {"claim": claim_page(found, is_mine=is_mine), "error": error}
    return framed(request, person, "mine/claim.html", told, status)


def _back(found: Claim) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("mine_claim", args=[found.pk]))
