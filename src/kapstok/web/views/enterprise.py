# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from kapstok.enterprises.own_words.queries import shown
from kapstok.enterprises.queries import NoSuchEnterprise, by_slug
from kapstok.enterprises.visibility.looks import Look
from kapstok.regions.folder import RegionFolder
from kapstok.web.answers import remembered
from kapstok.web.counted import Counted, count
from kapstok.web.house import page
from kapstok.web.methods import only_read
from kapstok.web.mine.needs_link import need_address
from kapstok.web.public_page import found_on, public_page
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
    found = found_on(known, region)
    if found is None:
        raise Http404
    told = public_page(known, found, shown(known), region)
    if found.is_listed:
        told["need_href"] = need_address(request, known.slug)
    answer = page(request, "web/enterprise.html", told)
    count(request, answer, Counted(look=Look.at_page(region.today(), known.pk)))
    return answer
