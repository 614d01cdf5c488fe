# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kapstok.privacy.processing import register
from kapstok.web.house import page
from kapstok.web.methods import only_read


@only_read
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, how that is checked, and whom to tell when it does not."""
    return page(request, "web/accessibility.html")


@only_read
def privacy(request: HttpRequest) -> HttpResponse:
    """What is known of whom, why, and for how long."""
    return page(request, "web/privacy.html", {"register": register()})
