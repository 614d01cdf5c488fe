# SPDX-License-Identifier: EUPL-1.2
"""Whose an enterprise is, as far as editors decide it: claims, letters, and an enterprise by their own hand."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kapstok.enterprises.claiming import letter, queries
from kapstok.enterprises.claiming.actions import ClaimClosed
from kapstok.enterprises.claiming.deciding import (
    LONGEST_REASON,
    ActedFor,
    AlreadyHanded,
    NoLetter,
    OwnClaim,
    Verdict,
    decide,
    hand_by_editor,
    post_letter,
    print_letter,
)
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.enterprises.ownership import became
from kapstok.enterprises.queries import NoSuchEnterprise, by_slug
from kapstok.enterprises.rules import DECIDE_CLAIMS
from kapstok.enterprises.typesetting import PdfFailed
from kapstok.regions.folder import RegionFolder
from kapstok.web.account.links import in_full
from kapstok.web.beheer import door
from kapstok.web.beheer.claim_page import Told, claim_line, told
from kapstok.web.beheer.enterprise_address import our_hosts, slug_in
from kapstok.web.beheer.frame import framed
from kapstok.web.pages import Pages

log = logging.getLogger(__name__)
_ON_A_PAGE = 25
_LISTS: Final = {"loopt": queries.under_way, "besloten": queries.decided}
_VERDICTS: Final = {
    Verdict.GRANT: gettext_lazy("Toekennen"),
    Verdict.JOIN: gettext_lazy("Toekennen, naast wie er al voor optreedt"),
    Verdict.REPLACE: gettext_lazy("Toekennen, in plaats van wie er nu voor optreedt"),
    Verdict.REFUSE: gettext_lazy("Afwijzen"),
}


class DecisionForm(forms.Form):
    """What an editor makes of a claim; what there is to choose depends on whether somebody acts already."""

    verdict = forms.ChoiceField(label=gettext_lazy("Wat besluit u?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy(
            "Wijst u af, of komt de onderneming bij iemand anders, dan lezen de betrokkenen dit. Schrijf niets over "
            "anderen."
        ),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: object, acted_for: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offered = (Verdict.JOIN, Verdict.REPLACE) if acted_for else (Verdict.GRANT,)
        self.fields["verdict"].choices = [(one.value, _VERDICTS[one]) for one in (*offered, Verdict.REFUSE)]  # type: ignore[attr-defined]


class HandForm(forms.Form):
    """An enterprise, and whose it is, by an editor's own hand."""

    enterprise = forms.CharField(
        label=gettext_lazy("Onderneming"),
        help_text=gettext_lazy("Het adres van haar pagina, of het laatste deel daarvan: de-gouden-bezem."),
        max_length=400,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Wie zich met dit adres aanmeldt, kan de uitnodiging aannemen."),
        max_length=254,
    )
    reason = forms.CharField(
        label=gettext_lazy("Hoe weet u dat?"),
        help_text=gettext_lazy("Bijvoorbeeld: gebeld met de onderneming. Dit zien alleen redacteuren."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: object, ours: Collection[str], **kwargs: object) -> None:
        """`ours`: the hosts whose addresses are taken (enterprise_address.our_hosts)."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._ours = ours

    def clean_enterprise(self) -> Enterprise:
        slug = slug_in(self.cleaned_data["enterprise"].strip(), self._ours)
        if slug is None:
            raise forms.ValidationError(gettext("Dit is geen adres van een onderneming op deze site."))
        try:
            return by_slug(slug)[0]
        except NoSuchEnterprise:
            raise forms.ValidationError(gettext("Deze onderneming kennen wij niet.")) from None


@require_safe
@door.opened_by(DECIDE_CLAIMS)
def claims(request: HttpRequest) -> HttpResponse:
    """Claims that wait for an editor; or those that wait for their claimant; or those that were decided."""
    return _list(request, HandForm(ours=our_hosts(request)))


@require_safe
@door.opened_by(DECIDE_CLAIMS)
def claim(request: HttpRequest, number: UUID) -> HttpResponse:
    """One claim, why it is here, and the question what becomes of it."""
    return _one(request, _found(number))


@require_POST
@door.opened_by(DECIDE_CLAIMS)
def verdict(request: HttpRequest, number: UUID) -> HttpResponse:
    """Grants or refuses a claim."""
    found = _found(number)
    known = _told(found)
    form = DecisionForm(request.POST, acted_for=bool(known.acting))
    if not form.is_valid():
        return _one(request, found, form, status=422)
    given = form.cleaned_data
    try:
        decide(
            claim=found, verdict=Verdict(given["verdict"]), reason=given["reason"], actor=door.actor(request)
        )
    except OwnClaim:
        messages.error(request, gettext("Over uw eigen claim besluit een andere redacteur."))
    except (ClaimClosed, ActedFor):
        messages.warning(request, gettext("Er is intussen iets veranderd. Kijk hoe de claim nu staat."))
    else:
        messages.success(request, gettext("De claim is afgehandeld."))
    return _back(found)


@require_POST
@door.opened_by(DECIDE_CLAIMS)
def paper(request: HttpRequest, number: UUID) -> HttpResponse:
    """The letter as a PDF, with a new code; the code of one that was printed before ends."""
    found = _found(number)
    try:
        printed, code = print_letter(claim=found, actor=door.actor(request))
        pdf = letter.render(
            printed, became(found.enterprise), code, RegionFolder.current().region(), _where(request)
        )
    except NoLetter:
        return _back(found)
    except PdfFailed as error:
        log.error("letter of claim %s: %s", number, error)
        messages.error(request, gettext("De brief kon niet gemaakt worden. Probeer het later nog eens."))
        return _back(found)
    name = f'attachment; filename="brief-{number}.pdf"'
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": name})


@require_POST
@door.opened_by(DECIDE_CLAIMS)
def posted(request: HttpRequest, number: UUID) -> HttpResponse:
    """Says that the letter is on the post: its code is valid from now."""
    found = _found(number)
    try:
        post_letter(claim=found, actor=door.actor(request))
    except NoLetter:
        messages.warning(request, gettext("Maak eerst de brief."))
    else:
        messages.success(request, gettext("De aanvrager weet dat de brief onderweg is."))
    return _back(found)


@require_POST
@door.opened_by(DECIDE_CLAIMS)
def hand(request: HttpRequest) -> HttpResponse:
    """Makes an enterprise that nobody acts for somebody's, by an editor's hand."""
    form = HandForm(request.POST, ours=our_hosts(request))
    if not form.is_valid():
        return _list(request, form, status=422)
    given = form.cleaned_data
    try:
        hand_by_editor(
            enterprise=given["enterprise"],
            email=given["email"],
            reason=given["reason"],
            actor=door.actor(request),
        )
    except ActedFor:
        form.add_error("enterprise", gettext("Er treedt al iemand op voor deze onderneming."))
        return _list(request, form, status=422)
    except AlreadyHanded as refused:
        form.add_error(
            "enterprise",
            gettext("Voor deze onderneming staat nog een uitnodiging open. Trek die eerst in."),
        )
        return _list(request, form, status=422, handed=refused.organisation.pk)
    except OwnClaim:
        form.add_error("email", gettext("Dit is uw eigen adres. Vraag het een andere redacteur."))
        return _list(request, form, status=422)
    messages.success(request, gettext("De uitnodiging is verstuurd."))
    return HttpResponseRedirect(reverse("beheer_claims"))


def _list(request: HttpRequest, form: HandForm, status: int = 200, handed: int | None = None) -> HttpResponse:
    region, which = RegionFolder.current().region(), request.GET.get("lijst", "")
    is_waiting = which not in _LISTS
    found = Paginator(queries.to_decide() if is_waiting else _LISTS[which](), _ON_A_PAGE)
    shown = found.get_page(request.GET.get("pagina"))
    here = reverse("beheer_claims") + ("?" if is_waiting else f"?lijst={which}&")
    context = {
        "which": "" if is_waiting else which,
        "lines": [claim_line(one, region) for one in shown.object_list],
        "letters": [claim_line(one, region) for one in queries.letters_to_send()] if is_waiting else [],
        "pages": Pages.of(shown.number, found.num_pages, lambda number: f"{here}pagina={number}"),
        "form": form,
        "handed": handed,
    }
    return framed(request, "beheer/claims.html", context, status)


def _one(
    request: HttpRequest, found: Claim, form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    known = _told(found)
    asked = form or DecisionForm(acted_for=bool(known.acting))
    context = {"claim": known, "form": asked if known.is_waiting else None}
    return framed(request, "beheer/claim.html", context, status)


def _where(request: HttpRequest) -> str:
    """Where one finds one's claims, as it stands on paper."""
    with translation.override("nl"):
        return in_full(reverse("mine_claims"), request)


def _told(found: Claim) -> Told:
    return told(found, RegionFolder.current().region())


def _found(number: UUID) -> Claim:
    return get_object_or_404(Claim.objects.select_related("person", "enterprise__merged_into"), pk=number)


def _back(found: Claim) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("beheer_claim", args=[found.pk]))
