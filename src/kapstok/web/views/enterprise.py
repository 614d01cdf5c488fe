# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.queries import NoSuchEnterprise, by_slug, profile_of
from kapstok.regions.folder import RegionFolder
from kapstok.registers.queries import register_names
from kapstok.web.answers import remembered
from kapstok.web.house import page
from kapstok.web.methods import only_read
from kapstok.web.profile import profile_page
from kapstok.web.views.withheld import not_shown


@only_read
@remembered
def enterprise(request: HttpRequest, slug: str) -> HttpResponse:
    """One enterprise. A former address leads to the present one for ever."""
    region = RegionFolder.current().region()
    try:
        known, moved = by_slug(slug)
    except NoSuchEnterprise:
        raise Http404 from None
    if moved:
        return HttpResponsePermanentRedirect(reverse("enterprise", args=[known.slug]))
    if known.withheld:
        return not_shown(request)
    found = profile_of(known, region.today(), ListingRules.of(region))
    if found is None:
        raise Http404
    profile = profile_page(known.slug, found, region, register_names(), region.today())
    return page(request, "web/enterprise.html", {"profile": profile, "unlisted": not found.is_listed})
