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


def open_everything(page: Page) -> None:
    """Unfolds what is folded, so that it is looked at too."""
    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")


def faults(page: Page) -> list[str]:
    """Every fault of some weight, with the element that has it."""
    violations: list[dict[str, Any]] = Axe().run(page, options=_ASKED).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in violations
        if one["impact"] in {"serious", "critical", "moderate"}
    ]


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    beyond: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return max(beyond, 0)
