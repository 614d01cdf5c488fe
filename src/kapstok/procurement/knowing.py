# SPDX-License-Identifier: EUPL-1.2
"""What this room knows of whoever has an e-mail address, as plain JSON, for the person who asks."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from kapstok.procurement.models import Need


def needs_with(email: str, actor: str | None) -> list[dict[str, Any]]:
    """The needs that are answered at this address, and those that whoever the audit trail calls `actor` sent."""
    theirs = Q(email__iexact=email.strip()) & ~Q(email="")
    if actor:
        theirs |= Q(actor=actor)
    return [
        {"title": one.title, "text": one.text, "email": one.email or None, "made_at": one.made_at.isoformat()}
        for one in Need.objects.filter(theirs).order_by("made_at", "pk")
    ]
