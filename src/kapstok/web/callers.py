# SPDX-License-Identifier: EUPL-1.2
"""From which network a request comes, without believing what it says of itself."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def caller(request: HttpRequest) -> str:
    """The address that our own outermost proxy saw, else the one that is connected to us; "" where there is none.

    X-Forwarded-For is what anybody wrote, with what our proxies (KAPSTOK_PROXIES, none by default) added behind it:
    only the last so many addresses are ours to believe.
    """
    connected = str(request.META.get("REMOTE_ADDR") or "")
    if settings.PROXIES < 1:
        return connected
    seen = [part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR") or "").split(",")]
    return seen[-settings.PROXIES] if len(seen) >= settings.PROXIES and seen[-settings.PROXIES] else connected
