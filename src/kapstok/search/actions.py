# SPDX-License-Identifier: EUPL-1.2
"""Following the database: the outbox is written with the facts, the index follows the outbox."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from django.db import transaction
from django.db.models import F

from kapstok.search.columns import Position
from kapstok.search.dutch.chain import Chain, shipped_chain
from kapstok.search.engine import Reader, Writer
from kapstok.search.folder import DiskRefuses, IndexDamaged, IndexFolder, IndexUnwritable
from kapstok.search.models import OutboxHead, OutboxItem
from kapstok.search.shapes import Document

Documents = Callable[[Sequence[str]], Mapping[str, Document | None]]

_THE_ONE = 1
_BATCH = 1_000
_PATIENCE = 60.0
log = logging.getLogger(__name__)


@transaction.atomic
def enqueue(keys: Iterable[str]) -> None:
    """Notes that these documents changed, came or went; call it in the transaction that changes them, as its last act.

    From here until the commit others wait to enqueue theirs, so that no number is ever seen before a lower one.
    """
    changed = list(dict.fromkeys(keys))
    if not changed:
        return
    OutboxHead.objects.get_or_create(pk=_THE_ONE)
    OutboxHead.objects.update(position=F("position") + len(changed))
    first = OutboxHead.objects.get(pk=_THE_ONE).position - len(changed) + 1
    OutboxItem.objects.bulk_create(
        [OutboxItem(key=key, position=position) for position, key in enumerate(changed, first)],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["position"],
    )


def catch_up(
    documents: Documents,
    path: Path,
    *,
    chain: Chain | None = None,
    wait: float = _PATIENCE,
    anew_up_to: int = 0,
) -> int:
    """Brings the index in `path` up to the outbox as it stands now; returns how many documents were looked at.

    `chain` analyses (absent: the one that comes with the program). `documents` gives each key's document as the
    database has it now, None for one that is not to be found. Killed anywhere and called again, the index ends the
    same. An index that is missing, damaged, made by another chain or of another history than this database is built
    anew beside the old one, which serves readers meanwhile.

    An index of at most `anew_up_to` documents is built anew whenever there is something to follow. The engine's scores
    count documents that were replaced, until it sweeps them; after this, equal directories give equal scores.

    Not inside a transaction (RuntimeError): the index must not know what may be rolled back. Raises IndexBusy when
    another process writes for longer than `wait` seconds.
    """
    folder, chain = IndexFolder(path), chain or shipped_chain()
    with folder.writing(wait):
        head = _head(chain)
        followed = _followed(folder, head)
        if followed is not None and not _is_worth_building(followed[1], head, anew_up_to):
            try:
                return _follow(*followed, documents, head, chain)
            except DiskRefuses as fault:
                raise IndexUnwritable(folder.path, fault) from fault
            except IndexDamaged:
                # On a full disk the engine may say so only when it begins a new generation: then nothing is said twice.
                built = _build(folder, documents, head, chain)
                log.warning("the search index could not be written and was built anew")
                return built
        return _build(folder, documents, head, chain)


def rebuild(documents: Documents, path: Path, *, chain: Chain | None = None, wait: float = _PATIENCE) -> int:
    """Builds the index anew from every document the outbox knows, beside the old one; as `catch_up` otherwise."""
    folder, chain = IndexFolder(path), chain or shipped_chain()
    with folder.writing(wait):
        return _build(folder, documents, _head(chain), chain)


def begin_epoch() -> None:
    """For after a backup was put back: every index followed another history and is built anew when it catches up."""
    OutboxHead.objects.filter(pk=_THE_ONE).update(epoch=uuid.uuid4().hex)


def _head(chain: Chain) -> Position:
    with transaction.atomic(durable=True):
        head, _ = OutboxHead.objects.get_or_create(pk=_THE_ONE)
    return Position(applied=head.position, epoch=head.epoch, analysis=chain.version)


def _followed(folder: IndexFolder, head: Position) -> tuple[Path, int] | None:
    """The generation that can follow on, and how far it is; None where only building anew is sure."""
    generation = folder.current()
    if generation is None or folder.is_damaged(generation):
        return None
    try:
        position = Reader(generation).latest().position()
    except IndexDamaged:
        return None
    same_history = position.epoch == head.epoch and position.applied <= head.applied
    return (generation, position.applied) if same_history and position.analysis == head.analysis else None


def _build(folder: IndexFolder, documents: Documents, head: Position, chain: Chain) -> int:
    seen = 0
    generation = folder.new_generation()
    try:
        with Writer(generation, chain, expecting=OutboxItem.objects.count()) as writer:
            for batch in _changes(after=0, until=head.applied):
                writer.put(_as_now(documents, batch))
                seen += len(batch)
            writer.commit(head)
        folder.publish(generation)
    except IndexDamaged as fault:
        folder.give_up(generation)
        raise IndexUnwritable(folder.path, fault) from fault
    except IndexUnwritable:
        folder.give_up(generation)
        raise
    return seen


def _is_worth_building(applied: int, head: Position, anew_up_to: int) -> bool:
    return anew_up_to > 0 and applied != head.applied and OutboxItem.objects.count() <= anew_up_to


def _follow(generation: Path, applied: int, documents: Documents, head: Position, chain: Chain) -> int:
    if applied == head.applied:
        return 0
    seen = 0
    with Writer(generation, chain) as writer:
        for batch in _changes(after=applied, until=head.applied):
            writer.put(_as_now(documents, batch))
            writer.commit(replace(head, applied=batch[-1].position))
            seen += len(batch)
        writer.commit(head)
    return seen


def _changes(after: int, until: int) -> Iterator[list[OutboxItem]]:
    """What changed, in order. A document that changes again meanwhile moves past `until`, for a later call."""
    changed = OutboxItem.objects.filter(position__lte=until).order_by("position")
    while batch := list(changed.filter(position__gt=after)[:_BATCH]):
        yield batch
        after = batch[-1].position


def _as_now(documents: Documents, batch: Sequence[OutboxItem]) -> Mapping[str, Document | None]:
    keys = [item.key for item in batch]
    known = documents(keys)
    return {key: known.get(key) for key in keys}
