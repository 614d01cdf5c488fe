# SPDX-License-Identifier: EUPL-1.2
"""A person whose address stands in somebody's own words is taken out of them, in every version ever saved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from kapstok.core.actions import record
from kapstok.core.text import standing_alone
from kapstok.enterprises.enums import VersionKind
from kapstok.enterprises.models import Enterprise, ProfileVersion
from kapstok.enterprises.own_words.actions import add_version, project
from kapstok.enterprises.own_words.content import Contact, Content, stored
from kapstok.enterprises.own_words.queries import content_of, latest
from kapstok.enterprises.ownership import became
from kapstok.search.actions import enqueue

# What stands in a text where an address stood.
_GONE: Final = "…"


def versions_with(email: str, author: str = "") -> list[ProfileVersion]:
    """The versions in which this address stands, as the contact or in a text; for who asks what is kept of them.

    `author`: how the trail calls that person. Versions with a contact by name and without an address that they were
    the one to write are theirs too.
    """
    rows = ProfileVersion.objects.select_related("enterprise").order_by("enterprise", "number")
    found = {row.pk: row for row in _naming(email.strip(), rows)}
    for enterprise, contacts in _contacts_by(author).items():
        theirs = (row for row in rows.filter(enterprise=enterprise) if content_of(row).contact in contacts)
        found |= {row.pk: row for row in theirs}
    return sorted(found.values(), key=lambda row: (row.enterprise_id, row.number))


def _naming(address: str, rows: QuerySet[ProfileVersion]) -> Iterator[ProfileVersion]:
    if not address:
        return
    written = Q(text__icontains=address) | Q(text__icontains=json.dumps(address)[1:-1])
    stands = standing_alone(address)
    for row in rows.annotate(text=Cast("content", TextField())).filter(written):
        if any(map(stands.search, _texts(row.content))):
            yield row


def _contacts_by(author: str) -> dict[UUID, set[Contact]]:
    """By enterprise, the contacts with a name and without an address that this person was the first to write."""
    found: dict[UUID, set[Contact]] = {}
    if not author:
        return found
    wrote = ProfileVersion.objects.filter(actor=author).values("enterprise")
    known: dict[UUID, set[Contact]] = {}
    for row in ProfileVersion.objects.filter(enterprise__in=wrote).order_by("enterprise", "number"):
        contact = content_of(row).contact
        is_new = contact not in known.setdefault(row.enterprise_id, set())
        known[row.enterprise_id].add(contact)
        if row.actor == author and is_new and contact.name and not contact.email:
            found.setdefault(row.enterprise_id, set()).add(contact)
    return found


@transaction.atomic
def forget(*, email: str, actor: str, author: str = "") -> int:
    """Blanks the contact with this address in every version, with name, function and telephone number.

    So it does with a contact by name only that this person (`author`: how the trail calls them) wrote: it is most
    likely themselves. In other texts the address alone is taken out. Where it stood in the last version there is a new
    one, so that the history tells why; what is shown and searched follows. Gives the number of versions that were
    blanked. A second time changes nothing.
    """
    if not email.strip():
        return 0
    theirs = _contacts_by(author)
    enterprises = {version.enterprise_id for version in versions_with(email, author)}
    held = {
        one.pk: one
        for one in Enterprise.objects.select_for_update().filter(pk__in=enterprises).order_by("pk")
    }
    # Read again: somebody may have saved before the rows were held.
    found = [one for one in versions_with(email, author) if one.enterprise_id in held]
    touched = set[UUID]()
    for version in found:
        is_last = version == latest(held[version.enterprise_id])
        contacts = theirs.get(version.enterprise_id, set())
        version.content = _blanked(content_of(version), email, contacts).plain()
        version.save(update_fields=["content"])
        if is_last:
            touched.add(version.enterprise_id)
    for pk in touched:
        add_version(held[pk], content_of(latest(held[pk])), VersionKind.ERASURE, actor)
        project(held[pk])
        record(actor, "forget contact", f"enterprise:{pk}")
    enqueue([str(pk) for pk in sorted(touched | {became(held[pk]).pk for pk in touched})])
    return len(found)


def _blanked(content: Content, email: str, contacts: set[Contact]) -> Content:
    stands = standing_alone(email.strip())
    plain = content.plain()
    if stands.search(content.contact.email) or content.contact in contacts:
        plain["contact"] = {}
    plain["over"] = {
        field: [value for value in values if not stands.search(value)]
        for field, values in content.over.items()
    }
    return stored(_without(plain, stands))


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
