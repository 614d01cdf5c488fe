# SPDX-License-Identifier: EUPL-1.2
"""What the band at the top says of who is looking; and that it costs nothing for who has not signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.account.test_account import come_in
from tests.web.reading import Page
from tests.web.region import RegionOnLoopback


def links(browser: Client, path: str = "/privacy") -> dict[str, str]:
    return Page(browser.get(path)).links(".kapstok-nav a")


@pytest.mark.django_db
def test_who_has_not_signed_in_is_shown_the_way_in() -> None:
    shown = links(Client())
    assert shown["Aanmelden"] == "/aanmelden"
    assert "Mijn Kapstok" not in shown
    assert links(Client(), "/en/privacy")["Sign in"] == "/en/aanmelden"


@pytest.mark.django_db
def test_who_has_signed_in_is_shown_their_own_pages() -> None:
    shown = links(come_in())
    assert shown["Mijn Kapstok"] == "/mijn"
    assert "Aanmelden" not in shown


@pytest.mark.django_db
def test_a_cookie_of_nobody_is_nobody() -> None:
    browser = Client()
    browser.cookies["sessionid"] = "verzonnen"
    assert "Aanmelden" in links(browser)


@pytest.mark.parametrize("path", ["/", "/aanbod", "/onderneming/de-gouden-bezem"])
def test_a_public_page_asks_nothing_of_a_browser_without_our_cookie(
    east: RegionOnLoopback, path: str
) -> None:
    first = Client().get(path)
    assert (first.status_code, first.cookies, "Cookie" in first.get("Vary", "")) == (200, {}, False)
