# SPDX-License-Identifier: EUPL-1.2
"""A buyer without an account keeps a list, with or without scripts and by keyboard, and shares it with a colleague."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.axe import faults
from tests.web.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
BEZEM, LINDE = "de-gouden-bezem", "lunchroom-de-linde"


def save(page: Page, slug: str) -> None:
    """Keeps an enterprise from its own page."""
    page.goto(f"/onderneming/{slug}")
    page.get_by_role("button", name="Bewaar op mijn lijst").click()
    expect(page.get_by_role("link", name="Op mijn lijst")).to_be_visible()


def shared(page: Page) -> str:
    page.goto("/lijst")
    page.get_by_role("button", name="Maak een link").click()
    return page.get_by_label("De link").input_value()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_list_is_kept_ordered_shared_and_withdrawn(visit: Visit, scripts: bool):
    page = visit("/aanbod?q=glasbewassing", java_script_enabled=scripts)
    page.get_by_role("button", name="Bewaar op mijn lijst De Gouden Bezem").click()
    expect(page.get_by_role("link", name="Op mijn lijst De Gouden Bezem")).to_be_visible()
    expect(page.get_by_role("link", name="Mijn lijst (1)")).to_be_visible()
    assert "glasbewassing" in page.url
    save(page, LINDE)
    page.get_by_role("link", name="Mijn lijst (2)").click()
    page.get_by_label("Notitie Lunchroom De Linde").fill("Bellen")
    page.get_by_role("button", name="Omhoog Lunchroom De Linde").click()
    expect(page.locator("h3").first).to_contain_text("Lunchroom De Linde")
    expect(page.get_by_label("Notitie Lunchroom De Linde")).to_have_value("Bellen")
    link = shared(page)
    reader = visit(link, java_script_enabled=scripts)
    expect(reader.get_by_text("Bellen")).to_be_visible()
    reader.get_by_role("link", name="Neem over op mijn lijst").click()
    reader.get_by_role("button", name="Neem over").click()
    expect(reader.get_by_text("De lijst is overgenomen.")).to_be_visible()
    page.get_by_role("button", name="Trek de link in").click()
    expect(page.get_by_text("De link is ingetrokken.")).to_be_visible()
    expect(visit(link).get_by_role("heading", level=1)).to_have_text("Deze lijst wordt niet meer gedeeld")


def test_after_saving_a_reader_stays_where_they_were_and_hears_of_it(visit: Visit):
    page = visit("/aanbod?gemeente=Zwolle", width=320)
    button = page.get_by_role("button", name="Bewaar op mijn lijst").last
    button.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 0
    button.press("Enter")
    expect(page.get_by_role("status").filter(has_text="staat op uw lijst.")).to_be_attached()
    assert abs(page.evaluate("scrollY") - before) < 100
    assert page.evaluate("document.activeElement.textContent").strip().startswith("Op mijn lijst")


def test_the_page_of_a_list_has_no_fault_and_is_no_wider_than_the_screen(visit: Visit):
    page = visit("/", reduced_motion="reduce")
    for slug in (BEZEM, "drukkerij-het-hogeland", "kaarsenmakerij-oud-licht"):
        save(page, slug)
    for path in ("/lijst", shared(page), "/aanbod/export"):
        page.emulate_media(color_scheme="light", forced_colors="none")
        page.goto(path)
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
        assert faults(page) == [], path
        page.emulate_media(color_scheme="dark")
        assert faults(page, only_colours=True) == [], path
        page.emulate_media(color_scheme="light", forced_colors="active")
        assert faults(page, only_colours=True) == [], path


def test_a_list_is_printed_with_its_notes_and_without_its_buttons(visit: Visit):
    page = visit("/")
    save(page, BEZEM)
    page.goto("/lijst")
    page.get_by_label("Notitie De Gouden Bezem").fill("Bellen in maart")
    page.get_by_role("button", name="Bewaar notities").click()
    page.emulate_media(media="print")
    expect(page.locator(".kapstok-list__written")).to_be_visible()
    expect(page.locator(".kapstok-list__written")).to_have_text("Bellen in maart")
    for gone in ("textarea", ".kapstok-list__acts", "#delen", "#bestand"):
        expect(page.locator(gone).first).to_be_hidden()
