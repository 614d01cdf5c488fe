# SPDX-License-Identifier: EUPL-1.2
"""What is new in a register and differs from what the enterprise chose: offered field by field, never forced."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from kapstok.accounts.models import Person
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.actions import NothingOffered, keep, take_over
from kapstok.enterprises.own_words.queries import offers
from kapstok.enterprises.rules import EDIT_PROFILE
from kapstok.enterprises.sync import catch_up
from kapstok.regions.folder import RegionFolder
from kapstok.registers.queries import register_names
from kapstok.web.mine import door
from kapstok.web.mine.profile_sections import PART_TITLES
from kapstok.web.words import spoken


@dataclass(frozen=True)
class OfferLine:
    """A field with the enterprise's own word and what a register says now."""

    field: str
    title: str
    own: tuple[str, ...]
    now: tuple[str, ...]
    source: str


def offer_lines(enterprise: Enterprise) -> tuple[OfferLine, ...]:
    """What is offered now."""
    names = register_names()
    return tuple(
        OfferLine(
            one.field,
            str(PART_TITLES[one.field]),
            one.own,
            one.now,
            gettext("%(register)s, sinds %(day)s")
            % {"register": names.get(one.register, one.register), "day": spoken(one.since)},
        )
        for one in offers(enterprise)
    )


@require_POST
@door.of_enterprise(EDIT_PROFILE)
def decide(request: HttpRequest, *, person: Person, enterprise: Enterprise) -> HttpResponse:
    """Takes the register's newer value over (`doen=overnemen`), or stays with one's own (`doen=houden`)."""
    act = {"overnemen": take_over, "houden": keep}.get(request.POST.get("doen", ""))
    back = HttpResponseRedirect(reverse("mine_profile", args=[enterprise.slug]))
    if act is None:
        return back
    try:
        act(enterprise=enterprise, field=request.POST.get("veld", ""), actor=person.actor)
    except NothingOffered:
        messages.info(
            request, gettext("Daar heeft een collega al over beslist, of het register veranderde opnieuw.")
        )
        return back
    folder = RegionFolder.current()
    catch_up(folder, folder.region().today())
    messages.success(
        request,
        gettext("Overgenomen. Het register telt hier weer.")
        if act is take_over
        else gettext("Uw eigen woorden blijven staan."),
    )
    return back
