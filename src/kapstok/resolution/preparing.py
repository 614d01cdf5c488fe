# SPDX-License-Identifier: EUPL-1.2
"""A long list made comparable, a chunk at a time, in as many processes as are given. Rule: linking.md, "Long lists"."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, Final

from kapstok.regions.gazetteer import gazetteer
from kapstok.resolution.candidates import Index
from kapstok.resolution.model.columns import Row, faces, table
from kapstok.resolution.records import Record, record

if TYPE_CHECKING:
    import pyarrow

Values = Mapping[str, str]
_CHUNK: Final = 5_000
# Starting another process costs as much as this many rows do here.
_WORTH_A_PROCESS: Final = 4 * _CHUNK
# Chunks that may wait for a process: the list is read no faster than it is worked through.
_AHEAD: Final = 2


@dataclass(frozen=True)
class Prepared:
    """Some rows of the list made comparable: the faces of those that have a candidate, and the pairs.

    `faces` are numbered from 0 within the chunk. A pair is a face (`left`) and a known entry (`right`). `places` tells
    of each core that is also a known one in which places this chunk has it; `rows` is how many rows there were.
    """

    faces: pyarrow.Table
    left: list[int]
    right: list[int]
    places: frozenset[tuple[str, str | None]]
    rows: int


class Preparing:
    """Lays rows beside the known records; one per process."""

    def __init__(self, known: Sequence[Record]):
        self._index = Index(known)
        self._cores = {name.core for r in known for name in r.names}

    def chunk(self, first: int, rows: Sequence[Values]) -> Prepared:
        """The rows from position `first` on."""
        found: list[Row] = []
        left: list[int] = []
        right: list[int] = []
        places: set[tuple[str, str | None]] = set()
        for position, values in enumerate(rows, first):
            r = _record(position, values)
            places.update((name.core, r.at.home) for name in r.names if name.core in self._cores)
            if candidates := self._index.candidates(r):
                own = list(faces(position, r))
                for face in range(len(found), len(found) + len(own)):
                    left += [face] * len(candidates)
                    right += candidates
                found += own
        return Prepared(table(found), left, right, frozenset(places), len(rows))


def prepared(known: Sequence[Record], rows: Iterable[Values], processes: int) -> Iterator[Prepared]:
    """All rows of a list, chunk by chunk in their order; a short list is worked through here."""
    chunks = _chunks(rows)
    begun = list(islice(chunks, _WORTH_A_PROCESS // _CHUNK))
    if processes < 2 or len(begun) * _CHUNK < _WORTH_A_PROCESS:
        here = Preparing(known)
        for first, chunk in chain(begun, chunks):
            yield here.chunk(first, chunk)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (known,)) as pool:
        waiting: deque[Future[Prepared]] = deque()
        for first, chunk in chain(begun, chunks):
            waiting.append(pool.submit(_work, first, chunk))
            while len(waiting) > processes + _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _chunks(rows: Iterable[Values]) -> Iterator[tuple[int, list[Values]]]:
    remaining, first = iter(rows), 0
    while chunk := list(islice(remaining, _CHUNK)):
        yield first, chunk
        first += len(chunk)


_own: Preparing


def _begin(known: Sequence[Record]) -> None:
    Thread(target=_leave_with_the_parent, daemon=True).start()
    global _own
    _own = Preparing(known)


def _leave_with_the_parent() -> None:
    """A process of the pool ends with the one that began it, also where that one was killed and could not say so."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _work(first: int, rows: Sequence[Values]) -> Prepared:
    return _own.chunk(first, rows)


def _record(position: int, values: Values) -> Record:
    known = {name: values[name] for name in ("postcode", "city") if values.get(name)}
    return record(entry=position, register="", values=values, location=gazetteer().locate(**known))
