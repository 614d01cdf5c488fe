# SPDX-License-Identifier: EUPL-1.2
"""Addresses with a slash too many or too few at their end: they lead to the address that is meant."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import is_valid_path
from django.utils.encoding import escape_uri_path

Respond = Callable[[HttpRequest], HttpResponse]


class Slashes:
    """Sends who asks `/aanbod/` to `/aanbod` and who asks `/en` to `/en/`, for ever, with their question.

    Only where nothing is at the address asked and something is at the other; never to another site. Stands inside what
    chooses the language, because addresses depend on it.
    """

    def __init__(self, respond: Respond):
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._respond(request)
        if answer.status_code != 404 or request.resolver_match or request.method not in {"GET", "HEAD"}:
            return answer
        meant = _other(request.path)
        if meant.startswith("//") or not is_valid_path(_other(request.path_info)):
            return answer
        question = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(escape_uri_path(meant) + (f"?{question}" if question else ""))


def _other(path: str) -> str:
    return path[:-1] if path.endswith("/") else f"{path}/"
