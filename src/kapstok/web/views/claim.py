# SPDX-License-Identifier: EUPL-1.2
"""“Is dit uw onderneming?”: what proves it, and the first step. The page is the same whether it is owned or not."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kapstok.accounts.models import Person
from kapstok.enterprises.claiming.actions import (
    AlreadyClaiming,
    AlreadyYours,
    MessageTooLong,
    NotClaimable,
    NotOffered,
    TooManyClaims,
    claim,
)
from kapstok.enterprises.claiming.queries import offers_of, waiting_claim
from kapstok.enterprises.enums import ClaimState
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.enterprises.ownership import people_of
from kapstok.enterprises.queries import NoSuchEnterprise, by_slug
from kapstok.regions.folder import RegionFolder
from kapstok.web.house import page
from kapstok.web.mine import door
from kapstok.web.mine.claim_offers import cards, name_of_offer
from kapstok.web.mine.claim_words import is_over_time
from kapstok.web.views.withheld import not_shown


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def claim_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """How somebody makes an enterprise theirs; who has signed in chooses a proof here."""
    try:
        known, moved = by_slug(slug)
    except NoSuchEnterprise:
        raise Http404 from None
    if moved and request.method != "POST":
        return HttpResponsePermanentRedirect(reverse("claim", args=[known.slug]))
    if known.withheld:
        return not_shown(request)
    if request.method == "POST":
        return _chosen(request, known=known)
    return _shown(request, known)


@door.signed_in
def _chosen(request: HttpRequest, person: Person, known: Enterprise) -> HttpResponse:
    region = RegionFolder.current().region()
    today, rules = region.today(), ListingRules.of(region)
    wanted = request.POST.get("bewijs", "")
    offer = next((one for one in offers_of(known, today, rules) if name_of_offer(one) == wanted), None)
    if offer is None:
        return _shown(request, known, error=gettext("Kies hieronder hoe u het wilt bewijzen."), status=422)
    try:
        made = claim(
            enterprise=known, person=person, proof=offer.proof, target=offer.target, today=today, rules=rules,
            local=request.POST.get("lokaal", ""), message=request.POST.get("uitleg", ""),
        )  # fmt: skip
    except AlreadyClaiming as refused:
        return _to(refused.claim)
    except (AlreadyYours, NotClaimable):
        return HttpResponseRedirect(reverse("claim", args=[known.slug]))
    except TooManyClaims:
        return _shown(
            request,
            known,
            error=gettext("Er waren vandaag al veel claims. Probeer het morgen weer."),
            status=429,
        )
    except NotOffered:
        why = _what_is_missing(request)
        return _shown(request, known, error=gettext("Er mist nog iets"), refused=wanted, why=why, status=422)
    except MessageTooLong:
        why = gettext("Dit is te lang. Maak er hoogstens 2.000 tekens van.")
        return _shown(
            request, known, error=gettext("Uw uitleg is te lang"), refused=wanted, why=why, status=422
        )
    _say(request, made)
    return _to(made)


def _shown(
    request: HttpRequest,
    known: Enterprise,
    *,
    error: str = "",
    refused: str = "",
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    here = reverse("claim", args=[known.slug])
    context: dict[str, Any] = {
        "enterprise": known,
        "trail": (
            (gettext("Voorpagina"), reverse("home")),
            (gettext("Ondernemingen"), reverse("directory")),
            (known.name, reverse("enterprise", args=[known.slug])),
        ),
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': here})}",
        "unlisted": True,
        "error": error,
        "refused": refused,
        "why": why,
        "typed": request.POST.get("uitleg") or request.POST.get("lokaal") or "",
        "person": None,
        "is_mine": False,
        "waiting": None,
        "proven": (),
        "cards": (),
        **_for(request, known),
    }
    return page(request, "web/claim.html", context, status)


def _for(request: HttpRequest, known: Enterprise) -> dict[str, Any]:
    """What somebody who has signed in sees: that it is theirs, their claim, or the proofs."""
    person = request.user
    if not isinstance(person, Person):
        return {}
    if people_of(known).filter(pk=person.pk).exists():
        return {"person": person, "is_mine": True}
    waiting = waiting_claim(person, known)
    if waiting and not is_over_time(waiting):
        return {"person": person, "waiting": waiting.pk}
    region = RegionFolder.current().region()
    proven, all_cards = cards(offers_of(known, region.today(), ListingRules.of(region)), person)
    return {"person": person, "proven": proven, "cards": all_cards}


def _what_is_missing(request: HttpRequest) -> str:
    if "uitleg" in request.POST:
        return gettext("Schrijf hoe wij kunnen nagaan dat de onderneming van u is.")
    return gettext("Vul alleen in wat voor de @ staat, zonder spaties.")


def _say(request: HttpRequest, made: Claim) -> None:
    if made.state == ClaimState.GRANTED:
        messages.success(request, gettext("Gelukt. De onderneming staat op uw naam."))
    elif made.state == ClaimState.CONTESTED:
        messages.info(request, gettext("Uw claim is bij de redactie."))


def _to(made: Claim) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("mine_claim", args=[made.pk]))
