# SPDX-License-Identifier: EUPL-1.2
"""The site on loopback for these tests, over a region whose registers were read, and a browser to visit it with."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.region import RegionOnLoopback, code, crowd, ladder, region_on_loopback

_KAPSTOK = [sys.executable, "-m", "kapstok"]
_CHROMIUM = "/usr/bin/chromium"
_SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_PATIENCE = 20_000  # milliseconds, before a browser on a busy machine is given up

PAGES = {
    "home": "/",
    "list": "/aanbod",
    "search": "/aanbod?q=montage&label=pso&gemeente=GM0193",
    "nothing found": "/aanbod?q=ruimtevaart&label=pso",
    "enterprise": "/onderneming/de-gouden-bezem",
    "waiting": "/onderneming/drukkerij-het-hogeland",
    "without label": "/onderneming/kaarsenmakerij-oud-licht",
    "proof": "/onderneming/de-gouden-bezem/bewijs",
    "proof, weaker": "/onderneming/de-gouden-bezem/bewijs?op=2025-06-01",
    "proof, wrong day": "/onderneming/de-gouden-bezem/bewijs?op=morgen",
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
        environment = _environment(region)
        subprocess.run([*_KAPSTOK, "sync"], env=environment, check=True, capture_output=True)
        port = _free_port()
        server = subprocess.Popen(
            [*_KAPSTOK, "serve", "--port", str(port)], env=environment, stderr=subprocess.DEVNULL
        )
        try:
            yield SiteOnLoopback(_answering(f"http://127.0.0.1:{port}", server), region)
        finally:
            server.terminate()
            server.wait()


def _environment(region: RegionOnLoopback) -> dict[str, str]:
    """What a person's shell has: nothing of this test run, whose database is another one."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("KAPSTOK_", "DATABASE_", "DJANGO_"))
    }
    return {**own, "KAPSTOK_HOME": str(region.folder.path)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answering(address: str, server: subprocess.Popen[bytes]) -> str:
    """The address, as soon as the site says there that it is well."""
    until = time.monotonic() + _PATIENCE / 1_000
    while time.monotonic() < until and server.poll() is None:
        try:
            if httpx.get(f"{address}/healthz").status_code == 200:
                return address
        except httpx.TransportError:
            threading.Event().wait(0.05)
    raise RuntimeError("the site does not start")


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
