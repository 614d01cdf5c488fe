# SPDX-License-Identifier: EUPL-1.2
"""Addresses (docs/addresses.md): Dutch at the root, English under /en/."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("kapstok.web.urls.plain")),
    *i18n_patterns(
        path("", include("kapstok.web.urls.pages")),
        path("", include("kapstok.web.account.urls")),
        path("", include("kapstok.web.mine.urls")),
        path("", include("kapstok.web.beheer.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "kapstok.web.views.errors.bad_request"
handler403 = "kapstok.web.views.errors.permission_denied"
handler404 = "kapstok.web.views.errors.page_not_found"
handler429 = "kapstok.web.views.errors.too_many_requests"
handler500 = "kapstok.web.views.errors.server_error"
