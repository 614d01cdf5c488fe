# SPDX-License-Identifier: EUPL-1.2
"""A log line per request, at level info: which page, what became of it, how long it took; never who asked for what."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)
Respond = Callable[[HttpRequest], HttpResponse]


class RequestLog:
    """Names the route in place of the address: that could hold a search, a name or a secret."""

    def __init__(self, respond: Respond):
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not log.isEnabledFor(logging.INFO):
            return self._respond(request)
        began = time.perf_counter()
        response = self._respond(request)
        match = request.resolver_match
        log.info(
            "request",
            extra={
                "method": request.method,
                "route": match.view_name if match else None,
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1_000, 1),
            },
        )
        return response
