# SPDX-License-Identifier: EUPL-1.2
"""The site with one page more, that never changes: the least that a page can cost behind the same middleware."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kapstok.config import urls

CONSTANT = "/constant"
body = b""


def constant(request: HttpRequest) -> HttpResponse:
    """The body that this module has now, whoever asks."""
    return HttpResponse(body)


urlpatterns = [path(CONSTANT.removeprefix("/"), constant), *urls.urlpatterns]
