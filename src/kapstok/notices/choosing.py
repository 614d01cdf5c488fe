# SPDX-License-Identifier: EUPL-1.2
"""How people want to hear of topics, and mail that they do not want (any more)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.core import signing
from django.db import transaction

from kapstok.accounts.models import Person
from kapstok.core.actions import record
from kapstok.notices.enums import NoticeState
from kapstok.notices.models import Message, Notice, Preference
from kapstok.notices.topics import DIGEST_ID, Delivery, Topic
from kapstok.notices.unsubscribing import opened


def chosen(person: Person, topics: Iterable[Topic]) -> dict[str, Delivery]:
    """By the id of each of these topics: how this person hears of it; one query."""
    said = dict(Preference.objects.filter(person=person).values_list("topic", "delivery"))
    return {topic.id: Delivery(said.get(topic.id, topic.default)) for topic in topics}


@transaction.atomic
def choose(*, person: Person, deliveries: Mapping[str, Delivery]) -> int:
    """Keeps how a person wants to hear of these topics (by id), and gives how many preferences changed.

    What waits to be mailed follows: it is not mailed after all where they do not want mail about it any more.
    """
    kept = dict(Preference.objects.filter(person=person).values_list("topic", "delivery"))
    changed = {topic: delivery for topic, delivery in deliveries.items() if kept.get(topic) != delivery}
    for topic, delivery in changed.items():
        Preference.objects.update_or_create(person=person, topic=topic, defaults={"delivery": delivery})
        if delivery == Delivery.SITE:
            _hold_back(person, topic)
    if changed:
        record(person.actor, "chose how to be told", "notices", **changed)
    return len(changed)


def asked_by(token: str) -> tuple[Person, str] | None:
    """Who an unsubscribe link was mailed to, and the topic (by id); None for a link that we never mailed."""
    try:
        number, topic = opened(token)
    except signing.BadSignature:
        return None
    person = Person.objects.filter(pk=number).first()
    return None if person is None else (person, topic)


def unsubscribe(*, person: Person, topic: str, topics: Iterable[Topic]) -> None:
    """Ends mail to a person about a topic, by its id; for `DIGEST_ID` about each of `topics` that is in the digest.

    It all stays on the site, and a second time changes nothing.
    """
    ended = [topic]
    if topic == DIGEST_ID:
        ended = [one for one, delivery in chosen(person, topics).items() if delivery == Delivery.DIGEST]
    choose(person=person, deliveries=dict.fromkeys(ended, Delivery.SITE))


def _hold_back(person: Person, topic: str) -> None:
    waiting = Message.objects.filter(person=person, topic=topic, delivery=Delivery.DIGEST, mailed_at=None)
    waiting.update(delivery=Delivery.SITE)
    Notice.objects.filter(person=person, topic=topic, state=NoticeState.QUEUED).delete()
