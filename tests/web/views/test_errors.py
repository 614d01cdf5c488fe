# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from kapstok.web.views import errors
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback


@pytest.mark.parametrize(
    ("address", "language", "said"),
    [("/niets", "nl", "Deze pagina is er niet"), ("/en/niets", "en", "This page is not here")],
)
def test_a_page_that_is_not_there_says_so_in_the_language_of_its_address(
    region: RegionOnLoopback, client: Client, address: str, language: str, said: str
):
    answer = client.get(address)
    page = Page(answer)
    assert answer.status_code == 404
    assert page.attributes("html", "lang") == [language]
    assert page.one("h1") == said
    assert page.attributes("main input[type=search]", "name") == ["q"]
    assert faults(answer) == []


def test_the_host_of_another_site_is_refused_with_a_page(
    region: RegionOnLoopback, client: Client, settings: Settings
):
    settings.ALLOWED_HOSTS = ["impact.example"]
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_a_fault_of_ours_does_not_blame_and_shows_nothing_of_itself(
    region: RegionOnLoopback, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("kapstok.web.views.home.home_page", broken)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert Page(answer).one("h1") == "Er ging iets mis bij ons"
    assert "secret" not in answer.content.decode()


def test_an_error_page_needs_no_region_and_no_database(settings: Settings, tmp_path: Path):
    settings.KAPSTOK_HOME = tmp_path
    request = RequestFactory().get("/")
    for handler, status in (
        (errors.bad_request, 400),
        (errors.permission_denied, 403),
        (errors.page_not_found, 404),
    ):
        assert handler(request).status_code == status
    assert errors.server_error(request).status_code == 500


@pytest.mark.parametrize(
    "address",
    ["/%00", "/onderneming/%FF", "/onderneming/" + "x" * 5_000, "/aanbod?q=%ff%fe", "/aanbod?gemeente=%00"],
)
def test_a_strange_address_is_never_a_fault_of_ours(region: RegionOnLoopback, client: Client, address: str):
    assert client.get(address).status_code in {200, 400, 404}
