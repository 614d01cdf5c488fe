# SPDX-License-Identifier: EUPL-1.2
"""What buyers use beside the list: its map, suggestions, browsing, comparing, and the page on reserved contracts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from kapstok.regions.folder import RegionFolder
from kapstok.web.answers import remembered
from kapstok.web.browse import browse_page
from kapstok.web.compare import compare_page
from kapstok.web.house import page
from kapstok.web.known_values import question_in
from kapstok.web.map_points import map_mark, told
from kapstok.web.methods import only_read
from kapstok.web.reserved import reserved_page
from kapstok.web.suggestions import LASTS, suggestions_for


def _mark(request: HttpRequest) -> str:
    return f'"{_points_mark(request)}"'


def _points_mark(request: HttpRequest) -> str:
    folder = RegionFolder.current()
    today = folder.region().today()
    return map_mark(question_in(request.GET, folder, today), folder, today, get_language() or "")


@only_read
@cache_control(no_cache=True)
@condition(etag_func=_mark)
def points(request: HttpRequest) -> HttpResponse:
    """The points of the map for the question in the address; the same parameters as the list."""
    folder = RegionFolder.current()
    today = folder.region().today()
    found = told(_points_mark(request), question_in(request.GET, folder, today), folder, today)
    return HttpResponse(found, content_type="application/json", headers={"X-Robots-Tag": "noindex"})


@only_read
@cache_control(public=True, max_age=LASTS)
def suggestions(request: HttpRequest) -> HttpResponse:
    """What somebody who is typing `q` may mean."""
    folder = RegionFolder.current()
    found = suggestions_for(request.GET.get("q", ""), folder, folder.region().today())
    return JsonResponse(
        {"suggestions": found}, headers={"X-Robots-Tag": "noindex"}, json_dumps_params={"ensure_ascii": False}
    )


@only_read
@remembered
def browse(request: HttpRequest) -> HttpResponse:
    """Everything there is, by category, place and label."""
    folder = RegionFolder.current()
    found = browse_page(reverse("directory"), folder, folder.region().today())
    return page(request, "web/browse.html", {"browse": found})


@only_read
def compare(request: HttpRequest) -> HttpResponse:
    """The enterprises that the address names, side by side."""
    folder = RegionFolder.current()
    found = compare_page(request.GET, folder, folder.region().today())
    return page(request, "web/compare.html", {"compare": found, "unlisted": True})


@only_read
@remembered
def reserved(request: HttpRequest) -> HttpResponse:
    """What a reserved contract is, and who may bid for one."""
    folder = RegionFolder.current()
    found = reserved_page(reverse("directory"), folder, folder.region().today())
    return page(request, "web/reserved.html", {"reserved": found})
