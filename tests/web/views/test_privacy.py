# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.test import Client
from django.utils import translation

from kapstok.privacy.processing import register
from tests.web.reading import Page
from tests.web.region import RegionOnLoopback


def test_the_page_says_of_every_kind_of_fact_what_why_and_how_long(
    region: RegionOnLoopback, client: Client
) -> None:
    for path, language in (("/privacy", "nl"), ("/en/privacy", "en")):
        rows = Page(client.get(path)).all("tbody tr")
        with translation.override(language):
            told = {f"{facts.what} {one.why} {facts.until}" for one in register() for facts in one.facts}
        assert {" ".join(row.split()) for row in rows} == told


def test_the_register_is_told_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert "Reports and objections" in {one.title for one in register()}
