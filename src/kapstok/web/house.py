# SPDX-License-Identifier: EUPL-1.2
"""What stands around every page: whose site it is, its theme, its languages; and the one door to rendering one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from kapstok.core.errors import KapstokError
from kapstok.regions.folder import RegionFolder
from kapstok.web.language import Language, languages
from kapstok.web.own_list import saved
from kapstok.web.theme import OURS, theme


@dataclass(frozen=True)
class House:
    """The frame of a page, in the language of the page."""

    language: str
    region: str = ""
    email: str = ""
    theme_class: str = OURS
    theme_href: str | None = None
    other_language: Language | None = None
    alternates: tuple[Language, ...] = ()
    current: str = ""
    saved: tuple[str, ...] = ()  # the slugs on the list of who is looking
    signed_in: bool = False

    @property
    def title(self) -> str:
        return f"Kapstok {self.region}".strip()


def house(request: HttpRequest) -> House:
    """The frame for a request. Even where the region folder cannot be read there is one: error pages need it too."""
    language = (get_language() or "nl").split("-")[0]
    try:
        folder = RegionFolder.current()
        region = folder.region()
    except KapstokError:
        return House(language)
    look = theme(folder.theme)
    here = languages(request, region.languages) if len(region.languages) > 1 else ()
    match = getattr(request, "resolver_match", None)
    return House(
        language=language,
        region=region.name,
        email=region.email,
        theme_class=look.html_class,
        theme_href=f"{reverse('theme')}?v={look.mark}" if look.css else None,
        other_language=next((one for one in here if one.code != language), None),
        alternates=_absolute(request, here) if match else (),
        current=match.url_name or "" if match else "",
        saved=saved(request),
        signed_in=_signed_in(request),
    )


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page of this template in its frame."""
    return HttpResponse(render_to_string(template, dict(context or {}), request), status=status)


def around(request: HttpRequest) -> dict[str, House]:
    """What every template is given beside what its view says: for settings.TEMPLATES."""
    return {"house": house(request)}


def _signed_in(request: HttpRequest) -> bool:
    """Whether who is looking has signed in; without our cookie nothing is asked, and the page is the same for all."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return False
    try:
        return request.user.is_authenticated
    except DatabaseError:  # an error page has to be shown too
        return False


def _absolute(request: HttpRequest, here: tuple[Language, ...]) -> tuple[Language, ...]:
    return tuple(Language(one.code, one.name, request.build_absolute_uri(one.href)) for one in here)
