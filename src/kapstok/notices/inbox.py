# SPDX-License-Identifier: EUPL-1.2
"""What a person was told on the site, and what of it they have read."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.notices.models import Message


def messages_to(person: Person) -> QuerySet[Message]:
    """What a person was told, the newest first."""
    return Message.objects.filter(person=person)


def unread(person: Person) -> int:
    """How much of it they have not read."""
    return messages_to(person).filter(read_at=None).count()


def open_message(*, person: Person, message: UUID) -> Message | None:
    """A message to this person, which counts as read from now on; None where they have no such message."""
    found = messages_to(person).filter(pk=message).first()
    if found is not None and found.read_at is None:
        _mark(messages_to(person).filter(pk=message))
    return found


def read_all(*, person: Person) -> int:
    """Counts everything as read, and gives how much was not yet."""
    return _mark(messages_to(person))


def _mark(messages: QuerySet[Message]) -> int:
    return messages.filter(read_at=None).update(read_at=now())
