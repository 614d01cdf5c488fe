# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kapstok.accounts.rules import ENTER
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed
from kapstok.web.beheer.sections import attention


@require_safe
@door.opened_by(ENTER)
def overview(request: HttpRequest) -> HttpResponse:
    """What needs a person now."""
    return framed(request, "beheer/overview.html", {"lines": attention(door.person(request))})
