# SPDX-License-Identifier: EUPL-1.2
"""Bytes that were read, kept for ever under the name of what they are."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Protocol

import zstandard

from kapstok.core.errors import KapstokError


class BlobMissing(KapstokError):
    """Kept bytes are not there any more, or are not what they were."""


class Sink(Protocol):
    """Where bytes go that are read, and come from again."""

    def put(self, content: bytes) -> str:
        """Keeps `content`; gives its SHA-256 in hex."""

    def get(self, sha256: str) -> bytes:
        """The bytes of that SHA-256. Raises `BlobMissing`."""

    def has(self, sha256: str) -> bool:
        """Whether bytes of that SHA-256 are kept."""


class Blobs:
    """Content-addressed files under one folder, compressed with zstd.

    Writing is atomic and can be repeated: a file is there whole or not at all. Reading checks the SHA-256. Writing
    raises OSError with the file's name.
    """

    def __init__(self, folder: Path):
        self._folder = folder
        self._touched: set[Path] = set()

    def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.is_intact(sha256):
            path = self._path(sha256)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._drafts.mkdir(exist_ok=True)
            _write(path, zstandard.compress(content, 6), self._drafts)
            self._touched.add(path.parent)
        return sha256

    def get(self, sha256: str) -> bytes:
        try:
            content = zstandard.decompress(self._path(sha256).read_bytes())
        except (OSError, zstandard.ZstdError) as error:
            raise BlobMissing(f"the kept bytes {sha256[:12]} cannot be read: {error}") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise BlobMissing(f"the kept bytes {sha256[:12]} are not what they were")
        return content

    def has(self, sha256: str) -> bool:
        return bool(sha256) and self._path(sha256).exists()

    def settle(self) -> None:
        """After this, what was put here is there after a power cut too."""
        for folder in (*self._touched, self._folder):
            _synced(folder)
        self._touched.clear()

    def sweep(self) -> None:
        """Throws away what writers that were killed left half; only while nobody else writes."""
        for draft in self._drafts.glob(".draft-*"):
            draft.unlink(missing_ok=True)

    def is_intact(self, sha256: str) -> bool:
        """Whether the bytes are there and are those of this SHA-256; reads them."""
        try:
            self.get(sha256)
        except BlobMissing:
            return False
        return True

    @property
    def _drafts(self) -> Path:
        return self._folder / "drafts"

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256[2:]}.zst"


class Memory:
    """Keeps bytes for as long as the object lives; for a look at a register that leaves no trace."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self._contents[sha256] = content
        return sha256

    def get(self, sha256: str) -> bytes:
        try:
            return self._contents[sha256]
        except KeyError:
            raise BlobMissing(f"the bytes {sha256[:12]} are not kept") from None

    def has(self, sha256: str) -> bool:
        return sha256 in self._contents


def _synced(folder: Path) -> None:
    if not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, content: bytes, drafts: Path) -> None:
    handle, draft = tempfile.mkstemp(dir=drafts, prefix=".draft-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            # The name may only ever stand for these bytes, after a power cut too.
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException as error:
        Path(draft).unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno and error.filename is None:
            error.filename = str(path)
        raise
