# SPDX-License-Identifier: EUPL-1.2
"""Cells of a list as texts, and the writings that mean "nothing"."""

from __future__ import annotations

import re
from typing import Final

from kapstok.core.text import squeeze

Row = list[str]

LONGEST: Final = 1_000
"""What is kept of a cell: no name, street or address comes near."""

_NOTHING: Final = frozenset(
    "- -- . / ? x n.v.t. nvt n/a na #n/a #n/b #nb #waarde! #value! #ref! null none nan (null) (leeg) (blank) leeg "
    "geen onbekend unknown 0000000 00000000".split()
)
# ="00123" and '00123; the apostrophe of 't Hoekje belongs to the name.
_AS_TEXT: Final = re.compile(r"""^(?:="([^"]*)"$|'(?=[\d=+@-])(.*))""")
_ODD: Final = ("  ", '="', "'")
_WHOLE: Final = re.compile(r"(\d+)[.,]0{1,2}")


class Number(str):
    """The text of a cell that holds a number: figures with a point, whatever the language of the list."""

    __slots__ = ()


class Torn(list[str]):
    """A row that could not be taken apart as the others were: a quotation mark in it is not closed."""


def cleaned_row(cells: Row) -> Row:
    """The texts of a row, each as `cleaned` gives it."""
    whole = "|".join(cells)
    # Nearly all rows: one look at the whole row, since a list may have a million of them.
    if whole.isprintable() and not any(sign in whole for sign in _ODD) and len(whole) <= LONGEST:
        return [cell if type(cell) is Number else cell.strip() for cell in cells]
    return [cleaned(cell) for cell in cells]


def cleaned(text: str) -> str:
    """The text of a cell on one line, without what a spreadsheet put around it to keep it a text."""
    if type(text) is Number:
        return text
    clean = " ".join(text[: 5 * LONGEST].split())
    if clean[:1] in {"=", "'"}:
        clean = _AS_TEXT.sub(r"\1\2", clean, count=1)
    if not clean.isprintable():
        clean = squeeze(clean)
    return clean[:LONGEST]


def says_nothing(text: str) -> bool:
    """Whether a text is how people and programs write that there is nothing."""
    return not text or (len(text) <= 9 and text.lower() in _NOTHING)


def figures(text: str) -> str:
    """A number of a register as its figures: what a program took for an amount ("12345678.0") loses its decimals."""
    found = None if text.isdigit() else _WHOLE.fullmatch(text)
    return found[1] if found else str(text)
