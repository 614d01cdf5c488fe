# SPDX-License-Identifier: EUPL-1.2
"""What this room knows of whoever has an e-mail address, as plain JSON, for the person who asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kapstok.enterprises.models import Claim, Membership
from kapstok.enterprises.own_words.forgetting import versions_with
from kapstok.enterprises.queries import reports_from
from kapstok.registers.knowing import shown_with


def claims_of(email: str) -> list[dict[str, Any]]:
    """Which enterprises the person with this address said to be theirs, and what came of it."""
    theirs = Claim.objects.filter(person__email__iexact=email.strip()).select_related("enterprise")
    return [
        {
            "enterprise": one.enterprise.slug,
            "proof": one.proof,
            "target": one.target or None,
            "message": one.message or None,
            "state": one.state,
            "made_at": one.made_at.isoformat(),
            "decided_at": one.decided_at.isoformat() if one.decided_at else None,
            "reason": one.reason or None,
        }
        for one in theirs.order_by("made_at", "pk")
    ]


def reports_with(email: str) -> list[dict[str, Any]]:
    """What whoever gave this address reported."""
    return [
        {
            "enterprise": one.enterprise.slug,
            "topic": one.topic,
            "text": one.text,
            "name": one.name,
            "at": one.at.isoformat(),
            "outcome": one.outcome or None,
        }
        for one in reports_from(email).select_related("enterprise")
    ]


def words_with(addresses: Iterable[str], author: str) -> list[dict[str, Any]]:
    """In which versions of enterprises' own words one of these addresses stands, or this person's name as contact."""
    found = {one.pk: one for address in addresses for one in versions_with(address, author)}
    return [
        {"enterprise": one.enterprise.slug, "version": one.number, "at": one.at.isoformat()}
        for one in found.values()
    ]


def registered_with(email: str) -> list[dict[str, Any]]:
    """Which register entries show this address, or once did: in whose register, and of which enterprise each is."""
    shown = shown_with(email)
    of = Membership.objects.filter(entry__in=[one.entry for one in shown]).select_related("enterprise")
    slugs = {one.entry_id: one.enterprise.slug for one in of}
    return [
        {
            "register": one.register,
            "homepage": one.homepage or None,
            "key": one.key,
            "since": one.since.isoformat(),
            "shown_now": one.shown_now,
            "enterprise": slugs.get(one.entry),
        }
        for one in shown
    ]
