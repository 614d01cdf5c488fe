# SPDX-License-Identifier: EUPL-1.2
"""What is known of who has signed in: to look at, to take along, and to erase."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.actions import LastAdministrator
from kapstok.accounts.models import Person
from kapstok.privacy.erasing import erase as erase_everywhere
from kapstok.privacy.knowing import FROM_REGISTERS, known_of
from kapstok.web.mine import door
from kapstok.web.mine.frame import framed

_KINDS: Final = {
    "mandates": gettext_noop("Functies bij organisaties"),
    "invitations": gettext_noop("Uitnodigingen"),
    "factors": gettext_noop("Manieren om aan te tonen dat u het bent"),
    "sessions": gettext_noop("Plekken waar u bent aangemeld"),
    "mail": gettext_noop("Mails aan u"),
    "messages": gettext_noop("Berichten op de site"),
    "preferences": gettext_noop("Keuzes voor berichten"),
    "claims": gettext_noop("Aanvragen om een onderneming te beheren"),
    "reports": gettext_noop("Meldingen met uw e-mailadres"),
    "own_words": gettext_noop("Versies van profielen waarin u contactpersoon bent"),
    "needs": gettext_noop("Vragen aan ondernemingen"),
    "trail": gettext_noop("Regels in het logboek"),
}


@dataclass(frozen=True)
class Kind:
    """How much of one kind is known."""

    title: str
    count: int


@require_safe
@door.signed_in
def own_data(request: HttpRequest, person: Person) -> HttpResponse:
    """How much of what is known, with the way to all of it, and to erasing."""
    return _page(request, person)


@require_safe
@door.signed_in
def download(request: HttpRequest, person: Person) -> HttpResponse:
    """All of it, as JSON (docs/commands.md, `person show`)."""
    text = json.dumps(known_of(person.email), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="kapstok-mijn-gegevens.json"'
    return answer


@require_POST
@door.signed_in
def erase(request: HttpRequest, person: Person) -> HttpResponse:
    """Erases who asks for it and typed their own address to say so."""
    if request.POST.get("email", "").strip().casefold() != person.email.casefold():
        refused = gettext("Dit is niet het e-mailadres van uw account. Er is niets gewist.")
        return _page(request, person, refused=refused, status=422)
    try:
        erase_everywhere(email=person.email, actor=person.actor)
    except LastAdministrator:
        refused = gettext("U bent de laatste beheerder. Maak eerst iemand anders beheerder.")
        return _page(request, person, refused=refused, status=409)
    logout(request)
    messages.success(request, gettext("Uw account is gewist, met alles wat wij van u wisten."))
    return HttpResponseRedirect(reverse("home"))


def _page(request: HttpRequest, person: Person, *, refused: str = "", status: int = 200) -> HttpResponse:
    known = known_of(person.email)
    return framed(request, person, "mine/own_data.html", {**_shown(known), "refused": refused}, status)


def _shown(known: dict[str, Any]) -> dict[str, Any]:
    kinds = [Kind(gettext(title), len(known[name])) for name, title in _KINDS.items() if known[name]]
    return {"kinds": kinds, "registered": known[FROM_REGISTERS]}
