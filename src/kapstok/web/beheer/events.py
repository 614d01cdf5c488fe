# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from kapstok.enterprises.rules import FOLLOW_LABELS
from kapstok.regions.folder import RegionFolder
from kapstok.registers.queries import register_names
from kapstok.web.beheer import door
from kapstok.web.beheer.event_list import KIND_WORDS, EventQuery, by_day, event_line
from kapstok.web.beheer.feed import feed_address
from kapstok.web.beheer.frame import framed
from kapstok.web.pages import Pages

_ON_A_PAGE = 50


@require_safe
@door.opened_by(FOLLOW_LABELS)
def events(request: HttpRequest) -> HttpResponse:
    """What became of labels, the newest first, as far as the filters let through."""
    region, registers = RegionFolder.current().region(), register_names()
    query = EventQuery.read(request.GET, list(region.labels), list(registers))
    found = Paginator(query.found(), _ON_A_PAGE)
    shown = found.get_page(request.GET.get("pagina"))
    here = reverse("beheer_events")
    return framed(
        request,
        "beheer/events.html",
        {
            "query": query,
            "days": by_day(event_line(event, region) for event in shown.object_list),
            "total": found.count,
            "pages": Pages.of(shown.number, found.num_pages, lambda n: f"{here}?{query.address(pagina=n)}"),
            "labels": [(key, label.shown) for key, label in region.labels.items()],
            "kinds": [(kind.value, str(words)) for kind, words in KIND_WORDS.items()],
            "registers": sorted(registers.items(), key=lambda one: one[1]),
            "feed_href": feed_address(door.person(request), query, request),
            "unread": gettext("Deze dag kunnen wij niet lezen. Schrijf hem zo: 2027-03-31.")
            if query.unread
            else "",
        },
    )
