# SPDX-License-Identifier: EUPL-1.2
"""What somebody sees after signing in: whom they act for, what they are asked, and how to find their enterprise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.inviting import NoSuchInvitation, refuse_invitation, take_invitation
from kapstok.accounts.models import Invitation, Person
from kapstok.accounts.queries import INVITATION_LASTS, acting_of, invitations_for
from kapstok.core.text import squeeze
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.ownership import enterprises_of
from kapstok.enterprises.queries import named
from kapstok.enterprises.standing import standing
from kapstok.regions.folder import RegionFolder
from kapstok.web.chips import Chip, chips
from kapstok.web.mine import door
from kapstok.web.mine.acting_words import function_words, kind_words
from kapstok.web.mine.frame import framed
from kapstok.web.mine.member_notices import tell_managers
from kapstok.web.rows import place

_MOST_FOUND = 20
_LONGEST_NAME = 100


@dataclass(frozen=True)
class EnterpriseLine:
    """An enterprise that somebody acts for: whether it is listed today, and its labels."""

    href: str
    name: str
    is_listed: bool
    is_withheld: bool
    labels: tuple[Chip, ...]


@dataclass(frozen=True)
class ActingLine:
    """An organisation that somebody acts for, and as what."""

    number: int
    name: str
    kind: str
    functions: str


@dataclass(frozen=True)
class Asked:
    """An invitation that waits for an answer."""

    number: int
    name: str
    kind: str
    functions: str
    until: date


@dataclass(frozen=True)
class Found:
    """An enterprise by its name, and where it is."""

    slug: str
    name: str
    place: str


@require_safe
@door.signed_in
def overview(request: HttpRequest, person: Person) -> HttpResponse:
    """Invitations first, then whom they act for; who acts for nobody yet begins with finding their enterprise."""
    asked = squeeze(request.GET.get("naam", ""))[:_LONGEST_NAME]
    return framed(
        request,
        person,
        "mine/overview.html",
        {
            "invitations": [_asked(one) for one in invitations_for(person)],
            "enterprises": _enterprises(person),
            "organisations": [
                ActingLine(
                    one.organisation.pk,
                    one.organisation.name,
                    kind_words(one.organisation.kind),
                    function_words(one.functions),
                )
                for one in acting_of(person)
            ],
            "asked": asked,
            "found": _named(asked) if asked else [],
        },
    )


@require_POST
@door.signed_in
def take(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Takes an invitation: from now on they act for who invited them."""
    with transaction.atomic():
        try:
            organisation = take_invitation(person=person, number=number)
        except NoSuchInvitation:
            raise Http404 from None
        words = gettext_noop(
            "Iemand nam de uitnodiging van %(name)s aan en treedt nu voor haar op. Onder Mijn Kapstok ziet u wie."
        )
        tell_managers(organisation, words, but=person)
    messages.success(request, gettext("U treedt nu op voor %(name)s.") % {"name": organisation.name})
    return HttpResponseRedirect(reverse("mine"))


@require_POST
@door.signed_in
def refuse(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Says no to an invitation; it is gone."""
    with transaction.atomic():
        try:
            organisation = refuse_invitation(person=person, number=number)
        except NoSuchInvitation:
            raise Http404 from None
        words = gettext_noop("Iemand sloeg de uitnodiging van %(name)s af.")
        tell_managers(organisation, words, but=person)
    messages.success(
        request, gettext("U sloeg de uitnodiging van %(name)s af.") % {"name": organisation.name}
    )
    return HttpResponseRedirect(reverse("mine"))


def _asked(one: Invitation) -> Asked:
    zone = RegionFolder.current().region().timezone
    return Asked(
        one.pk,
        one.organisation.name,
        kind_words(one.organisation.kind),
        function_words(one.functions),
        (one.made_at + INVITATION_LASTS).astimezone(zone).date(),
    )


def _enterprises(person: Person) -> list[EnterpriseLine]:
    region = RegionFolder.current().region()
    own = enterprises_of(person)
    now = standing([str(one.pk) for one in own], region.today(), ListingRules.of(region))
    return [
        EnterpriseLine(
            reverse("mine_enterprise", args=[one.enterprise.slug]),
            one.enterprise.name,
            one.is_listed,
            one.enterprise.withheld,
            chips(one.labels, region),
        )
        for one in now
    ]


def _named(asked: str) -> list[Found]:
    """Enterprises by a part of their name, listed or not; what is withheld at request is shown to nobody here."""
    return [
        Found(one.slug, one.name, place(one.value("city"), one.municipality))
        for one in named(asked).filter(withheld=False)[:_MOST_FOUND]
    ]
