# SPDX-License-Identifier: EUPL-1.2
"""The one door to rendering a page of who has signed in: with their navigation, found by no search engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from kapstok.accounts.models import Person
from kapstok.web.house import page
from kapstok.web.mine.sections import navigation


def framed(
    request: HttpRequest,
    person: Person,
    template: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of this template, which extends `mine/base.html`."""
    around = {"navigation": navigation(request, person), "person": person, "unlisted": True}
    return page(request, template, {**(context or {}), **around}, status)
