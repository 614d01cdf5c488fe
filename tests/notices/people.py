# SPDX-License-Identifier: EUPL-1.2
"""People who are told things, and the things."""

from __future__ import annotations

from typing import Any

from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.notices.telling import Words, tell
from kapstok.notices.topics import Delivery, Topic

CLAIMS = Topic("claims", "Claims")
SUMMARY = Topic("summary", "Samenvatting", Delivery.DIGEST)


def person(name: str, **more: Any) -> Person:
    return Person.objects.create(email=f"{name}@voorbeeld.example", joined_at=now(), **more)


def told(
    *people: Person,
    topic: Topic = CLAIMS,
    key: str = "claim:1",
    subject: str = "Uw claim",
    path: str = "/mijn",
) -> int:
    words = Words(subject, "Het profiel is van u.")
    return tell(people=people, topic=topic, key=key, words=lambda: words, path=path)
