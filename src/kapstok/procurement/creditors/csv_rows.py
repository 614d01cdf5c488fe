# SPDX-License-Identifier: EUPL-1.2
"""Text with delimiters as rows of cells, one at a time."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from kapstok.procurement.creditors import decoding
from kapstok.procurement.creditors.cells import Row, Torn
from kapstok.procurement.creditors.recognition import LOOKED_AT
from kapstok.procurement.creditors.shapes import Kind, UnreadableList, Why

_USUAL: Final = (";", ",", "\t", "|")
_UNUSUAL: Final = "^~#:/\\!$%&*+=\x1f\x1e\x01¦§¬"
_CONTROL: Final = frozenset(map(chr, range(32))) - set("\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x1f\x00\x01")
_TRIED: Final = 200
_MOST_UNUSUAL: Final = 3


@dataclass(frozen=True)
class CsvTable:
    """A text file with rows in it. Its first line may say the delimiter (`sep=;`): that is no row."""

    path: Path
    decoded: decoding.Encoding
    delimiter: str | None
    announced: bool
    ends_open: bool

    kind: Kind = "csv"
    sheet: None = None

    @property
    def encoding(self) -> str:
        return self.decoded.name

    def rows(self) -> Iterator[Row]:
        """The rows of the file. Raises `UnreadableList`."""
        lines = decoding.lines(self.path, self.decoded)
        if self.announced:
            next(lines, None)
        return records(lines, self.delimiter or "\x00")


def tables(path: Path, start: bytes) -> list[CsvTable]:
    """The ways in which the lines of a text file may be divided into cells. Raises `UnreadableList`."""
    encoding = decoding.found(start)
    first = list(islice(decoding.lines(path, encoding), LOOKED_AT + 1))
    _refuse_unless_text("".join(first[:_TRIED]), path)
    announced = _announced(first[0]) if first else None
    delimiters = [announced] if announced else _candidates(first)
    ends_open = _ends_open(path)
    return [CsvTable(path, encoding, one, announced is not None, ends_open) for one in delimiters]


def records(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    """The rows in lines of text; one in which a quotation mark is not closed is `Torn`, and the next is read again."""
    source = _Lines(lines)
    while True:
        reader = csv.reader(source, delimiter=delimiter, skipinitialspace=True, strict=True)
        try:
            for row in reader:
                source.taken.clear()
                yield row
        except csv.Error:
            yield _first_alone(source, delimiter)
            continue
        return


class _Lines:
    """Lines that are remembered for as long as the row they belong to is not whole."""

    def __init__(self, lines: Iterable[str]):
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        return line

    def first_again(self) -> str:
        """The first line that was taken; the others come once more."""
        first, *others = self.taken
        self._again.extendleft(reversed(others))
        self.taken.clear()
        return first


def _first_alone(source: _Lines, delimiter: str) -> Row:
    """The first line of a row that went wrong, by itself: whole when its quotation marks only stand oddly."""
    line = source.first_again()
    try:
        row = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        row = []
    if row and line.count('"') % 2 == 0:
        return row
    return Torn(cell.strip('" \r\n')[:1_000] for cell in line.split(delimiter)[:1_000])


def _candidates(lines: list[str]) -> list[str | None]:
    """The delimiters that may divide these lines; none at all is one of them."""
    usual = [sign for sign in _USUAL if any(sign in line for line in lines)]
    full = [line for line in lines if line.strip()][:_TRIED]
    steady = [
        sign
        for sign in _UNUSUAL
        if full and sign in full[0] and len({line.count(sign) for line in full}) == 1
    ]
    return [*usual, *steady[:_MOST_UNUSUAL], None]


def _announced(line: str) -> str | None:
    """The delimiter that the first line of a file for Excel says."""
    said = line.strip("\r\n\ufeff").strip('"')
    return said[4] if said.lower().startswith("sep=") and len(said) == 5 and said[4] not in '"\r\n' else None


def _refuse_unless_text(text: str, path: Path) -> None:
    if not text.strip(" \t\r\n\x00\ufeff"):
        raise UnreadableList(path, "there is nothing in it", why=Why.EMPTY)
    odd = sum(sign in _CONTROL for sign in text) + text.count("\x00") / 8
    if odd > 0.01 * len(text):
        raise UnreadableList(path, "this is no text, no workbook and no audit file", why=Why.NOT_A_LIST)


def _ends_open(path: Path) -> bool:
    """Whether the last line of a file has no end, as when it was cut off."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - 2))
        return not file.read().rstrip(b"\x00").endswith((b"\n", b"\r"))
