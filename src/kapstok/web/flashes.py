# SPDX-License-Identifier: EUPL-1.2
"""What the page before this one has to tell: "saved", "that did not work". Shown once, as alerts above the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.messages import get_messages
from django.http import HttpRequest
from jinja2 import pass_context
from jinja2.runtime import Context

# Django's levels, as kinds of our alert.
_KINDS = {"debug": "info", "info": "info", "success": "ok", "warning": "warning", "error": "error"}
_COOKIE = "messages"


@dataclass(frozen=True)
class Flash:
    """A message and the kind of alert that it is."""

    kind: str
    text: str


@pass_context
def flashes(context: Context) -> Iterator[Flash]:
    """The messages for this page. Where no cookie brought any and nothing was said, the storage is left alone: merely
    reading it would make every plain page answer with a cookie.
    """
    request = context.get("request")
    if not isinstance(request, HttpRequest) or not _has_some(request):
        return
    for message in get_messages(request):
        yield Flash(_KINDS.get(message.level_tag, "info"), str(message.message))


def _has_some(request: HttpRequest) -> bool:
    return _COOKIE in request.COOKIES or bool(getattr(get_messages(request), "added_new", False))
