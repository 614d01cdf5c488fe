# SPDX-License-Identifier: EUPL-1.2
"""With what somebody signed in, as little as is needed to know it again: a browser and a kind of machine."""

from __future__ import annotations

from typing import Final

# In the order in which they are looked for: nearly every browser also says that it is some of those below it.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Opera", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Samsung Internet", "Samsung Internet"),
    ("Vivaldi", "Vivaldi"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Mac", "Mac"),
    ("CrOS", "Chromebook"),
    ("Chromebook", "Chromebook"),
    ("Linux", "Linux"),
)
_BETWEEN: Final = " / "


def device(user_agent: str) -> str:
    """What a browser says of itself, as "Firefox / Windows", with nothing else of it; of such a text: itself."""
    return f"{_first(_BROWSERS, user_agent)}{_BETWEEN}{_first(_MACHINES, user_agent)}"


def parts(kept: str) -> tuple[str, str]:
    """Browser and machine of what `device` gave; "" for one that is not known."""
    browser, _, machine = kept.partition(_BETWEEN)
    return browser, machine


def _first(known: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for sign, name in known if sign in text), "")
