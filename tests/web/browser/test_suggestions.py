# SPDX-License-Identifier: EUPL-1.2
"""The search box that suggests: by keyboard, by mouse, on a phone, for who hears it, and without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.axe import faults, too_wide
from tests.web.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def typed(page: Page, text: str) -> Page:
    """The page when what is suggested for a text is there."""
    box = page.get_by_role("combobox", name="Wat zoekt u?")
    box.click()
    box.press_sequentially(text)
    expect(page.get_by_role("listbox", name="Suggesties")).to_be_visible()
    return page


def active(page: Page) -> str:
    """The suggestion that a screen reader is on, which is also the one that looks chosen."""
    id_ = page.get_by_role("combobox").get_attribute("aria-activedescendant")
    if id_ is None:
        expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
        return ""
    expect(page.locator("[role=option][aria-selected=true]")).to_have_id(id_)
    return page.locator(f"#{id_} bdi").inner_text()


def test_by_keyboard_a_concept_is_chosen_and_searched_by_its_name(visit: Visit):
    page = typed(visit("/"), "glasb")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "true")
    assert active(page) == ""
    page.keyboard.press("ArrowDown")
    assert active(page) == "glasbewassing"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/aanbod\?q=glasbewassing$"))
    expect(page.locator(".kapstok-row__name").first).to_have_text("De Gouden Bezem")


def test_the_keys_go_round_to_the_ends_and_out(visit: Visit):
    page = typed(visit("/"), "de")
    names = page.locator("[role=option] bdi").all_inner_texts()
    assert len(names) == 8
    for key, name in (
        ("ArrowUp", names[-1]), ("ArrowDown", ""), ("ArrowDown", names[0]), ("End", names[-1]),
        ("ArrowUp", names[-2]), ("Home", names[0]), ("ArrowUp", ""),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert active(page) == name, key
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box = page.get_by_role("combobox")
    expect(box).to_have_value("de")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_enter_without_a_choice_searches_for_what_was_typed(visit: Visit):
    page = typed(visit("/"), "glasb")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/aanbod\?q=glasb$"))


def test_a_place_sets_around_where_and_keeps_the_rest_and_the_filters(visit: Visit):
    page = visit("/aanbod?label=pso&rond=Zwolle")
    typed(page, "montage in deve")
    page.get_by_role("option", name="Deventer plaats in Overijssel").click()
    expect(page).to_have_url(re.compile(r"q=montage&label=pso&rond=Deventer$"))


def test_an_enterprise_opens_its_page(visit: Visit):
    page = typed(visit("/", width=320, height=640), "gouden b")
    option = page.get_by_role("option", name="De Gouden Bezem onderneming in Zwolle")
    assert too_wide(page) == 0
    option.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De Gouden Bezem")


def test_how_many_there_are_is_said(visit: Visit):
    page = typed(visit("/"), "glasb")
    said = page.locator("form [role=status]")
    expect(said).to_have_text(re.compile(r"^\d suggesties?$"))
    page.get_by_role("combobox").fill("qqqq")
    expect(said).to_have_text("Geen suggesties")
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wrong_with_it_while_it_is_open(visit: Visit, scheme: str):
    page = typed(visit("/", color_scheme=scheme), "de")
    page.keyboard.press("ArrowDown")
    assert faults(page) == []


def test_the_words_can_be_taken_out_one_after_another(visit: Visit):
    page = visit("/aanbod?q=glasbewasing+Deventer+pso+30%2B")
    expect(page.locator("mark").first).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Haal weg uit uw woorden: rond Deventer").click()
    expect(page.get_by_role("link", name=re.compile("rond Deventer"))).to_have_count(0)
    page.get_by_role("link", name="Haal weg uit uw woorden: alleen PSO 30+").click()
    expect(page).to_have_url(re.compile(r"\?q=glasbewasing$"))
    page.get_by_role("link", name=re.compile("^Toch zoeken op precies")).click()
    expect(page).to_have_url(re.compile("letterlijk=1"))
    page.get_by_role("link", name="Verwijder filter: letterlijk deze woorden").click()
    expect(page.locator(".kapstok-row__name").first).to_have_text("De Gouden Bezem")


def test_what_was_found_is_seen_without_colour(visit: Visit):
    page = visit("/aanbod?q=glasbewassing", forced_colors="active")
    weights = page.locator(".kapstok-row__does mark").first.evaluate(
        "e => [getComputedStyle(e).fontWeight, getComputedStyle(e.parentElement).fontWeight]"
    )
    assert int(weights[0]) > int(weights[1])


def test_without_a_script_the_box_is_a_plain_one(visit: Visit):
    page = visit("/", java_script_enabled=False)
    expect(page.get_by_role("combobox")).to_have_count(0)
    expect(page.get_by_role("searchbox", name="Wat zoekt u?")).to_be_visible()
