# SPDX-License-Identifier: EUPL-1.2
"""Pages for people, in both languages (docs/addresses.md)."""

from __future__ import annotations

from django.urls import path

from kapstok.web.views import directory, enterprise, home, proof, statements

urlpatterns = [
    path("", home.home, name="home"),
    path("aanbod", directory.directory, name="directory"),
    path("onderneming/<slug:slug>", enterprise.enterprise, name="enterprise"),
    path("onderneming/<slug:slug>/bewijs", proof.proof, name="proof"),
    path("toegankelijkheid", statements.accessibility, name="accessibility"),
    path("privacy", statements.privacy, name="privacy"),
]
