# SPDX-License-Identifier: EUPL-1.2
"""The audit trail as people ask it: who did what, to what, when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from kapstok.accounts.models import Person
from kapstok.core.models import AuditEntry


def told(
    *,
    actor: str = "",
    verb: str = "",
    subject: str = "",
    since: date | None = None,
    until: date | None = None,
    zone: ZoneInfo,
) -> QuerySet[AuditEntry]:
    """The entries that answer, the newest first; "" and None ask nothing. Days are those of the zone, both included.

    `actor` and `subject` may be the e-mail address of a person, or how the name in the trail begins.
    """
    found = AuditEntry.objects.order_by("-id")
    if actor:
        found = found.filter(actor__istartswith=_named(actor))
    if subject:
        found = found.filter(subject__istartswith=_named(subject))
    if verb:
        found = found.filter(verb=verb)
    if since:
        found = found.filter(at__gte=datetime.combine(since, time(), zone))
    if until and until < date.max:
        found = found.filter(at__lt=datetime.combine(until + timedelta(days=1), time(), zone))
    return found


def _named(asked: str) -> str:
    """What the trail calls a person with this address; any other text as it is."""
    person = Person.objects.filter(email__iexact=asked).first() if "@" in asked else None
    return person.actor if person else asked
