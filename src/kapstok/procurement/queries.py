# SPDX-License-Identifier: EUPL-1.2
"""Lists as their owners and readers ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from kapstok.core.errors import KapstokError
from kapstok.enterprises.assembling import EntryLabel
from kapstok.enterprises.models import Enterprise
from kapstok.procurement.labels import read
from kapstok.procurement.links import digest_of, shown_token
from kapstok.procurement.models import Share, SharedItem, Shortlist, ShortlistItem


class NoSuchShare(KapstokError):
    """No list was ever shared under this token."""


class ShareWithdrawn(KapstokError):
    """The owner no longer shares this list."""


@dataclass(frozen=True)
class Choice:
    """An enterprise on a list, by the id it has now, with its note and the ids of the rows that mean it.

    `shown` are the labels that a shared list showed; None on a list that is not shared.
    """

    enterprise: UUID
    note: str = ""
    items: tuple[int, ...] = ()
    shown: tuple[EntryLabel, ...] | None = None


def shortlist(key: str) -> Shortlist | None:
    """The list with this key; None when it was never made, or removed since."""
    return Shortlist.objects.filter(key=key).first()


def saved_slugs(key: str) -> tuple[str, ...]:
    """The present slugs of the enterprises on a list, in its order; one query, whatever the list."""
    rows = ShortlistItem.objects.filter(shortlist__key=key).values_list(
        "enterprise__slug", "enterprise__merged_into__slug"
    )
    return tuple(dict.fromkeys(present or own for own, present in rows))


def choices(listed: Shortlist | Share) -> tuple[Choice, ...]:
    """What is on a list. Enterprises that became one are one choice, in the first place, with both notes."""
    items: list[ShortlistItem | SharedItem] = list(listed.items.all())
    present = _present(item.enterprise_id for item in items)
    found: dict[UUID, Choice] = {}
    for item in items:
        enterprise = present[item.enterprise_id]
        known = found.get(enterprise, Choice(enterprise))
        notes = dict.fromkeys(note for note in (known.note, item.note) if note)
        shown = (*(known.shown or ()), *read(item.labels)) if isinstance(item, SharedItem) else None
        found[enterprise] = Choice(enterprise, "\n".join(notes), (*known.items, item.pk), shown)
    return tuple(found.values())


def enterprises_by_slug(listed: Shortlist) -> Mapping[str, UUID]:
    """What is on a list, by the present slugs: as a page names them."""
    rows = Enterprise.objects.filter(pk__in=[choice.enterprise for choice in choices(listed)])
    return dict(rows.values_list("slug", "pk"))


def open_share(listed: Shortlist) -> Share | None:
    """How a list is shared now."""
    return listed.shares.filter(withdrawn_at=None).first()


def token_of(share: Share) -> str | None:
    """What the link carries; None when it can no longer be shown, though it still works."""
    return shown_token(share.nonce, share.token_sha256)


def shared(token: str) -> Share:
    """The shared list behind a link. Raises `NoSuchShare` and `ShareWithdrawn`."""
    digest = digest_of(token)
    found = Share.objects.filter(token_sha256=digest).first() if digest else None
    if found is None:
        raise NoSuchShare("no list was ever shared under this token")
    if found.withdrawn_at is not None:
        raise ShareWithdrawn(f"{found} was withdrawn")
    return found


def _present(ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """The enterprise that each of these is part of now."""
    present = {one: one for one in ids}
    while merged := _merged(set(present.values())):
        present = {one: merged.get(now, now) for one, now in present.items()}
    return present


def _merged(ids: set[UUID]) -> dict[UUID, UUID]:
    rows = Enterprise.objects.filter(pk__in=ids).exclude(merged_into=None)
    return {one: into for one, into in rows.values_list("pk", "merged_into_id") if into}
