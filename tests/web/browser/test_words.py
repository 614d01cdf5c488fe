# SPDX-License-Identifier: EUPL-1.2
"""An editor makes a word of a question in a browser: sees it, tries it, puts it live, takes it away."""

from __future__ import annotations

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests import program
from tests.web.browser.axe import faults, open_everything, too_wide
from tests.web.browser.conftest import SiteOnLoopback, Visit
from tests.web.browser.test_pairs import _EDITOR

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def cookie(site: SiteOnLoopback) -> str:
    """Of an editor who signed in a while ago."""
    shell = program.shell(site.region.folder.path, DJANGO_SETTINGS_MODULE="kapstok.config.settings")
    made = subprocess.run(
        [sys.executable, "-c", _EDITOR], env=shell, capture_output=True, text=True, check=True
    )
    return made.stdout.strip()


def test_a_question_becomes_a_word_and_nothing_is_wrong_on_the_way(
    visit: Visit, site: SiteOnLoopback, cookie: str
) -> None:
    page = visit("/", color_scheme="dark")
    page.context.set_default_timeout(60_000)
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site.address}])
    wrong = {}

    def look_at(name: str) -> None:
        open_everything(page)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            if (said := (faults(page), too_wide(page))) != ([], 0):
                wrong[f"{name}, {width}"] = said

    # Often enough for either of the two processes to have heard it three times.
    for _ in range(6):
        page.goto("/aanbod?q=zandkastelenbouwers")
    page.goto("/beheer/zoekwoorden")
    look_at("list")
    page.get_by_role("link", name="Voeg een woord toe").click()
    page.get_by_label("Zoek een begrip").fill("glasbewassing")
    page.get_by_role("button", name="Zoeken").click()
    look_at("concepts")
    page.get_by_role("link", name="glasbewassing", exact=True).click()
    look_at("form")
    page.get_by_label("Welke woorden?").fill("zandkasteel bouwen")
    page.get_by_label("Met welke vraag").fill("zandkasteel bouwen")
    page.get_by_role("button", name="Probeer").click()
    expect(page.get_by_role("heading", name="Wat deze woorden doen")).to_be_visible()
    look_at("trial")
    page.get_by_role("button", name="Zet live").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoekwoorden")
    expect(page.get_by_text("Nu telt mee: zandkasteel bouwen")).to_be_visible()
    look_at("live")
    page.get_by_role("button", name="Haal weg: zandkasteel bouwen").click()
    expect(page.get_by_text("“zandkasteel bouwen” telt niet meer.")).to_be_visible()
    page.goto("/beheer/zoekwoorden/log")
    look_at("log")
    assert wrong == {}
