# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kapstok.web.house import page


def not_shown(request: HttpRequest) -> HttpResponse:
    """In place of all about an enterprise that is withheld: that it is not shown at request, and no more (410)."""
    answer = page(request, "web/withheld.html", {"unlisted": True}, 410)
    answer["X-Robots-Tag"] = "noindex"
    return answer
