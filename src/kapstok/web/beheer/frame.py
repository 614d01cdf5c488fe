# SPDX-License-Identifier: EUPL-1.2
"""The one door to rendering a page of editors: in the house, with their navigation, found by no search engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from kapstok.web.beheer.sections import navigation
from kapstok.web.house import page


def framed(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page of this template, which extends `beheer/base.html`, for who is signed in."""
    return page(
        request, template, {**(context or {}), "navigation": navigation(request), "unlisted": True}, status
    )
