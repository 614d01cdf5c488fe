# SPDX-License-Identifier: EUPL-1.2
"""A list that somebody shared: whoever has the link may read it, keep it as a file, and copy it.

What it answers is for who asked only: it is kept by no browser or cache between, found by no search engine, and
its address is told to no other site.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kapstok.enterprises.listing import ListingRules
from kapstok.procurement import actions
from kapstok.procurement.columns import on_offer
from kapstok.procurement.lines import lines
from kapstok.procurement.models import Share
from kapstok.procurement.queries import NoSuchShare, ShareWithdrawn, choices
from kapstok.procurement.queries import shared as shared_by
from kapstok.regions.folder import RegionFolder
from kapstok.web import own_list
from kapstok.web.house import page
from kapstok.web.list_files import as_file, asked_file, setting
from kapstok.web.lists import column_choices, list_rows
from kapstok.web.methods import only_read

View = Callable[..., HttpResponseBase]


def _for_who_has_the_link(view: View) -> View:
    """Gives a view the list of its token; a link that was withdrawn says so, one that never was is not there."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, token: str, **told: Any) -> HttpResponseBase:
        try:
            response = view(request, shared_by(token), token, **told)
        except NoSuchShare:
            raise Http404 from None
        except ShareWithdrawn:
            response = page(request, "web/list_withdrawn.html", {"unlisted": True}, status=410)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        return response

    return answer


@only_read
@_for_who_has_the_link
def shared(request: HttpRequest, made: Share, token: str) -> HttpResponse:
    """The list as it was shared, with the labels of that day and of today."""
    region = RegionFolder.current().region()
    today = region.today()
    found = lines(choices(made), today, ListingRules.of(region), made.day)
    offer = on_offer(shared=True, of_list=True)
    here = setting(request, region, today, made.day)
    return page(
        request,
        "web/shared_list.html",
        {
            "title": made.title,
            "token": token,
            "rows": list_rows(found, region, today),
            "today": today,
            "shared_on": made.day,
            "columns": column_choices(offer, [column.heading(here) for column in offer]),
            "unlisted": True,
        },
    )


@only_read
@_for_who_has_the_link
def shared_file(request: HttpRequest, made: Share, token: str) -> HttpResponseBase:
    """The shared list as a file."""
    region = RegionFolder.current().region()
    asked = asked_file(request.GET, shared=True)
    if asked is None:
        return HttpResponseRedirect(reverse("shared-list", args=[token]))
    listed = choices(made)
    title = made.title or gettext("Gedeelde lijst")
    here = setting(request, region, region.today(), made.day)
    file = as_file(title, listed, len(listed), asked, here)
    if file is None:
        messages.error(
            request, gettext("Het bestand kon niet worden gemaakt. Probeer een ander soort bestand.")
        )
        return HttpResponseRedirect(reverse("shared-list", args=[token]))
    return file


@require_http_methods(["GET", "HEAD", "POST"])
@_for_who_has_the_link
def copy(request: HttpRequest, made: Share, token: str) -> HttpResponse:
    """Asks whether the list may be added to one's own, and does so.

    A page of its own, which tells its address to this site only: a form on a page that tells it to nobody is
    sent without an origin, and then nobody can know that it was sent from here.
    """
    if request.method == "POST":
        copied = actions.copy(made=made, key=own_list.key_of(request))
        own_list.remember(request, copied.key)
        _tell(request, copied)
        return HttpResponseRedirect(reverse("my-list"))
    own = own_list.saved(request)
    answer = page(
        request,
        "web/list_copy.html",
        {"title": made.title, "token": token, "count": len(choices(made)), "own": len(own), "unlisted": True},
    )
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def _tell(request: HttpRequest, copied: actions.Copied) -> None:
    if copied.left_out:
        said = gettext(
            "%(added)s ondernemingen zijn overgenomen. "
            "Voor %(left)s was er geen plaats: er passen %(most)s op een lijst."
        )
        messages.warning(
            request, said % {"added": copied.added, "left": copied.left_out, "most": actions.MOST}
        )
    elif copied.added:
        messages.success(request, gettext("De lijst is overgenomen."))
    else:
        messages.info(request, gettext("Alles van deze lijst stond al op uw lijst."))
