# SPDX-License-Identifier: EUPL-1.2
"""For everyone: no fault that a machine can find, no page wider than the screen, every colour a theme's to choose."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.web.browser.axe import faults, open_everything, too_wide
from tests.web.browser.conftest import PAGES, SiteOnLoopback, Visit, in_english

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

OTHER_LOOKS = {
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}
WIDTHS = (320, 640, 768, 1280)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_page_has_a_serious_fault_in_any_look_or_is_wider_than_the_screen(visit: Visit, language: str):
    # Colours that still fade from one look to the next would be measured halfway.
    page = visit("/", reduced_motion="reduce")
    found = {}
    for name, path in PAGES.items():
        page.emulate_media(color_scheme="light", forced_colors="none")
        page.goto(path if language == "nl" else in_english(path))
        open_everything(page)
        found[name] = [*faults(page), *_too_wide_at(page)]
        if language == "en":
            continue  # the words change nothing about colours
        for look, media in OTHER_LOOKS.items():
            page.emulate_media(**media)
            found[name] += [f"{look}: {fault}" for fault in faults(page, only_colours=True)]
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def _too_wide_at(page: Page) -> list[str]:
    """At which widths of a window the page is wider than it."""
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if beyond := too_wide(page):
            wrong.append(f"{beyond} pixels too wide at {width}")
    return wrong


def test_what_is_touched_is_large_enough(visit: Visit):
    """24 by 24 pixels at least (WCAG 2.5.8), links within a sentence aside."""
    page = visit("/aanbod?q=montage&label=pso", width=320)
    open_everything(page)
    small = page.evaluate(
        "() => [...document.querySelectorAll('button, summary, .kapstok-nav__link, .kapstok-removable,"
        " .utrecht-pagination a, .utrecht-form-field-checkbox, .kapstok-boxes label')]"
        ".map(e => [e.className, e.getBoundingClientRect()])"
        ".filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"
    )
    assert small == []


def test_nothing_moves_for_those_who_asked_for_less_motion(visit: Visit):
    page = visit("/aanbod", reduced_motion="reduce")
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    )
    assert moving == 0


def test_a_theme_restyles_everything(visit: Visit, site: SiteOnLoopback):
    """With every colour set to one of two by a region's theme, no other colour is left on any page."""
    theme = site.region.folder.theme
    page = visit("/")
    names = page.evaluate(
        "() => [...document.styleSheets].flatMap(s => [...s.cssRules]).flatMap(r => r.cssRules ? [...r.cssRules] : [])"
        ".filter(r => r.style).flatMap(r => [...r.style]).filter(n => /^--basis-.*color/.test(n))"
    )
    assert len(names) > 20
    ground, ink = "rgb(250, 251, 252)", "rgb(1, 2, 3)"
    tokens = "".join(
        f"{name}: {ground if '-bg-' in name or name.endswith('inverse-color-default') else ink};"
        for name in set(names)
    )
    theme.write_text(f".voorbeeld-theme {{ {tokens} --basis-box-shadow-sm: none; }}", encoding="utf-8")
    try:
        strange = {}
        for name, path in PAGES.items():
            page.goto(path)
            open_everything(page)
            left = set(page.evaluate(_COLOURS)) - {ground, ink, "rgba(0, 0, 0, 0)"}
            if left:
                strange[name] = left
        assert strange == {}
    finally:
        theme.unlink()


def test_a_page_can_be_printed_without_what_only_a_screen_needs(visit: Visit):
    page = visit("/onderneming/de-gouden-bezem")
    page.emulate_media(media="print")
    assert page.locator(".kapstok-nav").is_hidden()
    assert page.get_by_role("heading", level=1).is_visible()


_COLOURS = """() => [...document.querySelectorAll('body, body *')].flatMap(e => {
  const s = getComputedStyle(e);
  const sides = ['Top', 'Right', 'Bottom', 'Left'].filter(side => s['border' + side + 'Style'] !== 'none');
  return [s.color, s.backgroundColor, ...sides.map(side => s['border' + side + 'Color'])];
})"""
