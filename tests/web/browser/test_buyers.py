# SPDX-License-Identifier: EUPL-1.2
"""What buyers do with the list: distance, map, comparing; by keyboard, on a phone, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.browser.conftest import SiteOnLoopback, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def live(page: Page) -> Locator:
    """The map that the script made."""
    box = page.locator(".kapstok-map__live")
    expect(box.locator(".kapstok-pin").first).to_be_visible()
    return box


def test_what_is_near_is_asked_with_a_postcode_and_a_distance(visit: Visit):
    page = visit("/aanbod?q=montage")
    page.get_by_label("Postcode of plaats").fill("8011")
    page.get_by_role("button", name="Filters toepassen").click()
    expect(page.locator(".kapstok-row__distance").first).to_be_visible()
    page.get_by_role("group", name="Hoe ver weg?").get_by_label("Binnen 25 km").check()
    page.get_by_role("button", name="Filters toepassen").click()
    expect(page).to_have_url(re.compile("rond=8011&binnen=25"))
    page.get_by_role("link", name="Afstand").click()
    expect(page.locator(".kapstok-sorts__link[aria-current]")).to_have_text("Afstand")
    expect(page.locator(".kapstok-row__distance").first).to_have_text("· minder dan 1 km")


def test_the_map_becomes_live_when_it_comes_into_view_and_nothing_of_it_is_missing(visit: Visit):
    missing = []
    page = visit("/toegankelijkheid")
    page.on("response", lambda answer: answer.status >= 400 and missing.append(answer.url))
    page.on("pageerror", lambda error: missing.append(str(error)))
    page.goto("/aanbod?q=montage")
    box = live(page)
    expect(page.locator(".kapstok-map__drawing")).to_be_hidden()
    shown = sum(int(text) for text in box.locator(".kapstok-pin__count").all_inner_texts())
    assert shown == int(page.locator(".kapstok-total strong").inner_text())
    assert missing == []


def test_on_a_phone_nothing_of_the_map_is_loaded_before_it_is_asked_for(visit: Visit):
    asked = []
    page = visit("/toegankelijkheid", width=320, height=640)
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/aanbod?q=montage")
    expect(page.locator(".kapstok-row").first).to_be_visible()
    assert not [url for url in asked if "leaflet" in url or "kaart.json" in url]
    page.get_by_role("link", name="Kaart").click()
    live(page)
    assert [url for url in asked if "leaflet.js" in url]


def test_the_first_view_of_the_list_weighs_little(visit: Visit):
    page = visit("/toegankelijkheid")
    weights = []
    page.on("requestfinished", lambda request: weights.append(request.sizes()["responseBodySize"]))
    page.context.clear_cookies()
    page.goto("/aanbod", wait_until="networkidle")
    live(page)
    assert sum(weights) < 100_000


def test_the_map_can_be_used_by_keyboard_only(visit: Visit):
    page = visit("/aanbod?gemeente=GM0193&label=pso")
    pin = live(page).locator(".kapstok-pin")
    expect(pin).to_have_attribute("aria-label", re.compile(r"^Zwolle: \d+ onderneming"))
    pin.focus()
    assert pin.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    popup = page.locator(".leaflet-popup")
    expect(popup.get_by_role("button", name="Sluit")).to_be_visible()
    link = popup.get_by_role("link", name="De Gouden Bezem")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("De Gouden Bezem")


def test_a_row_lights_up_its_pin_and_a_pin_its_rows(visit: Visit):
    page = visit("/aanbod?q=glasbewassing&label=pso")
    box = live(page)
    page.locator(".kapstok-row__name a").first.focus()
    expect(box.locator(".kapstok-pin--lit")).to_have_count(1)
    box.locator(".kapstok-pin").focus()
    expect(page.locator(".kapstok-row--lit")).to_have_count(1)


@pytest.mark.parametrize("width", [320, 1280])
def test_without_javascript_the_map_is_a_drawing_with_links_and_a_table(visit: Visit, width: int):
    page = visit("/aanbod?q=montage", width=width, java_script_enabled=False)
    if width == 320:
        page.get_by_role("link", name="Kaart").click()
    expect(page.locator(".kapstok-map__drawing")).to_be_visible()
    page.locator(".kapstok-map summary").click()
    expect(page.locator(".kapstok-map__table")).to_contain_text("Zwolle")
    page.locator(".kapstok-map__drawing").get_by_role("link", name="Zwolle").click()
    expect(page).to_have_url(re.compile("q=montage&gemeente=GM0193"))
    expect(page.get_by_role("link", name="Verwijder filter: Zwolle")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_rows_are_chosen_and_compared(visit: Visit, script: bool):
    page = visit("/aanbod?sorteer=naam", java_script_enabled=script)
    for number in (0, 2):
        page.get_by_role("checkbox", name="Vergelijk").nth(number).check()
    page.get_by_role("button", name="Vergelijk wat u aanvinkte").click()
    expect(page.get_by_role("columnheader")).to_have_count(2)
    page.get_by_role("link", name="Haal weg").first.click()
    expect(page.get_by_role("columnheader")).to_have_count(1)


def test_a_comparison_scrolls_within_itself_on_a_phone_and_keeps_its_headers(visit: Visit):
    slugs = "&".join(f"o=werkplaats-{number}" for number in range(4))
    page = visit(f"/vergelijk?{slugs}", width=320)
    box = page.locator(".kapstok-scroll")
    assert box.evaluate("e => e.scrollWidth > e.clientWidth")
    box.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.kapstok-scroll').scrollLeft > 0")
    header, table = page.get_by_role("rowheader").first.bounding_box(), box.bounding_box()
    assert header
    assert table
    assert abs(header["x"] - table["x"]) <= 2


def test_a_background_is_only_asked_for_by_the_reader(browser: Browser, site: SiteOnLoopback):
    """In a window of its own: in any other test no other site may be asked for anything."""
    file, tiles = site.region.folder.file, "https://tiles.voorbeeld.example"
    before = file.read_text()
    file.write_text(
        f'{before}\n[map]\ntiles = "{tiles}/{{z}}/{{x}}/{{y}}.png"\nattribution = "<b>Iemand</b>"\n'
    )
    context = browser.new_context(base_url=site.address)
    try:
        asked, refused = [], []
        context.route(f"{tiles}/**", lambda route: (asked.append(route.request.url), route.abort()))
        page = context.new_page()
        page.on("console", lambda line: "Content Security Policy" in line.text and refused.append(line.text))
        page.goto("/aanbod?q=montage")
        live(page)
        assert asked == []
        with page.expect_request(f"{tiles}/**"):
            page.get_by_role("button", name="Toon achtergrondkaart").click()
        expect(page.get_by_text("<b>Iemand</b>")).to_be_visible()
        assert refused == []
    finally:
        file.write_text(before)
        context.close()
