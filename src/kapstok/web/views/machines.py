# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from prometheus_client import CONTENT_TYPE_LATEST

from kapstok.core import clock
from kapstok.core.errors import KapstokError
from kapstok.regions.folder import RegionFolder
from kapstok.web.methods import only_read
from kapstok.web.metrics import metrics as instance_metrics
from kapstok.web.theme import theme

_SECURITY_IS_VALID = timedelta(days=90)


@only_read
def health(request: HttpRequest) -> JsonResponse:
    """Whether this process can serve: 200 with what works, 503 when the database or the region folder does not."""
    works = {"database": _database_answers(), "region": _region_reads()}
    return JsonResponse({"ok": all(works.values()), **works}, status=200 if all(works.values()) else 503)


@only_read
def metrics(request: HttpRequest) -> HttpResponse:
    """How the instance stands, for a monitoring system."""
    return HttpResponse(instance_metrics(RegionFolder.current()), content_type=CONTENT_TYPE_LATEST)


@only_read
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116)."""
    try:
        region = RegionFolder.current().region()
    except KapstokError:
        raise Http404 from None
    # Whole days, so that the answer stays the same for a day.
    expires = datetime.combine(clock.now().date() + _SECURITY_IS_VALID, time(), clock.now().tzinfo)
    lines = [
        f"Contact: mailto:{region.email}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(region.languages)}",
        f"Canonical: {request.build_absolute_uri(reverse('security'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@only_read
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read everything except the endless combinations of filters, and what costs us much to make."""
    closed = ("/aanbod?*&", "/aanbod/export", "/en/aanbod?*&", "/en/aanbod/export")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@only_read
def theme_css(request: HttpRequest) -> HttpResponse:
    """The region's own theme; its address carries a mark of the bytes, so a browser may keep it."""
    css = theme(RegionFolder.current().theme).css
    if css is None:
        raise Http404
    return HttpResponse(
        css, content_type="text/css; charset=utf-8", headers={"Cache-Control": "public, max-age=3600"}
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _region_reads() -> bool:
    try:
        RegionFolder.current().region()
    except KapstokError:
        return False
    return True
