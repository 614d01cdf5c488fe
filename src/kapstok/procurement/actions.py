# SPDX-License-Identifier: EUPL-1.2
"""Makes, changes, shares and removes lists.

What a visitor puts on a list is nobody's business: the audit trail tells only that a list was shared, withdrawn
or removed, by its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.text import in_lines, squeeze
from kapstok.enterprises.listing import ListingRules
from kapstok.procurement.labels import kept
from kapstok.procurement.lines import labels_on
from kapstok.procurement.links import digest, new_key, new_nonce, token
from kapstok.procurement.models import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    Share,
    SharedItem,
    Shortlist,
    ShortlistItem,
)
from kapstok.procurement.queries import Choice, choices, open_share

MOST: Final = 50
KEPT: Final = timedelta(days=90)
KEPT_SHARED: Final = timedelta(days=400)
_VISITOR = "visitor"
_PROGRAM = "program"
_A_DAY = timedelta(days=1)


class ListFull(KapstokError):
    """The list holds as many enterprises as it can."""


class NoSuchList(KapstokError):
    """There is no list with this key, or not any more."""


class NothingToShare(KapstokError):
    """The list is empty."""


class AlreadyShared(KapstokError):
    """The list is shared already: withdraw that link first."""


@dataclass(frozen=True)
class Saved:
    """The key of the list that was saved to, and how many enterprises it holds."""

    key: str
    count: int


@dataclass(frozen=True)
class Copied:
    """The key of the list that was copied to; how many came to it, and for how many there was no room."""

    key: str
    added: int
    left_out: int


@transaction.atomic
def save(*, key: str | None, enterprise: UUID) -> Saved:
    """Puts an enterprise at the end of a list; once is enough. Without a list one begins. Raises `ListFull`."""
    listed = _list_for(key)
    found = choices(listed)
    if all(choice.enterprise != enterprise for choice in found):
        _add(listed, found, [Choice(enterprise)])
        found = (*found, Choice(enterprise))
    return Saved(listed.key, len(found))


@transaction.atomic
def write(*, key: str, title: str, notes: Mapping[UUID, str]) -> None:
    """Keeps the title and the notes (by enterprise) of a list; those not named stay. Raises `NoSuchList`."""
    listed = _touched(key)
    listed.title = squeeze(title)[:LONGEST_TITLE]
    listed.save(update_fields=["title"])
    for choice in choices(listed):
        if choice.enterprise in notes and notes[choice.enterprise] != choice.note:
            first, *others = choice.items
            listed.items.filter(pk__in=others).delete()
            listed.items.filter(pk=first).update(note=in_lines(notes[choice.enterprise])[:LONGEST_NOTE])


@transaction.atomic
def move(*, key: str, enterprise: UUID, by: int) -> None:
    """Moves an enterprise up (negative) or down, as far as the list goes. Raises `NoSuchList`."""
    order = list(choices(_touched(key)))
    place = next((at for at, choice in enumerate(order) if choice.enterprise == enterprise), None)
    if place is None:
        return
    moved = order.pop(place)
    order.insert(min(max(place + by, 0), len(order)), moved)
    positions = {item: at for at, choice in enumerate(order) for item in choice.items}
    items = list(ShortlistItem.objects.filter(pk__in=positions))
    for item in items:
        item.position = positions[item.pk]
    ShortlistItem.objects.bulk_update(items, ["position"])


@transaction.atomic
def remove(*, key: str, enterprise: UUID) -> None:
    """Takes an enterprise off a list; one that is not on it is no error. Raises `NoSuchList`."""
    listed = _touched(key)
    gone = [item for choice in choices(listed) if choice.enterprise == enterprise for item in choice.items]
    listed.items.filter(pk__in=gone).delete()


@transaction.atomic
def empty(*, key: str) -> None:
    """Takes everything off a list, its title too; what was shared of it stays as it was. Raises `NoSuchList`."""
    listed = _touched(key)
    listed.items.all().delete()
    listed.title = ""
    listed.save(update_fields=["title"])


@transaction.atomic
def opened(*, key: str) -> bool:
    """Notes that the owner still looks at a list, at most once a day; tells whether it did."""
    noted = Shortlist.objects.filter(key=key, touched_at__lt=now() - _A_DAY).update(touched_at=now())
    return noted > 0


@transaction.atomic
def share(*, key: str, day: date, rules: ListingRules) -> Share:
    """Shares a list as it is, with the labels of `day`. Raises `NoSuchList`, `NothingToShare`, `AlreadyShared`."""
    listed = _touched(key)
    found = choices(listed)
    if not found:
        raise NothingToShare("there is nothing on this list")
    if open_share(listed):
        raise AlreadyShared("this list is shared already")
    nonce = new_nonce()
    made = Share.objects.create(
        shortlist=listed, nonce=nonce, token_sha256=digest(token(nonce)), title=listed.title, day=day, made_at=now()
    )  # fmt: skip
    labels = labels_on([choice.enterprise for choice in found], day, rules)
    SharedItem.objects.bulk_create(
        SharedItem(
            share=made,
            enterprise_id=choice.enterprise,
            position=position,
            note=choice.note,
            labels=kept(labels.get(choice.enterprise, ())),
        )
        for position, choice in enumerate(found)
    )
    record(_VISITOR, "shared a list", f"shortlist:{listed.pk}", share=made.pk, enterprises=len(found))
    return made


@transaction.atomic
def withdraw(*, key: str) -> None:
    """Ends the link of a list: what was shared is removed, that it was shared is not. Raises `NoSuchList`."""
    made = open_share(_touched(key))
    if made is None:
        return
    made.withdrawn_at = now()
    made.title = ""
    made.save(update_fields=["withdrawn_at", "title"])
    made.items.all().delete()
    record(_VISITOR, "withdrew a list", f"shortlist:{made.shortlist_id}", share=made.pk)


@transaction.atomic
def copy(*, made: Share, key: str | None) -> Copied:
    """Adds what was shared to the end of a list of one's own, notes too, as far as there is room."""
    listed = _list_for(key)
    own = choices(listed)
    known = {choice.enterprise for choice in own}
    others = [choice for choice in choices(made) if choice.enterprise not in known]
    fitting = others[: max(0, MOST - len(own))]
    _add(listed, own, fitting)
    if not listed.title and made.title:
        listed.title = made.title
        listed.save(update_fields=["title"])
    return Copied(listed.key, len(fitting), len(others) - len(fitting))


