# SPDX-License-Identifier: EUPL-1.2
"""What this room knows of whoever has an e-mail address, as plain JSON, for the person who asks."""

from __future__ import annotations

from typing import Any

from kapstok.notices.actions import naming
from kapstok.notices.models import Message, Notice, Preference


def mail_to(email: str) -> list[dict[str, Any]]:
    """The mail to an address, sent or not, the oldest first."""
    return [
        {
            "subject": one.subject,
            "text": one.text,
            "state": one.state,
            "queued_at": one.queued_at.isoformat(),
            "sent_at": one.sent_at.isoformat() if one.sent_at else None,
        }
        for one in Notice.objects.filter(address__iexact=email.strip())
    ]


def messages_to(email: str) -> list[dict[str, Any]]:
    """What the person with this address was told on the site, the oldest first."""
    return [
        {
            "subject": one.subject,
            "text": one.text,
            "at": one.at.isoformat(),
            "read_at": one.read_at.isoformat() if one.read_at else None,
        }
        for one in Message.objects.filter(person__email__iexact=email.strip()).order_by("at", "id")
    ]


def told_to_others(email: str) -> list[dict[str, Any]]:
    """What others were told with this address in it, by mail or on the site; not who they are."""
    return [{"subject": one.subject, "text": one.text} for one in naming(email.strip())]


def preferences_of(email: str) -> list[dict[str, Any]]:
    """How the person with this address wants to hear of what."""
    chosen = Preference.objects.filter(person__email__iexact=email.strip()).order_by("topic")
    return [{"topic": one.topic, "delivery": one.delivery} for one in chosen]
