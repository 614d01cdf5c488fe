# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kapstok.regions.folder import RegionFolder
from kapstok.web.answers import remembered
from kapstok.web.directory import directory as found_for
from kapstok.web.directory_query import DirectoryQuery
from kapstok.web.house import page


@require_safe
@remembered
def directory(request: HttpRequest) -> HttpResponse:
    """Enterprises that answer the words and the filters in the address."""
    folder = RegionFolder.current()
    asked = DirectoryQuery.read(request.GET)
    found = found_for(asked, reverse("directory"), folder, folder.region().today())
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
    if tiles:
        # Only here, and only for readers who ask for the background, may a browser ask another site for something.
        answer._csp_update = {"img-src": [tiles.host]}  # type: ignore[attr-defined]
    return answer
