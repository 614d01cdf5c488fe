# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.test import Client

from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback

PAGES = [
    "/",
    "/aanbod",
    "/aanbod?q=niets",
    "/onderneming/de-gouden-bezem",
    "/onderneming/de-gouden-bezem/bewijs",
    "/toegankelijkheid",
    "/privacy",
]


@pytest.mark.parametrize("address", ["/toegankelijkheid", "/privacy"])
def test_a_statement_says_whom_to_mail(region: RegionOnLoopback, client: Client, address: str):
    page = Page(client.get(address))
    assert f"mailto:{region.folder.region().email}" in page.links("main a").values()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_is_whole_in_both_languages(
    east: RegionOnLoopback, client: Client, address: str, prefix: str
):
    english = address if not prefix else "/en" + ("/" if address == "/" else address)
    answer = client.get(english)
    page = Page(answer)
    assert answer.status_code == 200
    assert faults(answer) == []
    assert page.attributes("html", "lang") == ["en" if prefix else "nl"]
    assert len(page.all("h1")) == 1
    assert page.one("head > title").endswith("Kapstok Oost-Nederland")
    alternates = dict(
        zip(
            page.attributes("link[rel=alternate]", "hreflang"),
            page.attributes("link[rel=alternate]", "href"),
            strict=True,
        )
    )
    assert alternates["nl"] == f"http://testserver{address}"
    assert client.get(alternates["en"].removeprefix("http://testserver")).status_code == 200


def test_a_region_of_one_language_offers_no_other(region: RegionOnLoopback, client: Client):
    file = region.folder.file
    file.write_text(
        file.read_text(encoding="utf-8").replace('languages = ["nl", "en"]', 'languages = ["nl"]'),
        encoding="utf-8",
    )
    page = Page(client.get("/privacy"))
    assert "English" not in page.links()
    assert page.attributes("link[rel=alternate]", "href") == []
