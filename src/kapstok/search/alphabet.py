# SPDX-License-Identifier: EUPL-1.2
"""A name's place in the alphabet, in numbers that the engine can sort by.

As Dutch lists have it: case and accents do not count, ij is i and j, a space goes before a digit and a digit before a
letter; other marks are spaces. Letters of other scripts come after z.
"""

from __future__ import annotations

import re

from kapstok.core.text import fold

NAME_PARTS = 4
# As many letters as fit in 64 bits.
_PART = 12
_NOT_COUNTED = re.compile(r"[\W_]+")
_SYMBOLS = {symbol: place for place, symbol in enumerate(" 0123456789abcdefghijklmnopqrstuvwxyz")}
_OTHER = len(_SYMBOLS)
_BASE = _OTHER + 1


def name_parts(name: str) -> tuple[int, ...]:
    """Four numbers that sort as the first 48 letters of the name do; names alike that far are equals."""
    letters = _NOT_COUNTED.sub(" ", fold(name)).strip()[: NAME_PARTS * _PART].ljust(NAME_PARTS * _PART)
    return tuple(_number(letters[at : at + _PART]) for at in range(0, len(letters), _PART))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _BASE + _SYMBOLS.get(letter, _OTHER)
    return number
