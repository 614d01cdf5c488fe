# SPDX-License-Identifier: EUPL-1.2
"""The first page of one enterprise for who acts for it: how it stands, how it was found, what waits for an answer."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from kapstok.accounts.models import Organisation, Person
from kapstok.accounts.rules import SEE_MEMBERS
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.ownership import may_for, organisations_of
from kapstok.enterprises.queries import profile_of
from kapstok.enterprises.rules import EDIT_PROFILE, SAY_RENEWAL, SEE_OWN
from kapstok.enterprises.visibility.queries import WEEKS, found_by, weeks
from kapstok.procurement.needs_queries import received_by
from kapstok.procurement.rules import READ_NEEDS
from kapstok.regions.folder import RegionFolder
from kapstok.web.mine import door
from kapstok.web.mine.frame import framed
from kapstok.web.mine.labels import own_labels, standing_of
from kapstok.web.mine.profile_completeness import progress
from kapstok.web.mine.seen_picture import HEIGHT, WIDTH, picture
from kapstok.web.ways import Choice


@require_safe
@door.of_enterprise(SEE_OWN)
def enterprise(request: HttpRequest, person: Person, enterprise: Enterprise) -> HttpResponse:
    """One's own enterprise: listed or not and why, labels, what was seen of it, and the ways on."""
    region = RegionFolder.current().region()
    today = region.today()
    found = profile_of(enterprise, today, ListingRules.of(region))
    if found is None:
        raise Http404
    seen = weeks(enterprise, today)
    acting = organisations_of(enterprise)
    reads_needs, edits = may_for(READ_NEEDS, person, acting), may_for(EDIT_PROFILE, person, acting)
    return framed(
        request,
        person,
        "mine/enterprise.html",
        {
            "enterprise": enterprise,
            "trail": ((gettext("Overzicht"), reverse("mine")),),
            "standing": standing_of(found, region),
            "labels": own_labels(enterprise, found, region, today),
            "may_say": may_for(SAY_RENEWAL, person, acting),
            "weeks": seen,
            "count": WEEKS,
            "picture": picture(seen),
            "size": (WIDTH, HEIGHT),
            "questions": found_by(enterprise, today),
            "needs": received_by(enterprise).count() if reads_needs else None,
            "unread": received_by(enterprise).filter(opened_at=None).count() if reads_needs else 0,
            "progress": progress(enterprise) if edits else None,
            "ways": _ways(person, enterprise, acting, edits=edits),
        },
    )


def _ways(
    person: Person, enterprise: Enterprise, acting: Sequence[Organisation], *, edits: bool
) -> list[Choice]:
    """Where else something of this enterprise can be done or read, as far as this person may."""
    ways = [_way(gettext("Uw openbare pagina"), "enterprise", enterprise.slug)]
    if edits:
        ways += [
            _way(gettext("Uw profiel"), "mine_profile", enterprise.slug),
            _way(gettext("Foto’s"), "mine_photos", enterprise.slug),
            _way(gettext("Geschiedenis van uw profiel"), "mine_profile_history", enterprise.slug),
        ]
    ways += [
        _way(gettext("Wie voor %(name)s optreedt") % {"name": one.name}, "mine_organisation", one.pk)
        for one in acting
        if SEE_MEMBERS.granted_for(person, one.pk)
    ]
    return ways


def _way(text: str, name: str, which: str | int) -> Choice:
    return Choice(text, reverse(name, args=[which]))
