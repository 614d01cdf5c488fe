# SPDX-License-Identifier: EUPL-1.2
"""Addresses without a language: read by machines."""

from __future__ import annotations

from django.urls import path

from kapstok.web.views import machines, media

urlpatterns = [
    path("healthz", machines.health, name="health"),
    path("metrics", machines.metrics, name="metrics"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("robots.txt", machines.robots, name="robots"),
    path("media/<str:name>", media.media, name="media"),
    path("theme.css", machines.theme_css, name="theme"),
]
