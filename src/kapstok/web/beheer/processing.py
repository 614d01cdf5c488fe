# SPDX-License-Identifier: EUPL-1.2
"""The processing register (AVG art. 30), for whoever works here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kapstok.privacy.processing import register
from kapstok.privacy.rules import READ_PROCESSING
from kapstok.regions.folder import RegionFolder
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed


@require_safe
@door.opened_by(READ_PROCESSING)
def processing(request: HttpRequest) -> HttpResponse:
    region = RegionFolder.current().region()
    return framed(request, "beheer/processing.html", {"region": region, "register": register()})
