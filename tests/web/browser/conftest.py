# SPDX-License-Identifier: EUPL-1.2
"""The site on loopback for these tests, over a region whose registers were read, and a browser to visit it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import program
from tests.web.region import RegionOnLoopback, code, crowd, ladder, region_on_loopback

_CHROMIUM = "/usr/bin/chromium"
_SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_PATIENCE = 20_000  # milliseconds, before a browser on a busy machine is given up

PAGES = {
    "home": "/",
    "list": "/aanbod",
    "search": "/aanbod?q=montage&label=pso&gemeente=GM0193",
    "words that were read": "/aanbod?q=montaage+Deventer+pso",
    "around": "/aanbod?rond=8011&binnen=25",
    "unknown place": "/aanbod?rond=0000&binnen=x",
    "browse": "/aanbod/bladeren",
    "reserved": "/aanbod/voorbehouden",
    "compare": "/vergelijk?rond=8011&o=de-gouden-bezem&o=lunchroom-de-linde&o=werkplaats-1",
    "compare nothing": "/vergelijk",
    "nothing found": "/aanbod?q=ruimtevaart&label=pso",
    "enterprise": "/onderneming/de-gouden-bezem",
    "waiting": "/onderneming/drukkerij-het-hogeland",
    "without label": "/onderneming/kaarsenmakerij-oud-licht",
    "proof": "/onderneming/de-gouden-bezem/bewijs",
    "proof, weaker": "/onderneming/de-gouden-bezem/bewijs?op=2025-06-01",
    "proof, wrong day": "/onderneming/de-gouden-bezem/bewijs?op=morgen",
    "empty list of one's own": "/lijst",
    "as a file": "/aanbod/export?q=montage",
    "report": "/onderneming/de-gouden-bezem/klopt-niet",
    "claim": "/onderneming/de-gouden-bezem/claim",
    "scan": "/scan",
    "scan that is gone": "/scan/niets",
    "accessibility": "/toegankelijkheid",
    "privacy": "/privacy",
    "not found": "/niets",
}


def in_english(path: str) -> str:
    return f"/en{path}"


@dataclass(frozen=True)
class SiteOnLoopback:
    """Where the site stands, and the region behind it."""

    address: str
    region: RegionOnLoopback


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteOnLoopback]:
    """The program as a person starts it, with a database of its own: `kapstok sync`, then `kapstok serve`."""
    with region_on_loopback(tmp_path_factory.mktemp("browser")) as region:
        region.tell(ladder=[*ladder(region.today), *crowd()], code=code())
        program.kapstok(region.folder.path, "sync")
        with program.site(region.folder.path) as address:
            yield SiteOnLoopback(address, region)


@pytest.fixture(scope="package")
def browser(site: SiteOnLoopback) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_SWITCHES)
        yield browser
        browser.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: SiteOnLoopback) -> Iterator[Visit]:
    """`visit("/aanbod", width=320)` opens a page in a window of its own; other options are those of a browser context.

    When the test ends, no page may have asked another site for anything, or have broken its own security policy.
    """
    contexts, strangers, refused = [], [], []

    def open_page(path: str = "/", *, width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(
            base_url=site.address, viewport={"width": width, "height": height}, locale="nl-NL", **options
        )
        contexts.append(context)
        context.set_default_timeout(_PATIENCE)
        page = context.new_page()
        page.on(
            "request", lambda request: request.url.startswith(site.address) or strangers.append(request.url)
        )
        page.on("console", lambda line: "Content Security Policy" in line.text and refused.append(line.text))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert strangers == []
    assert refused == []
