# SPDX-License-Identifier: EUPL-1.2
"""Text of registers and people, made safe to stand in a cell of a table that another program opens. Pure.

A spreadsheet takes a cell that begins with one of = + - @ for a formula, tab and carriage return lead to the
same (OWASP, "CSV Injection"), and some versions take the full-width forms too. Signs that turn the direction of
the text, or that are not seen, can make a reader see another text than there is.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# What one cell of a spreadsheet holds, counted as it counts: in UTF-16.
LONGEST: Final = 32_767
_STARTS_FORMULA = frozenset("=+-@")
_LINE_END = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
# Controls, lost halves of pairs, signs that are none, and those that are not seen or turn the text. The two that
# join letters (ZWJ, ZWNJ) stay: languages and pictures need them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def cell(text: str) -> str:
    """The text as any table may hold it: visible signs and line ends only, no longer than a cell."""
    if text.isascii() and text.isprintable():  # nearly all text is, and a list may have a million rows
        return _cut(text.strip())
    plain = _UNWANTED.sub("", _LINE_END.sub("\n", text).replace("\t", " ")).strip()
    return _cut(plain)


def line(text: str) -> str:
    """The same on one line."""
    return " ".join(cell(text).split())


def csv_cell(text: str) -> str:
    """The same on one line, with an apostrophe before what a spreadsheet would calculate."""
    plain = line(text)
    first = unicodedata.normalize("NFKC", plain.lstrip("\u200c\u200d'\"")[:1])[:1]
    return _cut(f"'{plain}") if first in _STARTS_FORMULA else plain


def _cut(text: str) -> str:
    if _length(text) <= LONGEST:
        return text
    cut = text[: LONGEST - 1]
    while _length(cut) > LONGEST - 1:
        cut = cut[: -max(1, (_length(cut) - LONGEST + 1) // 2)]
    return f"{cut}…"


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(sign > "\uffff" for sign in text)
