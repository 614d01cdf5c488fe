# SPDX-License-Identifier: EUPL-1.2
"""A person whose address stands in somebody's own words is taken out of them, in every version ever saved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from kapstok.core.actions import record
from kapstok.enterprises.enums import VersionKind
from kapstok.enterprises.models import Enterprise, ProfileVersion
from kapstok.enterprises.own_words.actions import add_version, project
from kapstok.enterprises.own_words.content import Content, stored
from kapstok.enterprises.own_words.queries import content_of, latest
from kapstok.enterprises.ownership import became
from kapstok.search.actions import enqueue

# What stands in a text where an address stood.
_GONE: Final = "…"


def versions_with(email: str) -> list[ProfileVersion]:
    """The versions in which this address stands, as the contact or in a text; for who asks what is kept of them."""
    address = email.strip()
    if not address:
        return []
    written = Q(text__icontains=address) | Q(text__icontains=json.dumps(address)[1:-1])
    rows = ProfileVersion.objects.annotate(text=Cast("content", TextField())).filter(written)
    stands = _alone(address)
    return [
        row
        for row in rows.select_related("enterprise").order_by("enterprise", "number")
        if any(map(stands.search, _texts(row.content)))
    ]


@transaction.atomic
def forget(*, email: str, actor: str) -> int:
    """Blanks the contact with this address in every version, with name, function and telephone number.

    In other texts the address alone is taken out. Where it stood in the last version there is a new one, so that the
    history tells why; what is shown and searched follows. Gives the number of versions that were blanked. A second time
    changes nothing.
    """
    enterprises = {version.enterprise_id for version in versions_with(email)}
    held = {
        one.pk: one
        for one in Enterprise.objects.select_for_update().filter(pk__in=enterprises).order_by("pk")
    }
    # Read again: somebody may have saved before the rows were held.
    found, touched = [one for one in versions_with(email) if one.enterprise_id in held], set[UUID]()
    for version in found:
        is_last = version == latest(held[version.enterprise_id])
        version.content = _blanked(content_of(version), email).plain()
        version.save(update_fields=["content"])
        if is_last:
            touched.add(version.enterprise_id)
    for pk in touched:
        add_version(held[pk], content_of(latest(held[pk])), VersionKind.ERASURE, actor)
        project(held[pk])
        record(actor, "forget contact", f"enterprise:{pk}")
    enqueue([str(pk) for pk in sorted(touched | {became(held[pk]).pk for pk in touched})])
    return len(found)


def _blanked(content: Content, email: str) -> Content:
    stands = _alone(email.strip())
    plain = content.plain()
    if stands.search(content.contact.email):
        plain["contact"] = {}
    plain["over"] = {
        field: [value for value in values if not stands.search(value)]
        for field, values in content.over.items()
    }
    return stored(_without(plain, stands))


def _alone(address: str) -> re.Pattern[str]:
    """Finds the address, and not one that only ends or begins like it: jans@taart.nl is somebody else than ans@."""
    return re.compile(rf"(?<![\w.+%-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)


def _texts(plain: Any) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, (dict, list)):
        for one in plain.values() if isinstance(plain, dict) else plain:
            yield from _texts(one)


def _without(plain: Any, stands: re.Pattern[str]) -> Any:
    if isinstance(plain, str):
        return stands.sub(_GONE, plain)
    if isinstance(plain, dict):
        return {name: _without(value, stands) for name, value in plain.items()}
    return [_without(one, stands) for one in plain] if isinstance(plain, list) else plain
