# SPDX-License-Identifier: EUPL-1.2
"""Whether an XLSX body is a workbook of a size that can be opened, found out without opening it.

A few kilobytes can unpack to gigabytes, put two cells a billion apart in a grid that is kept whole, or repeat one long
text in a million cells. Sizes that an archive states about itself are not believed: it is unpacked in pieces, counted.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from kapstok.registers.parsing.document import looks_like_html
from kapstok.registers.shapes import PageUnreadable

_UNPACKED: Final = 150_000_000
_PARTS: Final = 2_000
_CELLS: Final = 2_000_000
_TEXT: Final = 50_000_000
# What Excel lets a cell hold.
_LONGEST_TEXT: Final = 32_767
_PIECE: Final = 1 << 20
_LOCAL_HEADER: Final = 30
_XML: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|\xff\xfe|\xfe\xff")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"


def refuse_unless_workbook(body: bytes) -> None:
    """Raises `PageUnreadable` unless the body is an XLSX workbook within the limits."""
    if not body.startswith(b"PK\x03\x04"):
        raise PageUnreadable(f"not an XLSX workbook: {_what(body)}")
    try:
        parts = zipfile.ZipFile(io.BytesIO(body)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
        raise PageUnreadable(f"not an XLSX workbook: {error}") from None
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise PageUnreadable("not an XLSX workbook: a ZIP file without one in it")
    if len(parts) > _PARTS:
        raise PageUnreadable(f"not a workbook to open: {len(parts)} parts")
    _refuse_large(body, parts)


def _what(body: bytes) -> str:
    if body.startswith(_OLD_WORKBOOK):
        return "an Excel file of before 2007 (XLS) or one with a password"
    if looks_like_html(body[:400].decode("utf-8", "replace")):
        return "this is an HTML page"
    return f"it begins with {body[:8]!r}"


def _refuse_large(body: bytes, parts: list[zipfile.ZipInfo]) -> None:
    left = _UNPACKED
    contents = _Contents()
    # The shared texts first: sheets refer to them by number.
    for part in sorted(parts, key=lambda part: not part.filename.lower().endswith("sharedstrings.xml")):
        for piece in contents.counted(_unpacked(body, part)):
            left -= len(piece)
            if left < 0:
                raise PageUnreadable(
                    f"not a workbook to open: it unpacks to more than {_UNPACKED // 1_000_000} MB"
                )


def _unpacked(body: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a part holds, in pieces, for as long as there is any, whatever size the archive states."""
    lengths = body[part.header_offset + 26 : part.header_offset + _LOCAL_HEADER]
    start = (
        part.header_offset + _LOCAL_HEADER + sum(int.from_bytes(lengths[i : i + 2], "little") for i in (0, 2))
    )
    packed = body[start : start + part.compress_size]
    if part.flag_bits & 1:
        raise PageUnreadable("not a workbook to open: it has a password")
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflated(packed, part.filename)
    else:
        raise PageUnreadable(f"not a workbook to open: {part.filename!r} is packed in a way no workbook is")


def _inflated(packed: bytes, name: str) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed and not inflater.eof:
            yield inflater.decompress(packed, _PIECE)
            packed = inflater.unconsumed_tail
        while not inflater.eof and (rest := inflater.decompress(b"", _PIECE)):
            yield rest
    except zlib.error as error:
        raise PageUnreadable(f"not an XLSX workbook: {name!r} is damaged ({error})") from None
    if not inflater.eof:
        raise PageUnreadable(f"not an XLSX workbook: {name!r} ends early")


class _Contents:
    """Counts what the parts of a workbook would take: the grid of each sheet and the text in its cells."""

    def __init__(self) -> None:
        self._texts: list[int] = []
        self._text = 0
        self._row = self._column = self._rows = self._columns = 0
        self._shared = False
        self._within: str | None = None
        self._characters: list[str] = []

    def counted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The pieces of one part, read as they pass when they are XML. Raises `PageUnreadable`."""
        self._row = self._column = self._rows = self._columns = 0
        parser = None
        for number, piece in enumerate(pieces):
            if number == 0 and _XML.match(piece):
                parser = self._parser()
            if parser:
                _parse(parser, piece)
            yield piece

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._read
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self._row + 1
                self._column = 0
            case "c":
                self._place(attributes.get("r", "").upper())
                self._shared = attributes.get("t") == "s"
            case "v" | "is":
                self._fill()
                self._listen("v")
            case "si":
                self._listen("si")

    def _place(self, reference: str) -> None:
        found = _REFERENCE.fullmatch(reference)
        self._column += 1
        if found:
            self._column, self._row = _number(found[1]), int(found[2])

    def _fill(self) -> None:
        self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._column)
        if self._rows * self._columns > _CELLS:
            raise PageUnreadable(
                f"not a workbook to open: a sheet of {self._rows} rows and {self._columns} columns"
            )

    def _listen(self, within: str) -> None:
        self._within, self._characters = within, []

    def _read(self, characters: str) -> None:
        if self._within:
            self._characters.append(characters)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            self._texts.append(sum(map(len, self._characters)))
        elif name in {"v", "is"}:
            self._add("".join(self._characters))
        else:
            return
        self._within = None

    def _add(self, text: str) -> None:
        if self._shared and text.isdecimal() and len(text) < 10:
            self._text += self._texts[int(text)] if int(text) < len(self._texts) else _LONGEST_TEXT
        else:
            self._text += len(text)
        if self._text > _TEXT:
            raise PageUnreadable(
                f"not a workbook to open: its cells hold over {_TEXT // 1_000_000} million characters"
            )


def _parse(parser: expat.XMLParserType, piece: bytes) -> None:
    try:
        parser.Parse(piece, False)
    except expat.ExpatError as error:
        raise PageUnreadable(f"not an XLSX workbook: {error}") from None


def _refuse_doctype(*_: object) -> None:
    raise PageUnreadable("not a workbook to open: it declares a document type, as no workbook does")


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
