# SPDX-License-Identifier: EUPL-1.2
"""The way from a found enterprise to a question, for who may ask one; visitors' pages stay the same for everyone."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from kapstok.accounts.models import Person
from kapstok.procurement.needs_queries import asks


def need_address(request: HttpRequest, slug: str = "") -> str:
    """Where this reader can ask this enterprise (or those on their list) something; empty where they cannot.

    Without our session cookie nothing is asked and nothing is read.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(request.user, Person):
        return ""
    if not asks(request.user):
        return ""
    return reverse("mine_need_new") + (f"?{urlencode({'o': slug})}" if slug else "")