@transaction.atomic
def remove_old(*, at: datetime) -> int:
    """Removes the lists that nobody opened or changed for long (`KEPT`, `KEPT_SHARED`), and gives how many."""
    is_shared = Exists(Share.objects.filter(shortlist=OuterRef("pk"), withdrawn_at=None))
    old = Q(touched_at__lt=at - KEPT_SHARED) | (Q(touched_at__lt=at - KEPT) & ~is_shared)
    gone = list(Shortlist.objects.filter(old).values_list("pk", flat=True))
    Shortlist.objects.filter(pk__in=gone).delete()
    if gone:
        record(_PROGRAM, "removed lists", "shortlists", count=len(gone))
    return len(gone)


def _touched(key: str) -> Shortlist:
    """The list with this key, for us alone until the end of the transaction."""
    listed = Shortlist.objects.select_for_update().filter(key=key).first()
    if listed is None:
        raise NoSuchList("there is no list with this key")
    listed.touched_at = now()
    listed.save(update_fields=["touched_at"])
    return listed


def _list_for(key: str | None) -> Shortlist:
    """The list with this key, or a new one; a list that was removed begins again under its key."""
    try:
        return _touched(key or "")
    except NoSuchList:
        at = now()
        return Shortlist.objects.create(key=key or new_key(), made_at=at, touched_at=at)


def _add(listed: Shortlist, own: Iterable[Choice], more: Iterable[Choice]) -> None:
    """Puts choices at the end of a list. Raises `ListFull`."""
    count, added = len(list(own)), list(more)
    if added and count + len(added) > MOST:
        raise ListFull(f"a list holds at most {MOST} enterprises")
    last = listed.items.order_by("-position").values_list("position", flat=True).first()
    begin = 0 if last is None else last + 1
    ShortlistItem.objects.bulk_create(
        ShortlistItem(
            shortlist=listed,
            enterprise_id=choice.enterprise,
            position=begin + at,
            note=in_lines(choice.note)[:LONGEST_NOTE],
        )
        for at, choice in enumerate(added)
    )
