# SPDX-License-Identifier: EUPL-1.2
"""A backup file: a tar compressed with zstd, whose last member says what stands in it and of what bytes.

region/…             what the region decided: its folder without var/
var/secret-key       the key that signs what browsers carry, when it is kept in the folder
var/snapshots/…      every page that was ever read
var/media/…          the photos that enterprises show
database.sqlite3     or database.pgdump: the whole database at one moment
manifest.json        format, version, moment, engine, migrations, and the SHA-256 of every other member

The manifest comes last, so that a file that was cut off anywhere has none and is refused.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

import zstandard

from kapstok.core.errors import KapstokError

FORMAT = 1
_MANIFEST = "manifest.json"
_LEVEL = 3
_CHUNK = 1 << 20


class UnusableBackup(KapstokError):
    """A file that is no backup, is damaged or incomplete, or cannot be put back here."""


@dataclass(frozen=True)
class Manifest:
    """What a backup is of. `migrations`: those applied to its database, as "app.name"; `files`: member to SHA-256."""

    region: str
    version: str
    made_at: str
    engine: str
    migrations: tuple[str, ...]
    files: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT


class ArchiveWriter:
    """Adds files to a backup and remembers what bytes they had."""

    def __init__(self, tar: tarfile.TarFile):
        self._tar = tar
        self._files: dict[str, str] = {}

    def add(self, name: str, file: Path) -> None:
        """Adds a file as the member `name`; one that disappeared meanwhile raises FileNotFoundError."""
        with file.open("rb") as source:
            info = tarfile.TarInfo(name)
            status = os.fstat(source.fileno())
            info.size, info.mtime, info.mode = status.st_size, int(status.st_mtime), 0o600
            hashed = _Hashed(source)
            self._tar.addfile(info, hashed)
        self._files[name] = hashed.sha256()

    def close(self, manifest: Manifest) -> None:
        """Adds the manifest, which makes the backup complete."""
        content = json.dumps({**asdict(manifest), "files": self._files}, indent=1).encode()
        info = tarfile.TarInfo(_MANIFEST)
        info.size, info.mode = len(content), 0o600
        self._tar.addfile(info, io.BytesIO(content))


@contextmanager
def written(target: Path) -> Iterator[ArchiveWriter]:
    """A backup being written; `target` is there whole, readable by its owner only, or not at all."""
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".draft")
    try:
        with os.fdopen(handle, "wb") as file:
            with (
                zstandard.ZstdCompressor(level=_LEVEL).stream_writer(file, closefd=False) as stream,
                tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as tar,
            ):
                yield ArchiveWriter(tar)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def unpacked(source: Path, into: Path) -> Manifest:
    """Unpacks a backup in an empty folder and checks every byte of it. Raises `UnusableBackup`."""
    try:
        with source.open("rb") as file:
            manifest = _unpack(file, into)
    except FileNotFoundError:
        raise UnusableBackup(f"{source}: not there") from None
    except (zstandard.ZstdError, tarfile.TarError, EOFError) as error:
        raise UnusableBackup(f"{source}: not a backup, or damaged: {error}") from None
    if manifest is None:
        raise UnusableBackup(f"{source}: incomplete, its manifest is not there")
    return manifest


def _unpack(file: IO[bytes], into: Path) -> Manifest | None:
    seen: dict[str, str] = {}
    with (
        zstandard.ZstdDecompressor().stream_reader(file) as stream,
        tarfile.open(fileobj=stream, mode="r|") as tar,
    ):
        for member in tar:
            content = tar.extractfile(member)
            if content is None or not member.isreg():
                raise UnusableBackup(f"{member.name!r} in the backup is not a file")
            if member.name == _MANIFEST:
                return _checked(content.read(), seen)
            seen[member.name] = _copy(content, into / _inside(member.name))
    return None


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise UnusableBackup(f"{name!r} in the backup would land outside its folder")
    return path


def _copy(content: IO[bytes], target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    hashed = _Hashed(content)
    with target.open("wb") as file:
        while chunk := hashed.read(_CHUNK):
            file.write(chunk)
    return hashed.sha256()


def _checked(content: bytes, seen: Mapping[str, str]) -> Manifest:
    try:
        told: dict[str, Any] = json.loads(content)
        manifest = Manifest(**{**told, "migrations": tuple(told["migrations"])})
    except (ValueError, TypeError, KeyError) as error:
        raise UnusableBackup(f"the manifest of the backup cannot be read: {error}") from None
    if manifest.format != FORMAT:
        raise UnusableBackup(f"the backup has format {manifest.format}; this program reads {FORMAT}")
    wrong = sorted({*manifest.files.items()} ^ {*seen.items()})
    if wrong:
        raise UnusableBackup(f"the backup is damaged: {wrong[0][0]} is not what it was")
    return manifest


class _Hashed:
    """Reads through, and knows the SHA-256 of what was read."""

    def __init__(self, source: IO[bytes]):
        self._source = source
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._source.read(size)
        self._hash.update(chunk)
        return chunk

    def sha256(self) -> str:
        return self._hash.hexdigest()
