# SPDX-License-Identifier: EUPL-1.2
"""The mail of the day: one to each person for whom something waits (telling.md)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext, ngettext

from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.notices.actions import is_address
from kapstok.notices.as_html import heading
from kapstok.notices.links import link
from kapstok.notices.models import Message, Notice
from kapstok.notices.telling import in_mail, spoken_by
from kapstok.notices.topics import DIGEST_ID, Delivery

GOES_AT: Final = time(7, 30)
INBOX: Final = "/mijn/berichten"
_AT_MOST = 50


def goes_at(day: date, zone: ZoneInfo) -> datetime:
    """When the digest of a day goes."""
    return datetime.combine(day, GOES_AT, tzinfo=zone)


def queue_digests(*, day: date, before: datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Queues to each person one mail with what was told before an instant and waits; gives to how many.

    Nobody gets two with the same `day`, also when this is killed halfway and done again, or done twice at once.
    """
    people = waiting(before).values_list("person", flat=True).distinct().order_by("person")
    queued = 0
    for number in list(people):
        if stopping():
            break
        queued += _queue(number, day, before)
    return queued


def waiting(before: datetime) -> QuerySet[Message]:
    """What waits for a digest: neither mailed nor read, of people whose account is open."""
    return Message.objects.filter(
        delivery=Delivery.DIGEST, mailed_at=None, read_at=None, at__lt=before, person__is_active=True
    )


@transaction.atomic
def _queue(number: int, day: date, before: datetime) -> bool:
    # Whoever does the same at this moment waits for the person here, and finds nothing left.
    person = Person.objects.select_for_update().filter(pk=number).first()
    key = f"digest:{day}"
    if person is None or Notice.objects.filter(key=key, person=person).exists():
        return False
    messages = list(waiting(before).filter(person=person).order_by("at", "id"))
    if not messages:
        return False
    at = now()
    Message.objects.filter(person=person, pk__in=[message.pk for message in messages]).update(mailed_at=at)
    if not is_address(person.email):
        return False
    language = spoken_by(person)
    with translation.override(language):
        subject, text = _words(messages, language)
    Notice.objects.create(
        key=key,
        person=person,
        topic=DIGEST_ID,
        address=person.email,
        language=language,
        subject=subject,
        text=text,
        queued_at=at,
        not_before=at,
    )
    return True


def _words(messages: list[Message], language: str) -> tuple[str, str]:
    count, said = len(messages), {"count": len(messages)}
    subject = ngettext("%(count)s nieuw bericht voor u", "%(count)s nieuwe berichten voor u", count) % said
    parts = [f"{heading(message.subject)}\n{in_mail(message).strip()}" for message in messages[:_AT_MOST]]
    if count > _AT_MOST:
        parts.append(gettext("Op de site staan er nog %(count)s.") % {"count": count - _AT_MOST})
    return subject, "\n\n".join([*parts, gettext("Al uw berichten:"), link(INBOX, language)]) + "\n"
