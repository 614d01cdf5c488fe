# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.web.reading import Page
from tests.web.region import RegionOnLoopback


def test_health_is_well(region: RegionOnLoopback, client: Client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "database": True, "region": True})


def test_health_is_not_well_without_a_region(db: None, client: Client, settings: Settings, tmp_path: Path):
    settings.KAPSTOK_HOME = tmp_path
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["region"]) == (503, False)


def test_security_txt_says_whom_to_tell_and_until_when(region: RegionOnLoopback, client: Client):
    answer = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert lines["Contact"] == f"mailto:{region.folder.region().email}"
    expires = datetime.fromisoformat(lines["Expires"])
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)
    assert lines["Canonical"] == "http://testserver/.well-known/security.txt"


def test_the_theme_of_a_region_is_served_after_ours(region: RegionOnLoopback, client: Client):
    assert client.get("/theme.css").status_code == 404
    (region.folder.path / "theme.css").write_text(
        ".zwolle-theme { --utrecht-link-color: #123456; }", encoding="utf-8"
    )
    answer = client.get("/theme.css")
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    page = Page(client.get("/"))
    assert page.attributes("html", "class") == ["zwolle-theme"]
    assert page.attributes("link[rel=stylesheet]", "href")[-1].startswith("/theme.css?v=")


def test_every_file_that_a_page_asks_for_is_there(region: RegionOnLoopback, client: Client):
    page = Page(client.get("/"))
    for href in page.attributes("link[rel=stylesheet], link[rel=icon]", "href"):
        answer = client.get(href)
        assert answer.status_code == 200, href
        answer.close()


@pytest.mark.parametrize("address", ["/", "/aanbod", "/healthz", "/en/privacy"])
def test_only_reading_is_possible(region: RegionOnLoopback, client: Client, address: str):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("address", ["/", "/aanbod", "/toegankelijkheid", "/niets", "/healthz"])
def test_nothing_may_run_or_load_but_what_is_ours(region: RegionOnLoopback, client: Client, address: str):
    answer = client.get(address)
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert all("unsafe" not in sources and "*" not in sources for sources in policy.values())
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
