# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.db.models import QuerySet

from kapstok.search.columns import Position
from kapstok.search.models import AddedWord, OutboxHead, OutboxItem


def behind(position: Position | None, version: str) -> int | None:
    """How many changes an index at this position has still to follow; None where it has to be built anew.

    `version` is that of the chain in use.
    """
    head = OutboxHead.objects.first()
    if head is None:
        return 0
    if position is None or (position.epoch, position.analysis) != (head.epoch, version):
        return None
    return head.position - position.applied if position.applied <= head.position else None


def outbox_mark() -> tuple[str, int, int] | None:
    """Another one for each change that is committed, also in another database; None before the first.

    A change is that of a document, or of the words of editors.
    """
    return OutboxHead.objects.values_list("epoch", "position", "words").first()


def words_mark() -> tuple[str, int] | None:
    """Another one for each change of the words of editors; None before the first change of anything."""
    return OutboxHead.objects.values_list("epoch", "words").first()


def known_count() -> int:
    """How many documents the outbox knows: what building an index anew has to look at."""
    return OutboxItem.objects.count()


def counting_words() -> QuerySet[AddedWord]:
    """The words of editors that count now, in the order in which they came."""
    return AddedWord.objects.filter(removed_at=None).order_by("pk")
