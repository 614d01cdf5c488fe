# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kapstok.regions.folder import RegionFolder
from kapstok.web.answers import remembered
from kapstok.web.counted import count
from kapstok.web.directory import directory as found_for
from kapstok.web.house import page
from kapstok.web.known_values import question_in
from kapstok.web.methods import only_read


@only_read
@remembered
def directory(request: HttpRequest) -> HttpResponse:
    """Enterprises that answer the words and the filters in the address."""
    folder = RegionFolder.current()
    today = folder.region().today()
    asked = question_in(request.GET, folder, today)
    found = found_for(asked, reverse("directory"), folder, today)
    tiles = folder.region().map
    shown = {
        "asked": asked,
        "found": found,
        "points": asked.on_page(1).address(reverse("map-points")),
        "tiles": tiles,
        # Search engines get the whole list and every enterprise, not each question that somebody asked.
        "unlisted": not asked.is_plain,
    }
    answer = page(request, "web/directory.html", shown)
    count(request, answer, found.counted)
    if tiles:
        # Only here, and only for readers who ask for the background, may a browser ask another site for something.
        answer._csp_update = {"img-src": [tiles.host]}  # type: ignore[attr-defined]
    return answer
