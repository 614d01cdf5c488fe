# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the editors' pages as they stand in mail and on a terminal."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def choose_password(key: str, request: HttpRequest | None = None) -> str:
    """Where the person with this key (`accounts.actions.invite`) chooses a password; see `in_full`."""
    person, _, seal = key.partition("-")
    return in_full(
        reverse("account_reset_password_from_key", kwargs={"uidb36": person, "key": seal}), request
    )


def in_full(path: str, request: HttpRequest | None = None) -> str:
    """The path behind the site's own address (KAPSTOK_HOSTS), which no request can change.

    Where nobody said it the site answers on loopback only: then behind the address of the request, or the path alone.
    """
    if settings.SITE_ADDRESS:
        return f"{settings.SITE_ADDRESS}{path}"
    return request.build_absolute_uri(path) if request else path
