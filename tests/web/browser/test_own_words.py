# SPDX-License-Identifier: EUPL-1.2
"""An entrepreneur makes a profile their own in a browser: a row, a preview, saved, and found by the new words."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from playwright.sync_api import Page, expect

from tests import program
from tests.web.browser.axe import faults, open_everything, too_wide
from tests.web.browser.conftest import SiteOnLoopback, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PROFILE = "/mijn/onderneming/lunchroom-de-linde/profiel"
# Looked at on a wide screen too: those of which the parts stand beside each other there.
_TWICE = {"preview", "offerings", "all sections"}
# Somebody who acts for the enterprise and signed in a while ago, as the cookie of their browser.
_OWNER = """
import django
django.setup()
from django.test import Client
from tests.web.mine.owners import owner
client = Client()
client.force_login(owner("lunchroom-de-linde", "linda"))
print(client.cookies["sessionid"].value)
"""


@pytest.fixture(scope="module")
def cookie(site: SiteOnLoopback) -> str:
    shell = program.shell(site.region.folder.path, DJANGO_SETTINGS_MODULE="kapstok.config.settings")
    made = subprocess.run(
        [sys.executable, "-c", _OWNER], env=shell, capture_output=True, text=True, check=True
    )
    return made.stdout.strip()


def test_own_words_are_written_on_a_phone_and_found_within_a_second(
    visit: Visit, site: SiteOnLoopback, cookie: str
) -> None:
    page = visit("/")
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site.address}])
    wrong = {}

    def look_at(name: str) -> None:
        open_everything(page)
        for width in (1280, 320) if name in _TWICE else (320,):
            page.set_viewport_size({"width": width, "height": 800})
            if (said := (faults(page), too_wide(page))) != ([], 0):
                wrong[f"{name}, {width}"] = said

    page.goto(f"{PROFILE}/aanbod")
    page.get_by_label("Wat biedt u aan?").fill("Zandkastelen op maat")
    page.get_by_role("button", name="Nog een regel").click()
    page.get_by_role("group", name="Aanbod 2").get_by_label("Wat biedt u aan?").fill("Vergaderlunches")
    page.get_by_role("button", name="Bekijk voorbeeld").click()
    expect(page.get_by_text("Er is nog niets opgeslagen.")).to_be_visible()
    expect(page.get_by_text("Zandkastelen op maat")).to_be_visible()
    look_at("preview")
    page.get_by_role("button", name="Schrijf verder").click()
    expect(page.get_by_role("group", name="Aanbod 1").get_by_label("Wat biedt u aan?")).to_have_value(
        "Zandkastelen op maat"
    )
    page.get_by_role("button", name="Opslaan en tonen").click()
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    assert _found_within(page, "zandkastelen", "Lunchroom De Linde") < 1
    page.goto(f"{PROFILE}/aanbod")
    look_at("offerings")
    page.goto(f"{PROFILE}/contact")
    page.get_by_label("E-mail").fill("geen adres")
    page.get_by_role("button", name="Opslaan en tonen").click()
    expect(page.get_by_text("Dit is nog niet opgeslagen")).to_be_visible()
    look_at("something is wrong")
    for each in (
        "wie",
        "bereik",
        "opdrachten",
        "impact",
        "certificaten",
        "plekken",
        "talen",
        "geschiedenis",
        "",
    ):
        page.goto(f"{PROFILE}/{each}".rstrip("/"))
        look_at(each or "all sections")
    assert wrong == {}


def _found_within(page: Page, words: str, name: str) -> float:
    """How many seconds it takes from now until a search finds somebody by these words."""
    since = time.monotonic()
    while time.monotonic() - since < 10:
        answer = page.request.get(f"/aanbod?q={words}")
        if name in answer.text():
            break
    return time.monotonic() - since
