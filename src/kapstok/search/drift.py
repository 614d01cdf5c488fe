# SPDX-License-Identifier: EUPL-1.2
"""Whether the index still holds what the database holds, key by key; what does not is put in the outbox once more.

Following cannot drift by itself. A disk that lies, a database that was changed by hand, or a program that makes other
documents than the one before it can: this is what notices, each night and when the doctor looks.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from kapstok.search import columns
from kapstok.search.actions import Documents, enqueue
from kapstok.search.engine import Reader, engine_faults
from kapstok.search.finding import count
from kapstok.search.folder import IndexDamaged, IndexFolder
from kapstok.search.models import OutboxHead, OutboxItem
from kapstok.search.question import everything
from kapstok.search.shapes import Document

_BATCH = 1_000
# A thousand keys, and however many more there are of them than there should be.
_MOST_HELD = 10 * _BATCH
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drift:
    """How many documents were compared; the keys that the index lacks, has otherwise, or has and should not."""

    compared: int
    missing: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All that is not as it should be."""
        return (*self.missing, *self.different, *self.strange)


def compared(documents: Documents, path: Path) -> Drift | None:
    """Holds the index in `path` against the database, as far as it says that it followed; changes nothing.

    None where there is nothing to compare: no index that can be read, or one of another history, which is built anew by
    itself. Reads every document of the database once, a thousand at a time.
    """
    generation = IndexFolder(path).current()
    if generation is None:
        return None
    try:
        snapshot = Reader(generation).latest()
        position = snapshot.position()
        if not OutboxHead.objects.filter(epoch=position.epoch, position__gte=position.applied).exists():
            return None
        return _compared(documents, snapshot.searcher, position.applied)
    except IndexDamaged:
        return None


def mend(documents: Documents, path: Path) -> Drift | None:
    """Compares, and puts what differs in the outbox, so that every index takes it up at its next `catch_up`."""
    found = compared(documents, path)
    if found and found.keys:
        enqueue(found.keys)
        _log.warning(
            "the search index had drifted: %s documents missing, %s otherwise, %s strange",
            len(found.missing), len(found.different), len(found.strange),
        )  # fmt: skip
    return found


def _compared(documents: Documents, searcher: tantivy.Searcher, applied: int) -> Drift:
    found: defaultdict[str, list[str]] = defaultdict(list)
    seen = in_index = 0
    for keys in _followed(applied):
        wanted, held = documents(keys), _held(searcher, keys)
        seen += len(keys)
        in_index += sum(map(len, held.values()))
        for key in keys:
            if said := _differs(wanted.get(key), held.get(columns.value(key), [])):
                found[said].append(key)
    sure = {said: _unchanged(keys, applied) for said, keys in found.items()}
    if in_index < _count(searcher):
        sure["strange"] = (*sure.get("strange", ()), *_unheard_of(searcher))
    return Drift(seen, **sure)


def _differs(document: Document | None, held: Sequence[bytes]) -> str:
    """In which way the index has a document otherwise, as `Drift` names it; empty where it has not."""
    if document is None:
        return "strange" if held else ""
    if not held:
        return "missing"
    return "" if list(held) == [columns.digest(document)] else "different"


def _followed(applied: int) -> Iterator[list[str]]:
    """The keys of the outbox that the index says it followed; one that changes meanwhile is left out or seen twice."""
    rows = OutboxItem.objects.filter(position__lte=applied).order_by("position")
    after = 0
    while batch := list(rows.filter(position__gt=after).values_list("position", "key")[:_BATCH]):
        yield [key for _, key in batch]
        after = batch[-1][0]


def _unchanged(keys: Sequence[str], applied: int) -> tuple[str, ...]:
    """Those that did not change while we looked: what did is followed anyway."""
    still: set[str] = set()
    for at in range(0, len(keys), _BATCH):
        rows = OutboxItem.objects.filter(key__in=keys[at : at + _BATCH], position__lte=applied)
        still |= set(rows.values_list("key", flat=True))
    return tuple(key for key in keys if key in still)


def _held(searcher: tantivy.Searcher, keys: Sequence[str]) -> Mapping[str, list[bytes]]:
    """The digests under each of these keys: one, unless something is wrong."""
    held: defaultdict[str, list[bytes]] = defaultdict(list)
    with engine_faults():
        asked = tantivy.Query.term_set_query(columns.schema(), columns.KEY, [*map(columns.value, keys)])
        for _, address in searcher.search(asked, _MOST_HELD).hits:
            stored = searcher.doc(address)
            held[str(stored.get_first(columns.KEY))].append(bytes(stored.get_first(columns.DIGEST) or b""))
    return held


def _count(searcher: tantivy.Searcher) -> int:
    with engine_faults():
        return count(searcher, everything())


def _unheard_of(searcher: tantivy.Searcher) -> tuple[str, ...]:
    """The keys in the index that the outbox never heard of."""
    with engine_faults():
        hits = searcher.search(everything(), max(searcher.num_docs, 1)).hits
        keys = [str(searcher.doc(address).get_first(columns.KEY)) for _, address in hits]
    unheard: list[str] = []
    for at in range(0, len(keys), _BATCH):
        batch = keys[at : at + _BATCH]
        known = set(OutboxItem.objects.filter(key__in=batch).values_list("key", flat=True))
        unheard += [key for key in batch if key not in known]
    return tuple(unheard)
