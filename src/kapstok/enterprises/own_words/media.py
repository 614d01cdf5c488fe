# SPDX-License-Identifier: EUPL-1.2
"""The files of photos: var/media/<2>/<sha256>.webp and a smaller <sha256>-480.webp, named after the larger's bytes."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from kapstok.core.errors import KapstokError
from kapstok.enterprises.own_words.picture_words import SMALL, Picture

_NAME: Final = re.compile(r"([0-9a-f]{64})(-480)?\.webp")
_DRAFT: Final = ".draft-"
_PATIENCE: Final = 10.0
# Longer than anybody needs between writing files and saying so in the database.
_YOUNG: Final = timedelta(hours=1)


class Busy(KapstokError):
    """Others are adding photos at this moment; try again."""


@dataclass(frozen=True)
class Media:
    """The folder of photos of one instance; it need not be there yet."""

    folder: Path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps every other process from making, adding and sweeping photos meanwhile. Raises `Busy`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder.with_suffix(".lock"), timeout=_PATIENCE):
                yield
        except Timeout:
            raise Busy("others are adding photos at this moment") from None

    def keep(self, picture: Picture) -> str:
        """Keeps both files, whole or not at all, also after a power cut, and gives the name that they have."""
        sha256 = hashlib.sha256(picture.large).hexdigest()
        self.file(sha256).parent.mkdir(parents=True, exist_ok=True)
        for content, file in (
            (picture.small, self.file(sha256, small=True)),
            (picture.large, self.file(sha256)),
        ):
            _write(file, content)
        return sha256

    def file(self, sha256: str, *, small: bool = False) -> Path:
        """Where a photo is, or would be."""
        return self.folder / sha256[:2] / f"{sha256}{f'-{SMALL}' if small else ''}.webp"

    def sweep(self, needed: Callable[[], Collection[str]]) -> int:
        """Takes away the files of all photos but these, and what was left half; gives how many files."""
        before, swept = time.time() - _YOUNG.total_seconds(), 0
        with self.held():
            names = needed()
            for file in sorted(self.folder.glob("??/*")):
                known = _NAME.fullmatch(file.name)
                is_ours = known is not None or file.name.startswith(_DRAFT)
                if is_ours and file.stat().st_mtime < before and not (known and known[1] in names):
                    file.unlink(missing_ok=True)
                    swept += 1
        return swept


def _write(file: Path, content: bytes) -> None:
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=_DRAFT)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        Path(draft).chmod(0o644)
        Path(draft).replace(file)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
