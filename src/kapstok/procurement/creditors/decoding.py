# SPDX-License-Identifier: EUPL-1.2
"""Bytes of a text file into lines, whatever they are encoded in, a piece at a time.

A piece that is not UTF-8 is decoded line by line: what two programs wrote into one file is read as each wrote it.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from kapstok.procurement.creditors.shapes import UnreadableList, Why

PIECE: Final = 1 << 20
LONGEST_LINE: Final = 4 << 20
_UTF8: Final = "utf-8"
_MARKS: Final = (
    (codecs.BOM_UTF8, _UTF8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings of one byte a sign in which Dutch text is met, and the letters by which they are told apart.
_NARROW: Final = ("cp1252", "cp850", "mac_roman")
_LETTERS: Final = frozenset("éëïöüèáêçóíúàâôûñäÉËÖÜ€’‘“”–")


@dataclass(frozen=True)
class Encoding:
    """How a file is encoded: its name for a reader, the mark in front, and what is read where it is not UTF-8."""

    name: str
    wide: str | None
    mark: int
    narrow: str


def found(start: bytes) -> Encoding:
    """The encoding of a file, by its first megabyte."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return Encoding(name, None if name == _UTF8 else name, len(mark), _NARROW[0])
    wide = _wide(start[:4096])
    if wide:
        return Encoding(wide, wide, 0, _NARROW[0])
    odd = [line for line in start[: start.rfind(b"\n") + 1 or None].splitlines() if not _is_utf8(line)]
    narrow = _narrow(b"\n".join(odd))
    if not odd:
        return Encoding(_UTF8, None, 0, narrow)
    mixed = any(not line.isascii() and _is_utf8(line) for line in start.splitlines())
    return Encoding(f"{_UTF8} + {narrow}" if mixed else narrow, None, 0, narrow)


def lines(path: Path, encoding: Encoding) -> Iterator[str]:
    """The lines of a file with their ends as they are. Raises `UnreadableList` at a line that has no end."""
    with path.open("rb") as file:
        file.seek(encoding.mark)
        for block in _blocks(_pieces(file, encoding), path):
            # Not str.splitlines: that also takes signs within a cell for the end of a line.
            yield from io.StringIO(_text(block, encoding.narrow), newline="")


def _pieces(file: IO[bytes], encoding: Encoding) -> Iterator[bytes]:
    """The file in pieces of UTF-8, or of bytes as they are where it may be."""
    decoder = codecs.getincrementaldecoder(encoding.wide)("replace") if encoding.wide else None
    while piece := file.read(PIECE):
        yield decoder.decode(piece).encode() if decoder else piece
    if decoder:
        yield decoder.decode(b"", final=True).encode()


def _blocks(pieces: Iterator[bytes], path: Path) -> Iterator[bytes]:
    """The pieces cut at line ends."""
    pending, count = b"", 0
    for piece in pieces:
        pending += piece
        # A carriage return at the very end may be half of a line end.
        end = pending.rfind(b"\n") + 1 or pending.rfind(b"\r", 0, -1) + 1
        if end:
            yield pending[:end]
            count += pending.count(b"\n", 0, end)
            pending = pending[end:]
        if len(pending) > LONGEST_LINE:
            raise UnreadableList(
                path, f"a line of over {LONGEST_LINE >> 20} MB", why=Why.NOT_A_LIST, place=f"line {count + 1}"
            )
    yield pending


def _text(block: bytes, narrow: str) -> str:
    try:
        return block.decode(_UTF8)
    except UnicodeDecodeError:
        return "".join(_line(line, narrow) for line in block.splitlines(keepends=True))


def _line(line: bytes, narrow: str) -> str:
    for name in (_UTF8, narrow):
        try:
            return line.decode(name)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode(_UTF8)
    except UnicodeDecodeError:
        return False
    return True


def _wide(start: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of most text is zero."""
    half = len(start) // 2
    even, odd = start[0 : 2 * half : 2].count(0), start[1 : 2 * half : 2].count(0)
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.4 * half and odd < 0.05 * half else None


def _narrow(odd: bytes) -> str:
    """The encoding in which bytes give most of the letters and signs that Dutch text has."""

    def likely(name: str) -> int:
        return sum(sign in _LETTERS for sign in odd[:200_000].decode(name, "replace"))

    return max(_NARROW, key=likely)
