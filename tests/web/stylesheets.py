# SPDX-License-Identifier: EUPL-1.2
"""Our stylesheets as a test reads them: tokens with their values in each scheme, and the contrast between two."""

from __future__ import annotations

import re
from pathlib import Path

import kapstok

STATIC = Path(kapstok.__file__).parent / "web" / "static" / "web"
SHEETS = (
    "tokens.css", "base.css", "parts.css", "pages.css", "beheer.css", "buyers.css", "map.css", "editors.css",
    "lists.css", "registers.css", "scan.css", "pairs.css", "seen.css", "profile.css", "photos.css",
    "own_words.css",
)  # fmt: skip
SCRIPTS = ("map.js", "save.js", "scan.js", "pairs.js", "suggest.js", "profile.js")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")
_REFERENCE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*(.+))?\)$")


def sheet(name: str) -> str:
    """A stylesheet without its comments."""
    return _COMMENT.sub("", (STATIC / name).read_text(encoding="utf-8"))


def tokens(scheme: str) -> dict[str, str]:
    """Every token by its name, as written, in the light or the dark scheme."""
    light, _, dark = sheet("tokens.css").partition("@media screen and (prefers-color-scheme: dark)")
    assert dark
    found = dict(_TOKEN.findall(light))
    return {**found, **dict(_TOKEN.findall(dark))} if scheme == "dark" else found


def colour(name: str, among: dict[str, str]) -> str:
    """The fixed colour ("#rrggbb") that a token comes to."""
    value: str | None = among.get(name)
    assert value, f"{name} has no value"
    while reference := _REFERENCE.match(value.strip()):
        value = among.get(reference[1]) or reference[2]
        assert value, f"{name}: {reference[1]} has no value"
    return value.strip()


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(hexadecimal: str) -> float:
    channels = (int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
