# SPDX-License-Identifier: EUPL-1.2
"""The small parts of an XLSX workbook: its sheets, its shared texts, which numbers are days, which cells are merged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kapstok.procurement.creditors.xml_pieces import Handler, XmlFault

MOST_COLUMNS: Final = 1_000
_MOST_TEXTS: Final = 10_000_000
_MOST_MERGES: Final = 100_000
_OPENED: Final = "visible"
_RANGE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_MERGE: Final = re.compile(rb"<(?:\w+:)?mergeCell\s+ref\s*=\s*[\"']([A-Z0-9:]{5,21})[\"']")
_TAIL: Final = 8 << 20
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
# The formats of dates that every workbook knows by number, and the letters by which one of its own is one.
_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_LETTERS: Final = re.compile(r"[ymdh]", re.IGNORECASE)


@dataclass
class Book(Handler):
    """The sheets (name, relation, visible), and from which day days are counted."""

    opens = frozenset("workbookPr sheet".split())

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    is_1904: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.is_1904 = attributes.get("date1904", "0") in {"1", "true"}
        if name == "sheet":
            relation = next(
                (value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), ""
            )
            visible = attributes.get("state", _OPENED) == _OPENED
            self.sheets.append((attributes.get("name", ""), relation, visible))


@dataclass
class Relations(Handler):
    """Where in the archive the parts are that others name by a key."""

    opens = frozenset("Relationship".split())

    targets: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "").removeprefix("./")


class Texts(Handler):
    """The shared texts; signs that tell how to say a text (phonetic) are no part of it."""

    opens = frozenset("si rPh".split())
    closes = frozenset("t rPh si".split())

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._aside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._aside = True

    def end(self, name: str, text: str) -> None:
        if name == "t" and not self._aside:
            self._parts.append(text)
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            self.texts.append(unescaped("".join(self._parts)))
            if len(self.texts) > _MOST_TEXTS:
                raise XmlFault(f"more than {_MOST_TEXTS:,} different texts")


class Styles(Handler):
    """The number format of each cell style."""

    opens = frozenset("numFmt cellXfs xf".split())
    closes = frozenset("cellXfs".split())

    def __init__(self) -> None:
        self.used: list[int] = []
        self._own: dict[int, str] = {}
        self._within = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._own[whole(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._within = True
        elif name == "xf" and self._within:
            self.used.append(whole(attributes.get("numFmtId", "")))

    def end(self, name: str, text: str) -> None:
        if name == "cellXfs":
            self._within = False

    def is_date(self, format_: int) -> bool:
        """Whether a number format shows a day."""
        own = self._own.get(format_)
        return (
            format_ in _DATES if own is None else _DATE_LETTERS.search(_QUOTED.sub("", own[:200])) is not None
        )


class Merges:
    """What a sheet says of cells that are merged over more than one row."""

    def __init__(self, tail: bytes):
        self.cells: dict[int, dict[int, tuple[int, int]]] = {}
        count = 0
        for found in _MERGE.finditer(tail):
            parts = _RANGE.fullmatch(found[1].decode("ascii"))
            if not parts:
                continue
            column, first, last = column_of(parts[1]), int(parts[2]), int(parts[4])
            for number in range(first, last + 1) if last > first and column <= MOST_COLUMNS else ():
                count += 1
                if count > _MOST_MERGES:
                    return
                self.cells.setdefault(number, {})[column] = (first, column)


def tails(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What stands behind the rows of a sheet, as far as it may hold merged cells."""
    found, before, left = False, b"", _TAIL
    for piece in pieces:
        if not found:
            both = before + piece
            at = both.find(b"mergeCells")
            found, before = at >= 0, piece[-16:]
            piece = both[at:] if found else b""
        yield piece[:left]
        left -= len(piece[:left])


@lru_cache(maxsize=65_536)
def column_of(reference: str) -> int:
    """The column of a cell ("AB12"), counted from 1."""
    number = 0
    for letter in reference[:4].upper():
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def whole(text: str) -> int:
    """The number that a text writes in figures; 0 where it writes none."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def unescaped(text: str) -> str:
    """A text without the way in which workbooks write signs that XML does not have (`_x000D_`)."""
    return _ESCAPE.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return "" if 0xD800 <= number <= 0xDFFF else chr(number)
