# SPDX-License-Identifier: EUPL-1.2
"""The search index as readers know it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from kapstok.search.columns import Position
from kapstok.search.engine import Reader, Snapshot, engine_faults
from kapstok.search.finding import Found, find, find_keys
from kapstok.search.folder import IndexDamaged, IndexFolder, Signature
from kapstok.search.shapes import FACETS, Query, Result

_NOTHING = Found(0, (), {facet: {} for facet in FACETS}, {}, {})
Answer = TypeVar("Answer")
log = logging.getLogger(__name__)


@lru_cache(maxsize=8)
def search_index(path: Path) -> SearchIndex:
    """The index in this folder, one for the whole process."""
    return SearchIndex(path)


class SearchIndex:
    """Answers queries from an index folder that other processes write.

    Sees each commit, and each swap to a newer generation, at the next call. May be shared between threads. A folder
    that is missing or damaged is no error: the result says that nothing is available, and the next `catch_up` mends it.
    """

    def __init__(self, path: Path):
        self._folder = IndexFolder(path)
        self._lock = threading.Lock()
        self._reader: Reader | None = None
        self._pointer: Signature | None = None

    def search(self, query: Query) -> Result:
        """One page of what answers the query, with facet counts over all of it."""
        started = time.perf_counter()
        snapshot = self._snapshot()
        found = self._asked(snapshot, lambda: find(snapshot, query)) if snapshot else None
        took_ms = (time.perf_counter() - started) * 1_000
        total, hits, facets, distances, spellings = found or _NOTHING
        return Result(total, hits, facets, took_ms, found is not None, distances, spellings)

    def keys(self, query: Query) -> tuple[str, ...] | None:
        """Every key that answers the query, in no order and of no page; None while there is nothing to ask."""
        snapshot = self._snapshot()
        return self._asked(snapshot, lambda: find_keys(snapshot, query)) if snapshot else None

    def version(self) -> str:
        """A name for what readers see now, the same in every process; empty while there is nothing to read."""
        snapshot = self._snapshot()
        return snapshot.version if snapshot else ""

    def position(self) -> Position | None:
        """How far the index has followed the outbox; None while there is no index that can be read."""
        snapshot = self._snapshot()
        try:
            return snapshot.position() if snapshot else None
        except IndexDamaged:
            return None

    def _asked(self, snapshot: Snapshot, ask: Callable[[], Answer]) -> Answer | None:
        try:
            with engine_faults():
                return ask()
        except IndexDamaged as fault:
            log.error("a search failed in %s (%s)", snapshot.generation.name, fault)
            # One odd question must not have the index built anew: only what cannot be read at all is damaged.
            if not snapshot.is_sound():
                self._folder.report_damage(snapshot.generation)
            return None

    def _snapshot(self) -> Snapshot | None:
        """The last commit of the current generation; tries twice, because a swap may come between."""
        with self._lock:
            for _ in range(2):
                try:
                    return self._latest()
                except IndexDamaged:
                    self._reader = None
            generation = self._folder.current()
            if generation is not None:
                self._folder.report_damage(generation)
            return None

    def _latest(self) -> Snapshot | None:
        pointer = self._folder.signature()
        if self._reader is None or pointer != self._pointer:
            generation = self._folder.current()
            self._reader = Reader(generation) if generation else None
            self._pointer = pointer
        return self._reader.latest() if self._reader else None
