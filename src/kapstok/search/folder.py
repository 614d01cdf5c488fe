# SPDX-License-Identifier: EUPL-1.2
"""The index folder: generations side by side, a pointer to the one that is read, and the lock of the one who writes.

current        names the generation that is read; replaced in one step
damaged        names a generation that a reader could not read
writing.lock   held while someone writes; the kernel lets go of it when its holder dies
g-…/           a generation: one complete engine index
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from kapstok.core.errors import NeedsPerson
from kapstok.search.columns import LAYOUT

Signature = tuple[int, int, int]


class IndexBusy(NeedsPerson):
    """Another process has been writing the search index for longer than we may wait."""

    def __init__(self) -> None:
        super().__init__("the search index is being updated by another process; try again later")


class IndexUnwritable(NeedsPerson):
    """The index folder cannot be written: no room, no right, or no folder."""

    def __init__(self, path: Path, fault: Exception) -> None:
        super().__init__(
            f"the search index in {path} cannot be written ({fault}). All that was read is stored; mend this, and the "
            "next sync or the site brings the index up to date"
        )


class IndexDamaged(Exception):
    """The engine cannot read this generation. Never leaves this room: a reader finds nothing, a writer builds anew."""


class DiskRefuses(IndexDamaged):
    """The engine cannot write this generation: no room, no right. What was committed can still be read."""


@dataclass(frozen=True)
class IndexFolder:
    """Where the index lives. Making one touches nothing; writers make what they need."""

    path: Path

    def current(self) -> Path | None:
        """The generation to read; None where there is none, or one of another layout."""
        try:
            pointer = json.loads(self._pointer.read_bytes())
            name, layout = str(pointer["generation"]), pointer["layout"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return (
            self.path / name
            if layout == LAYOUT and name.startswith("g-") and Path(name).name == name
            else None
        )

    def signature(self) -> Signature | None:
        """Changes whenever `current` may have changed; cheap enough to ask before every search."""
        return signature(self._pointer)

    def new_generation(self) -> Path:
        """An empty folder for a generation that nobody reads yet."""
        generation = self.path / f"g-{uuid.uuid4().hex}"
        with self._written():
            generation.mkdir(parents=True)
        return generation

    def publish(self, generation: Path) -> None:
        """Lets readers read `generation` from now on, in one step, and clears away what nobody reads any more.

        The generation before this one stays until the next swap, for readers who are in the middle of it.
        """
        before = self.current()
        fresh = self.path / f"current.{uuid.uuid4().hex}"
        with self._written():
            with fresh.open("w") as pointer:
                json.dump({"generation": generation.name, "layout": LAYOUT}, pointer)
                pointer.flush()
                os.fsync(pointer.fileno())
            fresh.replace(self._pointer)
            self._damage.unlink(missing_ok=True)
            self._sweep(keep={generation, before})

    def give_up(self, generation: Path) -> None:
        """Throws away a generation that cannot be finished: half an index must not keep the disk full."""
        shutil.rmtree(generation, ignore_errors=True)

    def report_damage(self, generation: Path) -> None:
        """Asks the next writer to build anew, as far as this process may write here."""
        with suppress(OSError):
            self._damage.write_text(generation.name)

    def is_damaged(self, generation: Path) -> bool:
        """Whether a reader reported this generation."""
        try:
            return self._damage.read_text() == generation.name
        except (OSError, ValueError):
            return False

    @contextmanager
    def writing(self, wait: float) -> Iterator[None]:
        """Alone in writing; raises IndexBusy after `wait` seconds. A holder that is killed leaves no lock behind."""
        with self._written():
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path / "writing.lock")
            try:
                held = lock.acquire(timeout=wait)
            except Timeout:
                raise IndexBusy from None
        with held:
            yield

    @property
    def _pointer(self) -> Path:
        return self.path / "current"

    @property
    def _damage(self) -> Path:
        return self.path / "damaged"

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            raise IndexUnwritable(self.path, fault) from fault

    def _sweep(self, keep: set[Path | None]) -> None:
        for left in (*self.path.glob("g-*"), *self.path.glob("current.*")):
            if left not in keep:
                shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def signature(file: Path) -> Signature | None:
    """What changes when the file is replaced or written; None when it is not there."""
    try:
        seen = file.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_ino, seen.st_size
