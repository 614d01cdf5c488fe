# SPDX-License-Identifier: EUPL-1.2
"""What was asked, as buyers and enterprises ask for it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from kapstok.accounts.models import Organisation, Person
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.ownership import parts_of
from kapstok.procurement.models import Need, NeedSent
from kapstok.procurement.rules import SEND_NEEDS


def senders_of(person: Person) -> QuerySet[Organisation]:
    """The organisations for which a person may ask something, by name."""
    acting = Organisation.objects.filter(
        closed_at=None, mandates__person=person, mandates__function__in=SEND_NEEDS.functions
    )
    return acting.distinct().order_by("name", "pk") if person.is_active else acting.none()


def asks(person: Person) -> bool:
    """Whether a person may ask something, for any organisation."""
    return senders_of(person).exists()


def sent_by(organisations: Iterable[Organisation]) -> QuerySet[Need]:
    """What these organisations asked, the newest first, each with its `sent` and their enterprises."""
    to_whom = NeedSent.objects.select_related("enterprise__merged_into").order_by("enterprise__name", "pk")
    found = Need.objects.filter(organisation__in=organisations).select_related("organisation")
    return found.prefetch_related(Prefetch("sent", queryset=to_whom)).order_by("-made_at", "-pk")


def received_by(enterprise: Enterprise) -> QuerySet[NeedSent]:
    """What an enterprise was asked while people acted for it, the newest first, with need and organisation."""
    mine = NeedSent.objects.filter(enterprise__in=parts_of(enterprise), told__gt=0)
    return mine.select_related("need__organisation").order_by("-need__made_at", "-pk")
