# SPDX-License-Identifier: EUPL-1.2
"""The parts of a workbook, which is a ZIP file, looked at before anything of it is unpacked.

Its own table of contents is measured first: a few megabytes can name millions of parts. What a part says that it
unpacks to is the most that is ever read of it; one that says less than it holds fails its checksum.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from kapstok.procurement.creditors.shapes import UnreadableList, Why

LARGEST: Final = 300_000_000
MOST_UNPACKED: Final = 1_500_000_000
MOST_PARTS: Final = 2_000
_CONTENTS: Final = 4 << 20
# Rows of a workbook pack some ten to twenty times; only what is small may pack better.
_PACKED: Final = 100
_SMALL: Final = 50_000_000
_PIECE: Final = 1 << 18
_END: Final = b"PK\x05\x06"
_END_64: Final = b"PK\x06\x07"
_FAULTS: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError, KeyError,
)  # fmt: skip


class Archive:
    """The parts of a ZIP file by their names in lower case. Raises `UnreadableList`."""

    def __init__(self, path: Path):
        self._path = path
        if path.stat().st_size > LARGEST:
            raise self._refused(f"a workbook of over {LARGEST // 10**6} MB", Why.TOO_LARGE)
        try:
            with path.open("rb") as file:
                self._measure(file)
            with zipfile.ZipFile(path) as opened:
                parts = opened.infolist()
        except _FAULTS as error:
            raise self._damaged(error) from None
        self._parts = {part.filename.lower().lstrip("/").replace("\\", "/"): part for part in parts}
        if len(parts) > MOST_PARTS:
            raise self._refused(f"a workbook of {len(parts)} parts", Why.UNSAFE)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._parts)

    def pieces(self, name: str) -> Iterator[bytes]:
        """What a part holds, piece by piece. Raises `UnreadableList` where it is too much or damaged."""
        part = self._parts[name.lower()]
        self._refuse_large(part)
        try:
            with zipfile.ZipFile(self._path) as opened, opened.open(part) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except _FAULTS as error:
            raise self._damaged(error, part.filename) from None

    def _refuse_large(self, part: zipfile.ZipInfo) -> None:
        if part.flag_bits & 1:
            raise self._refused("it has a password", Why.DAMAGED)
        packs = part.file_size / max(1, part.compress_size)
        if part.file_size > MOST_UNPACKED or (part.file_size > _SMALL and packs > _PACKED):
            size = f"{part.file_size / 1e6:,.0f} MB from {part.compress_size / 1e6:,.1f} MB"
            raise self._refused(f"not a workbook to open: {part.filename!r} unpacks to {size}", Why.UNSAFE)

    def _measure(self, file: IO[bytes]) -> None:
        """Refuses a table of contents that is larger than that of any workbook."""
        size = file.seek(0, 2)
        file.seek(max(0, size - (1 << 16) - 22))
        end = file.read()
        at = end.rfind(_END)
        if at < 0:
            raise zipfile.BadZipFile("the file ends early")
        length = int.from_bytes(end[at + 12 : at + 16], "little")
        if end[max(0, at - 20) : at].startswith(_END_64):
            file.seek(int.from_bytes(end[at - 12 : at - 4], "little") + 40)
            length = int.from_bytes(file.read(8), "little")
        if length > _CONTENTS:
            raise self._refused("not a workbook to open: its table of contents is too long", Why.UNSAFE)

    def _damaged(self, error: Exception, part: str = "") -> UnreadableList:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        return UnreadableList(self._path, f"a damaged workbook: {reason}", why=Why.DAMAGED, place=part)

    def _refused(self, reason: str, why: Why) -> UnreadableList:
        return UnreadableList(self._path, reason, why=why)
