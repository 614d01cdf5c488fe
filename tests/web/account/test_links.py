# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.test import RequestFactory
from pytest_django import Settings

from kapstok.web.account.links import choose_password, in_full


def test_a_link_stands_behind_the_address_of_the_site_and_nothing_else(settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://impact.example.nl"
    request = RequestFactory().get("/", headers={"host": "localhost"})
    assert in_full("/beheer", request) == "https://impact.example.nl/beheer"
    assert in_full("/beheer") == "https://impact.example.nl/beheer"


def test_where_nobody_said_what_the_site_is_called_there_is_a_path(settings: Settings) -> None:
    settings.SITE_ADDRESS = None
    assert choose_password("1-abc-def") == "/aanmelden/wachtwoord-kiezen/1-abc-def"
    assert (
        in_full("/beheer", RequestFactory().get("/", headers={"host": "localhost"}))
        == "http://localhost/beheer"
    )
