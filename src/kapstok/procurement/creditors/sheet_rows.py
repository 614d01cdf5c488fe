# SPDX-License-Identifier: EUPL-1.2
"""The cells of a sheet as texts, row by row, while its tags pass."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from kapstok.procurement.creditors.cells import Number, Row
from kapstok.procurement.creditors.workbook_parts import MOST_COLUMNS, column_of, unescaped, whole
from kapstok.procurement.creditors.xml_pieces import Handler

_MOST_LEFT_OUT: Final = 1_000


class SheetRows(Handler):
    """Rows as they pass. Of a cell its last value counts; what a formula gave is its value."""

    opens = frozenset("c row is".split())
    closes = frozenset("v row t is".split())

    def __init__(
        self,
        texts: list[str],
        dates: frozenset[int],
        merges: Mapping[int, Mapping[int, tuple[int, int]]],
        *,
        is_1904: bool,
    ):
        self._texts, self._dates, self._merges = texts, dates, merges
        self._begin = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  a day has no zone
        self._done: list[Row] = []
        self._row: Row = []
        self._at = self._number = 0
        self._left_out = _MOST_LEFT_OUT
        self._type, self._style = "n", 0
        self._inline: list[str] = []
        self._above: dict[tuple[int, int], str] = {}

    def taken(self) -> list[Row]:
        """The rows that were finished since the last time."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            reference = attributes.get("r")
            self._at = column_of(reference) if reference else self._at + 1
            self._type = attributes.get("t", "n")
            self._style = (
                int(style) if (style := attributes.get("s", "")).isdecimal() and len(style) < 8 else 0
            )
        elif name == "row":
            number = whole(attributes.get("r", "")) or self._number + 1
            # Rows that are left out are empty ones; a few are given, so that rows count as a person counts them.
            empty = min(max(0, number - self._number - 1), self._left_out)
            self._left_out -= empty
            self._done += [[] for _ in range(empty)]
            self._number = number
            self._row, self._at = [], 0
        elif name == "is":
            self._inline = []

    def end(self, name: str, text: str) -> None:
        if name == "v":
            if text:
                self._put(self._value(text))
        elif name == "row":
            self._finish()
        elif name == "t":
            self._inline.append(text)
        elif name == "is":
            self._put(unescaped("".join(self._inline)))

    def _put(self, text: str) -> None:
        at, row = self._at, self._row
        if at > MOST_COLUMNS or at < 1:
            return
        while len(row) < at:
            row.append("")
        row[at - 1] = text

    def _finish(self) -> None:
        merged = self._merges.get(self._number)
        if merged:
            self._fill(merged)
        self._done.append(self._row)
        self._row = []

    def _fill(self, merged: Mapping[int, tuple[int, int]]) -> None:
        """Gives cells that are merged downwards the text of the first of them; numbers are not told twice."""
        for at, home in merged.items():
            if home == (self._number, at):
                text = self._row[at - 1] if at <= len(self._row) else ""
                self._above[home] = "" if type(text) is Number else text
            elif home in self._above and not (at <= len(self._row) and self._row[at - 1]):
                self._at = at
                self._put(self._above[home])

    def _value(self, text: str) -> str:
        match self._type:
            case "s":
                index = int(text) if text.isdecimal() and len(text) < 10 else -1
                return self._texts[index] if 0 <= index < len(self._texts) else ""
            case "n":
                return self._number_of(text)
            case "b":
                return "true" if text == "1" else "false"
            case "e":
                return ""
        return unescaped(text)

    def _number_of(self, text: str) -> str:
        if self._style in self._dates:
            return _day(text, self._begin)
        # As a program keeps 0.1 + 0.2; seventeen figures are fifteen and noise.
        if text.isdecimal() and len(text) < 16:
            return Number(text)
        try:
            return Number(_plain(float(text)))
        except (ValueError, OverflowError):
            return text


def _plain(value: float) -> str:
    """A number in figures, without an exponent and without the noise of a binary fraction."""
    if value.is_integer():
        return str(int(value)) if abs(value) < 1e18 else repr(value)
    return f"{float(f'{value:.15g}'):f}".rstrip("0") if 1e-6 < abs(value) < 1e15 else repr(value)


def _day(text: str, begin: datetime) -> str:
    try:
        moment = begin + timedelta(days=float(text))
    except (ValueError, OverflowError):
        return text
    return date(moment.year, moment.month, moment.day).isoformat()
