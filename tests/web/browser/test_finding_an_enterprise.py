# SPDX-License-Identifier: EUPL-1.2
"""The main job: search, filter, open an enterprise; by mouse, by keyboard only, on a phone, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_by_mouse(visit: Visit):
    page = visit("/")
    page.get_by_label("Wat zoekt u?").fill("montage")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.locator(".kapstok-total strong")).to_have_text("40")
    page.get_by_role("group", name="Gemeente").get_by_label("Zwolle").check()
    page.get_by_role("button", name="Filters toepassen").click()
    expect(page).to_have_url(re.compile("q=montage.*gemeente=GM0193"))
    found = int(page.locator(".kapstok-total strong").inner_text())
    assert 0 < found < 40
    page.get_by_role("link", name="Verwijder filter: Zwolle").click()
    expect(page.locator(".kapstok-total strong")).to_have_text("40")
    page.locator(".kapstok-row a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Werkplaats")
    page.get_by_role("link", name="Bekijk het bewijs").first.click()
    expect(page.get_by_text("SHA-256 van de pagina")).to_be_visible()


def test_the_whole_row_can_be_clicked(visit: Visit):
    page = visit("/aanbod?q=glasbewassing")
    words = page.locator(".kapstok-row__does").bounding_box()
    assert words
    page.mouse.click(words["x"] + words["width"] / 2, words["y"] + words["height"] / 2)
    expect(page.get_by_role("heading", level=1)).to_have_text("De Gouden Bezem")


def test_by_keyboard_only(visit: Visit):
    page = visit("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Wat zoekt u?")).to_be_focused()
    page.keyboard.type("schoonmaak")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("schoonmaak")
    _tab_to(page, page.get_by_role("group", name="Label").get_by_label("PSO"))
    page.keyboard.press("Space")
    _tab_to(page, page.get_by_role("button", name="Filters toepassen"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("label=pso"))
    _tab_to(page, page.get_by_role("link", name="De Gouden Bezem"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("De Gouden Bezem")


def test_the_focus_can_be_seen_wherever_it_is(visit: Visit):
    page = visit("/aanbod?q=montage&label=pso")
    for _ in range(300):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            "() => { const e = document.activeElement; const s = getComputedStyle(e);"
            " const b = e.getBoundingClientRect();"
            " return [e.tagName, s.outlineStyle, s.outlineWidth, b.width > 0 && b.height > 0] }"
        )
        if shown[0] == "BODY":
            return
        assert shown[1:] == ["solid", "3px", True], shown
    pytest.fail("the page has no end")


def test_on_a_phone_the_filters_are_folded_until_asked_for(visit: Visit):
    page = visit("/aanbod?q=montage", width=320, height=640)
    box = page.get_by_label("PSO", exact=False).first
    expect(box).to_be_hidden()
    page.locator(".kapstok-fold__summary").click()
    expect(box).to_be_visible()
    page.get_by_role("group", name="Label").get_by_label("PSO").check()
    page.get_by_role("button", name="Filters toepassen").click()
    expect(page).to_have_url(re.compile("label=pso"))
    expect(page.locator(".kapstok-fold__summary")).to_contain_text("Filters (1)")


def test_on_a_wide_screen_the_filters_stand_beside_the_list(visit: Visit):
    page = visit("/aanbod")
    expect(page.locator(".kapstok-fold__summary")).to_be_hidden()
    expect(page.get_by_role("group", name="Label").get_by_label("PSO")).to_be_visible()
    municipalities = page.get_by_role("group", name="Gemeente")
    expect(municipalities.get_by_role("checkbox")).to_have_count(6)
    municipalities.locator("summary").click()
    expect(municipalities.get_by_role("checkbox")).to_have_count(12)


@pytest.mark.parametrize("width", [320, 1280])
def test_without_javascript(visit: Visit, width: int):
    page = visit("/", width=width, java_script_enabled=False)
    page.get_by_label("Wat zoekt u?").fill("glasbewassing")
    page.get_by_role("button", name="Zoeken").click()
    if width == 320:
        page.locator(".kapstok-fold__summary").click()
    page.get_by_role("group", name="Label").get_by_label("PSO").check()
    page.get_by_role("button", name="Filters toepassen").click()
    page.get_by_role("link", name="De Gouden Bezem").click()
    page.get_by_role("link", name="Bekijk het bewijs").first.click()
    page.get_by_label("Kies een andere dag").fill("1-6-2025")
    page.get_by_role("button", name="Toon deze dag").click()
    assert "Volgens het register" in page.locator(".kapstok-proof__basis").inner_text()


def test_the_language_switch_keeps_the_page_and_the_question(visit: Visit):
    page = visit("/aanbod?q=glasbewassing&label=pso")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/aanbod\?q=glasbewassing&label=pso$"))
    expect(page.get_by_role("link", name="Remove filter: PSO")).to_be_visible()
    page.get_by_role("link", name="Nederlands").click()
    expect(page).to_have_url(re.compile(r":\d+/aanbod\?q=glasbewassing&label=pso$"))


def _tab_to(page: Page, target: Locator) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("e => e === document.activeElement"):
            return
    pytest.fail("the keyboard does not come there")
