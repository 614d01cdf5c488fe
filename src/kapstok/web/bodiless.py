# SPDX-License-Identifier: EUPL-1.2
"""Answers to HEAD: all that is said of a page, and nothing of the page itself."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse

Respond = Callable[[HttpRequest], HttpResponseBase]


class Bodiless:
    """Drops the body of an answer to HEAD; its length and other headers stay those of the page (RFC 9110, 9.3.2)."""

    def __init__(self, respond: Respond):
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self._respond(request)
        if request.method == "HEAD":
            if isinstance(answer, StreamingHttpResponse):
                answer.streaming_content = iter(())
            elif isinstance(answer, HttpResponse):
                answer.content = b""
        return answer
