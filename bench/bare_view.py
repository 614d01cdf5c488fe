# SPDX-License-Identifier: EUPL-1.2
"""One view, the same for whoever asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"Kapstok", headers={"Content-Length": "7"})


urlpatterns = [path("", bare)]
