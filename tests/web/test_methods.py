# SPDX-License-Identifier: EUPL-1.2
"""Pages that are only read refuse the method, not the form; all that can change something is guarded as before."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, resolve

from kapstok.web.urls import pages, plain
from tests.web.region import RegionOnLoopback

READ = (
    "/", "/en/", "/aanbod", "/aanbod/bladeren", "/aanbod/kaart.json", "/aanbod/suggesties", "/aanbod/voorbehouden",
    "/aanbod/export",
    "/vergelijk", "/onderneming/de-linde", "/onderneming/de-linde/bewijs", "/lijst", "/lijst/export", "/lijst/x",
    "/lijst/x/export", "/scan/x", "/scan/x/bestand",
    "/toegankelijkheid", "/privacy", "/healthz", "/metrics", "/robots.txt", "/theme.css", "/media/x",
    "/.well-known/security.txt",
)  # fmt: skip


@pytest.mark.parametrize("address", READ)
def test_a_page_that_is_only_read_refuses_other_methods(region: RegionOnLoopback, address: str):
    stranger = Client(enforce_csrf_checks=True)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = stranger.generic(method, address)
        assert (method, answer.status_code) == (method, 405)
        assert answer.headers["Allow"] == "GET, HEAD"


def test_only_what_refuses_other_methods_is_let_through_without_a_token() -> None:
    patterns = [one for one in (*pages.urlpatterns, *plain.urlpatterns) if isinstance(one, URLPattern)]
    exempt = {one.name for one in patterns if getattr(one.callback, "csrf_exempt", False)}
    assert exempt - {resolve(address).url_name for address in READ if address != "/en/"} == {
        "save-to-list",
        "scan",
        "unsubscribe",
    }


@pytest.mark.parametrize(
    "address",
    [
        "/scan",
        "/scan/x/begin",
        "/scan/x/verwijder",
        "/lijst/wijzig",
        "/lijst/deel",
        "/lijst/trek-in",
        "/lijst/bewaar/zeker",
    ],
)
def test_what_changes_something_still_asks_for_the_token(region: RegionOnLoopback, address: str):
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403
