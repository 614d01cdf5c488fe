# SPDX-License-Identifier: EUPL-1.2
"""Files to keep: of one's own list, and of what a search found."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from kapstok.enterprises.finding import find
from kapstok.procurement.columns import on_offer
from kapstok.procurement.export import MOST
from kapstok.procurement.queries import Choice, choices, shortlist
from kapstok.regions.folder import RegionFolder
from kapstok.web import own_list
from kapstok.web.around import around
from kapstok.web.directory import question, remarks
from kapstok.web.house import page
from kapstok.web.known_values import question_in
from kapstok.web.list_files import as_file, asked_file, setting
from kapstok.web.lists import column_choices
from kapstok.web.methods import only_read
from kapstok.web.understood import whence


@never_cache
@only_read
def my_file(request: HttpRequest) -> HttpResponseBase:
    """One's own list as a file."""
    region = RegionFolder.current().region()
    key = own_list.key_of(request)
    listed, asked = shortlist(key) if key else None, asked_file(request.GET)
    if listed is None or asked is None:
        return HttpResponseRedirect(reverse("my-list"))
    chosen, title = choices(listed), listed.title or gettext("Mijn lijst")
    file = as_file(title, chosen, len(chosen), asked, setting(request, region, region.today()))
    if file is None:
        messages.error(
            request, gettext("Het bestand kon niet worden gemaakt. Probeer een ander soort bestand.")
        )
        return HttpResponseRedirect(reverse("my-list"))
    return file


@only_read
def found_file(request: HttpRequest) -> HttpResponseBase:
    """What a search finds as a file; without a kind of file, the page on which it is chosen.

    So too where a filter is unknown: nobody takes a file for narrower than it is.
    """
    folder = RegionFolder.current()
    region, today = folder.region(), folder.region().today()
    query, asked = question_in(request.GET, folder, today), asked_file(request.GET, of_list=False)
    most, place = MOST[asked.kind] if asked else 0, around(query.around, region.area)
    found = find(folder, question(query, place, today, most))
    here = setting(request, region, today)
    if asked and not query.unknown:
        chosen = [Choice(one.standing.enterprise.pk) for one in found.finds]
        file = as_file(gettext("Ondernemingen"), chosen, found.total, asked, here)
        if file is not None:
            return file
    offer = on_offer(shared=False, of_list=False)
    return page(
        request,
        "web/found_file.html",
        {
            "asked": query,
            "back": query.address(reverse("directory")),
            "total": found.total,
            "available": found.available,
            "failed": asked is not None and not query.unknown,
            "remarks": tuple(remarks(query, place, whence(place, found.asked))),
            "most": MOST,
            "columns": column_choices(offer, [column.heading(here) for column in offer]),
            "unlisted": True,
        },
    )
