# SPDX-License-Identifier: EUPL-1.2
"""One's own shortlist: to save to it, to change it, to share it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.queries import NoSuchEnterprise, by_slug
from kapstok.procurement import actions
from kapstok.procurement.columns import on_offer
from kapstok.procurement.lines import lines
from kapstok.procurement.models import Shortlist
from kapstok.procurement.queries import choices, enterprises_by_slug, open_share, shortlist, token_of
from kapstok.regions.folder import RegionFolder
from kapstok.web import own_list
from kapstok.web.house import page
from kapstok.web.list_files import setting
from kapstok.web.lists import Shared, column_choices, list_rows
from kapstok.web.methods import only_read
from kapstok.web.mine.needs_link import need_address

_NOTE = "notitie-"
_LONGEST_BACK = 2_000
_SLUG = re.compile(r"[a-z0-9-]{1,200}")


@never_cache
@only_read
def mine(request: HttpRequest) -> HttpResponse:
    """The list of who is looking: order, notes, sharing, files. Without one: how to begin."""
    key = own_list.key_of(request)
    listed = shortlist(key) if key else None
    region = RegionFolder.current().region()
    today = region.today()
    if key and listed and actions.opened(key=key):
        own_list.remember(request, key)
    found = lines(choices(listed), today, ListingRules.of(region)) if listed else []
    offer = on_offer(shared=False, of_list=True)
    here = setting(request, region, today)
    return page(
        request,
        "web/list.html",
        {
            "title": listed.title if listed else "",
            "rows": list_rows(found, region, today),
            "need_href": need_address(request) if listed else "",
            "most": actions.MOST,
            "is_full": len(found) >= actions.MOST,
            "shared": _shared(request, listed) if listed else None,
            "columns": column_choices(offer, [column.heading(here) for column in offer]),
            "unlisted": True,
        },
    )


@require_POST
@csrf_exempt
def save(request: HttpRequest) -> HttpResponse:
    """Puts an enterprise on the list, and goes back to where that was asked.

    The button stands on pages that set no cookie, so there is no token to check. What a browser says of where a
    form stood cannot be forged by another site; where it says nothing, the visitor is asked, with a token.
    """
    enterprise = _meant(request)
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        asked = {"slug": enterprise.slug, "name": enterprise.name, "back": _back(request), "unlisted": True}
        return page(request, "web/list_save.html", asked)
    return _saved(request, enterprise)


@require_POST
def surely_save(request: HttpRequest) -> HttpResponse:
    """The same, from the page that asks again."""
    return _saved(request, _meant(request))


def _meant(request: HttpRequest) -> Enterprise:
    """The enterprise that the button names, as an address would: anything else is not there."""
    slug = request.POST.get("onderneming", "")
    try:
        enterprise, _ = by_slug(slug if _SLUG.fullmatch(slug) else "")
    except NoSuchEnterprise:
        raise Http404 from None
    if enterprise.withheld:
        raise Http404
    return enterprise


def _saved(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    try:
        saved = actions.save(key=own_list.key_of(request), enterprise=enterprise.pk)
    except actions.ListFull:
        full = gettext("Uw lijst is vol: er passen %(most)s ondernemingen op. Haal er eerst een af.")
        messages.warning(request, full % {"most": actions.MOST})
        return HttpResponseRedirect(reverse("my-list"))
    own_list.remember(request, saved.key)
    messages.success(request, gettext("%(name)s staat op uw lijst.") % {"name": enterprise.name})
    return HttpResponseRedirect(_back(request))


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Keeps what was written, whichever button was used, and does what the button says."""
    key = own_list.key_of(request)
    listed = shortlist(key) if key else None
    if not key or listed is None:
        messages.warning(request, gettext("Deze lijst is er niet meer."))
        return HttpResponseRedirect(reverse("my-list"))
    known = enterprises_by_slug(listed)
    written = {name.removeprefix(_NOTE): name for name in request.POST if name.startswith(_NOTE)}
    notes = {known[slug]: request.POST.get(name, "") for slug, name in written.items() if slug in known}
    actions.write(key=key, title=request.POST.get("titel", listed.title), notes=notes)
    verb, _, slug = request.POST.get("doe", "").partition(":")
    own_list.remember(request, key)
    if slug in known and verb in _ACTS:
        _ACTS[verb](key=key, enterprise=known[slug])
        place = f"#{slug}" if verb != "weg" else ""
        return HttpResponseRedirect(reverse("my-list") + place)
    if request.POST.get("doe") == "leeg":
        actions.empty(key=key)
        messages.success(request, gettext("Uw lijst is leeg."))
    else:
        messages.success(request, gettext("Titel en notities zijn bewaard."))
    return HttpResponseRedirect(reverse("my-list"))


_ACTS: dict[str, Callable[..., None]] = {
    "omhoog": partial(actions.move, by=-1),
    "omlaag": partial(actions.move, by=1),
    "weg": actions.remove,
}


@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """Makes a link to the list as it is now."""
    region = RegionFolder.current().region()
    try:
        actions.share(key=own_list.key_of(request) or "", day=region.today(), rules=ListingRules.of(region))
    except (actions.NoSuchList, actions.NothingToShare):
        messages.warning(request, gettext("Zet eerst een onderneming op uw lijst. Dan kunt u haar delen."))
    except actions.AlreadyShared:
        messages.info(request, gettext("U deelt deze lijst al."))
    else:
        messages.success(request, gettext("De link is gemaakt. Wie hem heeft, kan de lijst lezen."))
    return HttpResponseRedirect(reverse("my-list") + "#delen")


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ends the link."""
    try:
        actions.withdraw(key=own_list.key_of(request) or "")
    except actions.NoSuchList:
        messages.warning(request, gettext("Deze lijst is er niet meer."))
    else:
        messages.success(
            request, gettext("De link is ingetrokken. Niemand kan de gedeelde lijst nog openen.")
        )
    return HttpResponseRedirect(reverse("my-list") + "#delen")


def _shared(request: HttpRequest, listed: Shortlist) -> Shared | None:
    made = open_share(listed)
    if made is None:
        return None
    token = token_of(made)
    href = request.build_absolute_uri(reverse("shared-list", args=[token])) if token else ""
    return Shared(made.day, href)


def _back(request: HttpRequest) -> str:
    """Where the button stood, when that is a page of this site; else the list."""
    asked = request.POST.get("terug", "")
    is_ours = (
        asked.startswith("/")
        and asked.isprintable()
        and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    )
    return asked if is_ours and len(asked) <= _LONGEST_BACK else reverse("my-list")
