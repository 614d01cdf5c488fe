# SPDX-License-Identifier: EUPL-1.2
"""A sheet of a workbook that takes a million rows: each is written whole, in one piece, and not kept.

Import it late: it brings xlsxwriter with it. What is put into a cell is text, a number or a day and never anything that
a program would work out; texts are those of `cells.csv_cell`, so that a sheet saved as CSV is as harmless.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kapstok.procurement.cells import LONGEST, csv_cell

# The most rows that a sheet has in any spreadsheet program (Office Open XML), the heading among them.
MOST_ROWS: Final = 1_048_576
Value = str | Decimal | float | date | None
# Days are counted from here; earlier than March 1900 spreadsheets count a day that never was (29 February 1900).
_DAY_NONE = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
# A spreadsheet holds fifteen digits; of a longer number it would show another one.
_MOST: Final = 10**15
# Begins with a letter or figure, and has no sign that means something to XML, to Office or to a reader's eye.
_PLAIN: Final = re.compile("[A-Za-z0-9][A-Za-z0-9 .,;:/()'-]*").fullmatch
# Office reads these as a sign by its number: "_x003D_" would become "=".
_SIGN_BY_NUMBER = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class RowSheet(Worksheet):  # type: ignore[misc]
    """A worksheet to which rows are put from the top down; besides `put` only what is not about cells may be called."""

    def prepare(self, widths: Sequence[int], formats: Sequence[Any | None]) -> None:
        """Sets the columns: how wide, and in which format (None: as any)."""
        self._row = 0
        self._begins = [f'<c r="{xl_col_to_name(column)}' for column in range(len(widths))]
        self._styles = [_style(one) for one in formats]
        for column, (width, one) in enumerate(zip(widths, formats, strict=True)):
            self.set_column(column, column, width, one)
        self.dim_rowmin = self.dim_colmin = self.dim_rowmax = 0
        self.dim_colmax = max(len(widths) - 1, 0)

    @property
    def rows(self) -> int:
        """How many rows were put, the heading and empty ones among them."""
        return self._row

    def put(self, cells: Sequence[Value], formats: Sequence[Any | None] = ()) -> None:
        """Writes the next row; a format counts for one cell in place of that of its column."""
        self._row += 1
        styles = [_style(one) for one in formats] if formats else self._styles
        parts = [
            f'{begin}{self._row}"{style}{_content(value)}'
            for begin, style, value in zip(self._begins, styles, cells, strict=False)
            if value is not None and value != ""
        ]
        self.fh.write(f'<row r="{self._row}">{"".join(parts)}</row>')
        self.dim_rowmax = self._row - 1


def _style(format_: Any | None) -> str:
    return f' s="{format_._get_xf_index()}"' if format_ is not None else ""


def _content(value: Value) -> str:
    """The rest of a cell, behind where it stands and how it looks."""
    if isinstance(value, str):
        text = value if _is_plain(value) else _made_plain(value)
        return f' t="inlineStr"><is><t>{text}</t></is></c>'
    if isinstance(value, date):
        if value < _FIRST_DAY:
            return _content(value.isoformat())
        return f"><v>{(value - _DAY_NONE).days}</v></c>"
    if value is None or not math.isfinite(value) or not -_MOST < value < _MOST:
        return _content(str(value))
    return f"><v>{value}</v></c>"


def _is_plain(text: str) -> bool:
    """Whether a text can stand in the file as it is; most can, and a list has millions of them."""
    return _PLAIN(text) is not None and "  " not in text and text[-1] != " " and len(text) < LONGEST


@lru_cache(maxsize=16_384)
def _made_plain(text: str) -> str:
    """The text as XML; places and reasons come again and again."""
    shown = csv_cell(text)
    if "_x" in shown:
        shown = _SIGN_BY_NUMBER.sub("_x005F_", shown)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
