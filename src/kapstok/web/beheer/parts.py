# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kapstok.accounts.rules import ENTER
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed
from kapstok.web.beheer.samples import samples


@require_safe
@door.opened_by(ENTER)
def parts(request: HttpRequest) -> HttpResponse:
    """Every part of the pages, in every state; what a page has once stands in the state that `stand` says (1 to 3)."""
    given = request.GET.get("stand", "")
    state = int(given) if given in {"1", "2", "3"} else 1
    return framed(request, "beheer/parts.html", samples(reverse("beheer_parts"), state))
