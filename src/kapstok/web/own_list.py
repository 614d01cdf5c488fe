# SPDX-License-Identifier: EUPL-1.2
"""The list of who is looking: its key is in the session, which begins when something is saved.

A browser without our session cookie is asked nothing: a page costs it no session, no query and no cookie.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY as SIGNED_IN
from django.contrib.auth.signals import user_logged_in
from django.db import DatabaseError
from django.dispatch import receiver
from django.http import HttpRequest

from kapstok.procurement.actions import KEPT_SHARED
from kapstok.procurement.queries import saved_slugs

_KEY: Final = "shortlist"
_SAVED: Final = "_kapstok_saved_slugs"
# As long as a list may live; browsers keep no cookie longer.
_LASTS: Final = min(KEPT_SHARED, timedelta(days=400))


def key_of(request: HttpRequest) -> str | None:
    """The key of the visitor's list; None where there is no session, or none with a list."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "session"):
        return None
    key = request.session.get(_KEY)
    return key if isinstance(key, str) else None


def remember(request: HttpRequest, key: str) -> None:
    """Keeps the key in the session, and the session as long as the list.

    For somebody who is signed in the session ends as it would: a list is no reason to stay signed in.
    """
    request.session[_KEY] = key
    if SIGNED_IN not in request.session:
        request.session.set_expiry(_LASTS)


def saved(request: HttpRequest) -> tuple[str, ...]:
    """The slugs on the visitor's list, read once for a request; none where it cannot be read."""
    known: tuple[str, ...] | None = getattr(request, _SAVED, None)
    if known is None:
        known = _read(request)
        setattr(request, _SAVED, known)
    return known


def _read(request: HttpRequest) -> tuple[str, ...]:
    try:
        key = key_of(request)
        return saved_slugs(key) if key else ()
    except DatabaseError:  # an error page has to be shown too
        return ()


@receiver(user_logged_in)
def _session_of_who_signs_in(request: HttpRequest, **told: Any) -> None:
    """Who signs in gets the session that everybody who signs in gets, however long a list would have kept it."""
    request.session.set_expiry(None)
