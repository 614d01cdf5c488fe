# SPDX-License-Identifier: EUPL-1.2
"""One generation of the index: opened for reading, or open for writing."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import tantivy

from kapstok.search import columns
from kapstok.search.alphabet import NAME_PARTS
from kapstok.search.analysing import analyst
from kapstok.search.columns import Position, schema
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.reading import COLUMNS
from kapstok.search.folder import DiskRefuses, IndexDamaged, Signature, signature
from kapstok.search.question import only
from kapstok.search.shapes import FACETS, Document
from kapstok.search.turns import DRAWS

_WRITER_MEMORY = 50_000_000
# As the engine passes on what the system said.
_OF_THE_MACHINE = re.compile(r"(?P<words>[A-Z][a-z -]+) \(os error (?P<number>\d+)\)")
_REFUSALS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES}
# How many answers a snapshot remembers: they are small, and most readers ask the same.
_REMEMBERED = 256
Made = TypeVar("Made")


@contextmanager
def engine_faults() -> Iterator[None]:
    """Turns whatever the engine raises over files that it cannot read into IndexDamaged; a panic is no Exception."""
    try:
        yield
    except (ValueError, OSError, KeyError, TypeError) as fault:
        raise _told(fault) from fault
    except BaseException as fault:
        if type(fault).__module__ != "pyo3_runtime":
            raise
        raise IndexDamaged("panic") from fault


def _told(fault: Exception) -> IndexDamaged:
    """What the machine says (no room, no right), else only what kind of fault it is: people's words may stand in it."""
    found = _OF_THE_MACHINE.search(str(fault))
    if found and int(found["number"]) in _REFUSALS:
        return DiskRefuses(found["words"])
    return IndexDamaged(found["words"] if found else type(fault).__name__)


@dataclass(frozen=True)
class Snapshot:
    """A generation as of one commit; later commits do not change it, so what was counted in it stays right."""

    generation: Path
    searcher: tantivy.Searcher
    version: str = ""
    _remembered: dict[Hashable, Any] = field(default_factory=dict, compare=False)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once for this key; may be made twice where two threads ask at one moment."""
        found: Made | None = self._remembered.get(key)
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[key] = make()
        return found

    def position(self) -> Position:
        """How far this snapshot has followed the outbox. Raises IndexDamaged."""
        with engine_faults():
            found = self.searcher.search(only(columns.MARKER), 1).hits
            if not found:
                raise IndexDamaged("no position")
            return columns.position_of(self.searcher.doc(found[0][1]))

    def is_sound(self) -> bool:
        """Whether all that a search may touch can be read; takes as long as reading it all."""
        try:
            with engine_faults():
                _read_all(self.searcher)
        except IndexDamaged:
            return False
        return True


class Reader:
    """Opens a generation and follows its commits. Raises IndexDamaged."""

    def __init__(self, generation: Path):
        self._generation = generation
        self._meta = generation / "meta.json"
        self._seen = signature(self._meta)
        with engine_faults():
            self._index = tantivy.Index.open(str(generation))
            self._index.config_reader("manual")
            self._snapshot = Snapshot(generation, self._index.searcher(), _version(generation, self._seen))

    def latest(self) -> Snapshot:
        """The last commit, of whichever process."""
        seen = signature(self._meta)
        if seen != self._seen:
            with engine_faults():
                self._index.reload()
                self._snapshot = Snapshot(
                    self._generation, self._index.searcher(), _version(self._generation, seen)
                )
            self._seen = seen
        return self._snapshot


def _version(generation: Path, seen: Signature | None) -> str:
    return "-".join(map(str, (generation.name, *(seen or ()))))


class Writer:
    """Writes one generation, in batches that are kept or lost as a whole, position included.

    Use it inside IndexFolder.writing. Leaving the block by an error keeps the batches that were committed.
    """

    def __init__(self, generation: Path, chain: Chain, *, expecting: int = 0):
        """For about so many documents (`expecting`), as the chain reads them."""
        self._analysing = analyst(chain, expecting)
        with engine_faults():
            self._writer = tantivy.Index(schema(), path=str(generation)).writer(_WRITER_MEMORY, num_threads=1)

    def __enter__(self) -> Self:
        self._analyst = self._analysing.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._analysing.__exit__(kind, error, at)
        if kind is None:
            with engine_faults():
                self._writer.wait_merging_threads()

    def put(self, documents: Mapping[str, Document | None]) -> None:
        """Replaces documents by their keys; None takes one out. Seen by readers after `commit`."""
        with engine_faults():
            for key in documents:
                self._writer.delete_documents_by_term(columns.KEY, columns.value(key))
        for made in self._analyst.entries(
            [document for document in documents.values() if document is not None]
        ):
            with engine_faults():
                self._writer.add_document(made)

    def commit(self, position: Position) -> None:
        """Makes what was put visible, together with the position that it brings the index to."""
        with engine_faults():
            self._writer.delete_documents_by_term(columns.KIND, columns.MARKER)
            self._writer.add_document(columns.marker(position))
            self._writer.commit()


def _read_all(searcher: tantivy.Searcher) -> None:
    everyone = tantivy.Query.all_query()
    for _, address in searcher.search(everyone, max(searcher.num_docs, 1)).hits:
        searcher.doc(address)
    for column in COLUMNS:
        for terms in (columns.stems_of(column), columns.parts_of(column), columns.words_of(column)):
            searcher.search(tantivy.Query.regex_query(schema(), terms, ".*"), 1)
    for trade in columns.TRADES:
        searcher.search(tantivy.Query.regex_query(schema(), trade, ".*"), 1)
    counted = [columns.POINT, columns.SINCE, columns.VOCABULARY, *map(columns.facet_field, FACETS)]
    searcher.aggregate(everyone, {each: {"terms": {"field": each}} for each in counted})
    sorted_by = [*map(columns.draw_field, range(DRAWS)), *map(columns.name_field, range(NAME_PARTS))]
    for each in sorted_by:
        searcher.search(everyone, 1, order_by_field=each)
