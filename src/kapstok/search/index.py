# SPDX-License-Identifier: EUPL-1.2
"""The search index as readers know it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from kapstok.search.columns import Position
from kapstok.search.dutch.chain import Chain, shipped_chain
from kapstok.search.dutch.meaning import arrived
from kapstok.search.dutch.reading import Understood
from kapstok.search.dutch.spelling import Speller
from kapstok.search.engine import Reader, Snapshot, engine_faults
from kapstok.search.finding import Found, find, find_keys, knows, vocabulary
from kapstok.search.folder import IndexDamaged, IndexFolder, Signature
from kapstok.search.shapes import FACETS, Query, Result
from kapstok.search.suggesting import names_begun, offered

_NOTHING = Found(0, (), {facet: {} for facet in FACETS}, {})
# How long an index's own words are taken for what they were, in seconds, and in times of what it takes to read them:
# only what an unknown word is corrected into depends on them.
_WORDS_LAST = 60.0
_WORDS_SHARE = 200.0
Answer = TypeVar("Answer")
log = logging.getLogger(__name__)


@lru_cache(maxsize=8)
def search_index(path: Path) -> SearchIndex:
    """The index in this folder, one for the whole process."""
    return SearchIndex(path)


class _Spelled(NamedTuple):
    """A speller that may be used until some moment (monotonic seconds)."""

    chain: Chain
    speller: Speller
    until: float


class _IndexSpeller:
    """Knows the words of a snapshot one by one; reads them all only for a word that nobody knows."""

    def __init__(self, snapshot: Snapshot, chain: Chain, whole: Callable[[Snapshot, Chain], Speller]):
        self._snapshot = snapshot
        self._chain = chain
        self._whole = whole

    def is_known(self, word: str) -> bool:
        return self._chain.is_known(word) or knows(self._snapshot, word)

    def correct(self, word: str) -> str | None:
        return self._whole(self._snapshot, self._chain).correct(word)


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
        self._speller: _Spelled | None = None

    def search(self, query: Query, chain: Chain | None = None) -> Result:
        """One page of what answers the query, with facet counts over all of it.

        `chain` understands the words; absent: the one that comes with the program.
        """
        started, used = time.perf_counter(), chain or shipped_chain()
        snapshot = self._snapshot()
        found = self._asked(snapshot, lambda: self._found(snapshot, query, used)) if snapshot else None
        took_ms = (time.perf_counter() - started) * 1_000
        total, hits, facets, distances, asked, dropped, unfiltered = found or _NOTHING
        return Result(total, hits, facets, took_ms, found is not None, distances, asked, dropped, unfiltered)

    def keys(self, query: Query, chain: Chain | None = None) -> tuple[str, ...] | None:
        """Every key that answers the query, in no order and of no page; None while there is nothing to ask."""
        snapshot, used = self._snapshot(), chain or shipped_chain()
        if snapshot is None:
            return None
        return self._asked(
            snapshot, lambda: find_keys(snapshot, query, used, self._understood(snapshot, query, used))
        )

    def names_begun(self, typed: str, limit: int) -> tuple[str, ...]:
        """The keys of documents whose names have words that begin as typed (suggesting.py); none without an index."""
        snapshot = self._snapshot()
        return (
            self._asked(snapshot, lambda: names_begun(snapshot.searcher, typed, limit)) if snapshot else None
        ) or ()

    def offered(self, concepts: Iterable[str]) -> frozenset[str]:
        """Those of these concepts that some document has among its trades; none without an index."""
        snapshot = self._snapshot()
        return (
            self._asked(snapshot, lambda: offered(snapshot.searcher, concepts)) if snapshot else None
        ) or frozenset()

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

    def _found(self, snapshot: Snapshot, query: Query, chain: Chain) -> Found:
        return find(snapshot, query, chain, self._understood(snapshot, query, chain))

    def _understood(self, snapshot: Snapshot, query: Query, chain: Chain) -> Understood:
        key = ("understood", query.text, query.literal, chain, arrived())
        speller = _IndexSpeller(snapshot, chain, self._spelled)
        return snapshot.once(key, lambda: chain.understand(query.text, speller, literal=query.literal))

    def _spelled(self, snapshot: Snapshot, chain: Chain) -> Speller:
        """One that knows the words of this index, as they stood some time ago: the longer, the more there are."""
        known, now = self._speller, time.monotonic()
        if known is None or known.chain is not chain or now > known.until:
            speller = chain.speller(vocabulary(snapshot))
            took = time.monotonic() - now
            known = self._speller = _Spelled(chain, speller, now + max(_WORDS_LAST, _WORDS_SHARE * took))
        return known.speller

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
