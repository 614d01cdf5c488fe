# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong with letters and digits when people copy them."""

from __future__ import annotations

import random
from typing import Final

from bench.market.naming import pick

_BESIDE: Final = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
_SHORTEST: Final = 5


def typed(text: str, rng: random.Random) -> str:
    """The text with one slip of the finger in one of its longer words; as it was where it has none."""
    words = text.split(" ")
    long_ones = [i for i, word in enumerate(words) if len(word) >= _SHORTEST]
    if not long_ones:
        return text
    i = pick(rng, long_ones)
    words[i] = _slipped(words[i], rng)
    return " ".join(words)


def _slipped(word: str, rng: random.Random) -> str:
    at, drawn = 1 + int(rng.random() * (len(word) - 2)), rng.random()
    if drawn < 0.3:
        return word[:at] + word[at + 1 :]
    if drawn < 0.55:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if drawn < 0.75:
        return word[:at] + word[at] + word[at:]
    return word[:at] + pick(rng, _BESIDE.get(word[at].lower(), "e")) + word[at + 1 :]


def kvk_as_written(number: str, rng: random.Random) -> tuple[str, str]:
    """A number of the trade register as people write it, and which trap that is (mostly none)."""
    drawn = rng.random()
    if drawn < 0.05:
        return f"{number[:2]}.{number[2:5]}.{number[5:]}", "kvk with dots"
    if drawn < 0.08:
        return f"{number[:4]} {number[4:]}", "kvk with dots"
    if drawn < 0.12:
        return f"{number}{int(rng.random() * 9000):04}", "kvk with branch digits"
    if drawn < 0.24 and number[0] == "0":
        return number.lstrip("0"), "kvk without its zero"
    return number, ""
