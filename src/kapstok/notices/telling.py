# SPDX-License-Identifier: EUPL-1.2
"""Telling people: always on the site, and by mail as each of them chose (telling.md)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation

from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.notices.actions import UnusableNotice, is_address, refuse_unusable_words
from kapstok.notices.lines import one_line
from kapstok.notices.links import link
from kapstok.notices.models import Message, Notice, Preference
from kapstok.notices.topics import Delivery, Topic

_BATCH = 500
_LONGEST_SUBJECT = 250


@dataclass(frozen=True)
class Words:
    """What is said: a subject, of which one line is kept, and plain text; neither holds the address of the page."""

    subject: str
    text: str


@transaction.atomic
def tell(
    *, people: Iterable[Person], topic: Topic, key: str, words: Callable[[], Words], path: str = ""
) -> int:
    """Tells people something once, each in their language, and gives to how many of them it was new.

    `key` names what it is about ("claim:12:granted"): who was told so before is not told again. `words` is called once
    per language, with that language on. `path` is the page that it is about, without the prefix of a language. Call it
    in the transaction that makes it true. Closed accounts are told nothing. Takes the same number of queries for one
    person as for many (per batch of them). Raises `UnusableNotice` for a key, subject or path that cannot be one.
    """
    _refuse_unusable_path(path)
    by_number = {person.pk: person for person in people if person.is_active}
    chosen, at = _chosen(by_number.keys(), topic), now()
    said: dict[str, Words] = {}
    messages = []
    for person in by_number.values():
        language = spoken_by(person)
        if language not in said:
            said[language] = _in(language, words, key)
        messages.append(
            Message(
                person=person,
                topic=topic.id,
                key=key,
                subject=said[language].subject,
                text=said[language].text,
                language=language,
                path=path,
                at=at,
                delivery=chosen.get(person.pk, topic.default),
            )
        )
    new = _kept(messages)
    _mail([message for message in new if message.delivery == Delivery.AT_ONCE], at)
    return len(new)


def spoken_by(person: Person) -> str:
    """The language to write to somebody in: theirs, else that of the site."""
    known = dict(settings.LANGUAGES)
    return person.language if person.language in known else settings.LANGUAGE_CODE[:2]


def _chosen(people: Collection[int], topic: Topic) -> dict[int, str]:
    """What each of these chose for the topic; who chose nothing is not in it."""
    found: dict[int, str] = {}
    for some in _batches(list(people)):
        rows = Preference.objects.filter(topic=topic.id, person__in=some)
        found.update(rows.values_list("person_id", "delivery"))
    return found


def _in(language: str, words: Callable[[], Words], key: str) -> Words:
    with translation.override(language):
        said = words()
    subject = one_line(said.subject, _LONGEST_SUBJECT)
    refuse_unusable_words(subject, key)
    return Words(subject, said.text.strip())


def _kept(messages: list[Message]) -> list[Message]:
    """Keeps the messages, and gives those that say something new to whom they are for."""
    # Who was told before is left out by the database itself, also when two processes say it at once.
    Message.objects.bulk_create(messages, batch_size=_BATCH, ignore_conflicts=True)
    there: set[UUID] = set()
    for some in _batches(messages):
        kept = Message.objects.filter(pk__in=[message.pk for message in some])
        there.update(kept.values_list("pk", flat=True))
    return [message for message in messages if message.pk in there]


def _mail(messages: list[Message], at: datetime) -> None:
    """Queues mail about each of these, except to an address that mail cannot go to."""
    notices = [
        Notice(
            key=message.key,
            person_id=message.person_id,
            topic=message.topic,
            address=message.person.email,
            language=message.language,
            subject=message.subject,
            text=in_mail(message),
            queued_at=at,
            not_before=at,
        )
        for message in messages
        if is_address(message.person.email)
    ]
    Notice.objects.bulk_create(notices, batch_size=_BATCH, ignore_conflicts=True)


def in_mail(message: Message) -> str:
    """The text as mail has it: with the address of the page under it."""
    if not message.path:
        return f"{message.text}\n"
    return f"{message.text}\n\n{link(message.path, message.language)}\n"


def _batches(items: list[Any]) -> Iterator[list[Any]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))


def _refuse_unusable_path(path: str) -> None:
    if path and (not path.startswith("/") or path.startswith("//") or not path.isprintable()):
        raise UnusableNotice("the path of a notice begins with one slash, without the address of a site")
