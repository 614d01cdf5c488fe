# SPDX-License-Identifier: EUPL-1.2
"""XML read in pieces, without ever holding more of it than one piece: what an audit file and a workbook are made of.

Nothing is expanded and nothing is looked up: a document that declares a type, and with it entities, is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final
from xml.parsers import expat

LONGEST_TEXT: Final = 1 << 16
_LONGEST_TAG: Final = 8 << 20
_DEEPEST: Final = 64


class XmlFault(Exception):
    """The XML cannot be read, in one line; `unsafe` where it is made to do harm."""

    def __init__(self, reason: str, *, unsafe: bool = False, line: int = 0):
        super().__init__(reason)
        self.unsafe = unsafe
        self.line = line


class Handler:
    """What happens on the way through a document. Names come without their namespace; `depth` counts from 1.

    Only elements that a handler names are told to it: a document may have tens of millions of others.
    """

    opens: ClassVar[frozenset[str]] = frozenset()
    closes: ClassVar[frozenset[str]] = frozenset()
    depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element of `opens`, or the first of all, begins."""

    def end(self, name: str, text: str) -> None:
        """An element of `closes` ends; `text` is what stood in it since the last tag."""


def read(pieces: Iterable[bytes], handler: Handler) -> Iterator[None]:
    """Reads on by one piece each time it is asked. Raises `XmlFault`."""
    parser = expat.ParserCreate()
    state = _State(parser, handler)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_type
    parser.StartElementHandler = state.start
    parser.EndElementHandler = state.end
    parser.CharacterDataHandler = state.text
    fed = 0
    for piece in pieces:
        fed += len(piece)
        _parse(parser, piece)
        if fed - max(0, parser.CurrentByteIndex) > _LONGEST_TAG:
            raise XmlFault(
                f"a tag of over {_LONGEST_TAG >> 20} MB", unsafe=True, line=parser.CurrentLineNumber
            )
        yield
    _parse(parser, b"", final=True)
    yield


class _State:
    """Where the parser is, in as few steps as can be: it passes here for every cell of a workbook."""

    def __init__(self, parser: expat.XMLParserType, handler: Handler):
        self._parser = parser
        self._handler = handler
        self._opens, self._closes = handler.opens, handler.closes
        self._texts: list[str] = []
        self._length = 0
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._texts:
            self._texts = []
            self._length = 0
        if ":" in name:
            name = name.rpartition(":")[2]
        if name in self._opens or self._depth == 1:
            self._handler.depth = self._depth
            self._handler.start(name, attributes)
        elif self._depth > _DEEPEST:
            raise XmlFault(f"elements over {_DEEPEST} deep", unsafe=True, line=self._parser.CurrentLineNumber)

    def end(self, name: str) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name in self._closes:
            self._handler.depth = self._depth
            self._handler.end(name, "".join(self._texts))
        if self._texts:
            self._texts = []
            self._length = 0
        self._depth -= 1

    def text(self, text: str) -> None:
        # What is longer than any cell may be is let go.
        if self._length < LONGEST_TEXT:
            self._texts.append(text[:LONGEST_TEXT])
            self._length += len(text)


def _parse(parser: expat.XMLParserType, piece: bytes, *, final: bool = False) -> None:
    try:
        parser.Parse(piece, final)
    except expat.ExpatError as error:
        raise XmlFault(expat.errors.messages.get(error.code, "not XML"), line=error.lineno) from None
    except (LookupError, ValueError) as error:
        raise XmlFault(f"its encoding cannot be read ({error})", line=1) from None


def _refuse_type(*_: object) -> None:
    raise XmlFault("it declares a document type, as no list of creditors does", unsafe=True, line=1)
