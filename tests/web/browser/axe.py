# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a page for somebody, as far as a machine can find it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_ASKED = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# All that another choice of colours can break.
_ASKED_OF_COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


def open_everything(page: Page) -> None:
    """Unfolds what is folded, so that it is looked at too."""
    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")


def faults(page: Page, *, only_colours: bool = False) -> list[str]:
    """Every fault of some weight, with the element that has it; `only_colours` where the rest was looked at before."""
    asked = _ASKED_OF_COLOURS if only_colours else _ASKED
    violations: list[dict[str, Any]] = Axe().run(page, options=asked).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in violations
        if one["impact"] in {"serious", "critical", "moderate"}
    ]


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    beyond: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return max(beyond, 0)
