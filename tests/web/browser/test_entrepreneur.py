# SPDX-License-Identifier: EUPL-1.2
"""The whole way of an entrepreneur: find, claim, enrich, be found by the new words, lapse, renew."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import program
from tests.web.browser.axe import faults, open_everything, too_wide
from tests.web.region import Entry, RegionOnLoopback, region_on_loopback

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SPOEL, PAGE = "Naaiatelier De Spoel", "/onderneming/naaiatelier-de-spoel"
MINE = f"/mijn{PAGE}"
FOUND_WITHIN = 1.0  # seconds


def entries(region: RegionOnLoopback, days_left: int) -> list[Entry]:
    until = region.today + timedelta(days=days_left)
    return [
        {
            "key": "spoel", "name": SPOEL, "level": "2", "city": "Zwolle", "postcode": "8011 AB",
            "email": "naald@spoel.example", "website": "https://www.spoel.example", "offerings": ["Gordijnen"],
            "valid_from": "2025-01-01", "valid_until": until.isoformat(),
        },
        {"key": "vlieger", "name": "Drukkerij De Vlieger", "level": "1", "city": "Deventer", "offerings": ["Drukwerk"]},
    ]  # fmt: skip


@pytest.fixture
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RegionOnLoopback]:
    with region_on_loopback(tmp_path_factory.mktemp("entrepreneur")) as region:
        region.tell(ladder=entries(region, 200), code=[])
        program.kapstok(region.folder.path, "sync", "--register", "ladder")
        yield region


@pytest.fixture
def page(region: RegionOnLoopback, browser: Browser) -> Iterator[Page]:
    with program.site(region.folder.path) as address:
        context = browser.new_context(base_url=address, reduced_motion="reduce", locale="nl-NL")
        context.set_default_timeout(20_000)
        yield context.new_page()
        context.close()


@pytest.fixture
def mailed_link(region: RegionOnLoopback) -> Callable[[str], str]:
    """`mailed_link(address)` is the link in the last mail to that address that waits to be sent."""

    def last(address: str) -> str:
        with closing(sqlite3.connect(region.folder.var / "kapstok.sqlite3")) as database:
            (text,) = database.execute(
                "SELECT text FROM notices_notice WHERE address = ? ORDER BY queued_at DESC LIMIT 1", [address]
            ).fetchone()
        found = re.search(r"/aanmelden/link/\S+", text)
        assert found, text
        return found[0]

    return last


def test_from_finding_oneself_to_being_found_by_one_s_own_words_and_past_a_lapse(
    page: Page, region: RegionOnLoopback, mailed_link: Callable[[str], str]
) -> None:
    wrong: dict[str, list[str]] = {}

    def look(what: str) -> None:
        open_everything(page)
        wrong[what] = faults(page)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            wrong[what] += [f"{beyond} pixels too wide at {width}" for beyond in [too_wide(page)] if beyond]

    # Find.
    page.goto("/aanbod?q=gordijnen")
    page.get_by_role("link", name=SPOEL).first.click()
    page.get_by_role("link", name="Is dit uw onderneming?").click()
    look("is it yours")
    page.get_by_role("link", name="Meld u aan om te beginnen").click()
    look("signing in")

    # Claim: the address is the one that the register shows.
    page.get_by_label("E-mailadres").first.fill("Naald@spoel.example")
    page.get_by_role("button", name="Mail mij een link").click()
    look("link sent")
    page.goto(mailed_link("naald@spoel.example"))
    look("the link")
    page.get_by_role("button", name="Meld mij aan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Is {SPOEL} uw onderneming?")
    look("proven already")
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Uw claim op")
    look("claimed")
    page.get_by_role("link", name="Naar uw onderneming").click()
    expect(page).to_have_url(re.compile(MINE + "$"))
    look("one's own enterprise")

    # Enrich, and be found by it.
    page.get_by_role("link", name="Uw profiel", exact=True).click()
    look("profile")
    page.goto(f"{MINE}/profiel/aanbod")
    look("a section of the profile")
    page.get_by_label("Wat biedt u aan?").last.fill("Zeildoek herstellen")
    page.get_by_role("button", name="Opslaan en tonen").click()
    saved = time.monotonic()
    while page.goto("/aanbod?q=zeildoek") and not page.get_by_role("link", name=SPOEL).count():
        assert time.monotonic() - saved < FOUND_WITHIN
    page.goto(PAGE)
    expect(page.get_by_text("In eigen woorden").first).to_be_visible()
    expect(page.get_by_text("Zeildoek herstellen").first).to_be_visible()
    look("the public page")

    # Lapse: out of the results, still theirs.
    region.tell(ladder=entries(region, -90))
    program.kapstok(region.folder.path, "sync", "--register", "ladder")
    page.goto("/aanbod?q=zeildoek")
    expect(page.get_by_role("link", name=SPOEL)).to_have_count(0)
    page.goto(MINE)
    expect(page.locator("main").get_by_role("link", name="Uw profiel", exact=True)).to_be_visible()
    look("lapsed")
    page.get_by_role("button", name="Zeg dat de verlenging loopt").click()
    page.goto(PAGE)
    expect(page.get_by_text("Zeildoek herstellen").first).to_be_visible()
    look("lapsed, in public")
    page.goto("/aanbod?q=zeildoek")
    expect(page.get_by_role("link", name=SPOEL)).to_have_count(0)

    # Renew: only the register's date brings it back, with all that was said.
    region.tell(ladder=entries(region, 700))
    program.kapstok(region.folder.path, "sync", "--register", "ladder")
    page.goto("/aanbod?q=zeildoek")
    expect(page.get_by_role("link", name=SPOEL).first).to_be_visible()
    assert {what: found for what, found in wrong.items() if found} == {}
