# SPDX-License-Identifier: EUPL-1.2
"""The photos of an enterprise: added and described by its owners, made anew from what they sent (photos.md).

Editors hide one, or show it again, as any part of a profile (`moderating.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.text import readable, squeeze
from kapstok.enterprises.models import Enterprise, Photo
from kapstok.enterprises.own_words.media import Media
from kapstok.enterprises.own_words.picture_process import made_apart
from kapstok.enterprises.own_words.picture_words import Picture
from kapstok.enterprises.own_words.queries import hidden_before
from kapstok.enterprises.ownership import became, parts_of
from kapstok.enterprises.placing import locked
from kapstok.search.actions import enqueue

MOST: Final = 8
LONGEST_ALT: Final = 200


class TooManyPhotos(KapstokError):
    """The enterprise has as many photos as it may have."""


class NotDescribed(KapstokError):
    """A photo says in words what is on it, for who cannot see it, in so many characters at most."""


class NoSuchPhoto(KapstokError):
    """The photo is not one of this enterprise, or not any more."""


class SamePhoto(KapstokError):
    """The enterprise has this photo already."""


class HiddenPhoto(KapstokError):
    """Editors hid this photo of the enterprise; it does not come back by sending it again."""


def photos_of(enterprise: Enterprise) -> QuerySet[Photo]:
    """All photos of an enterprise, also of what became part of it and what editors hide, in their order."""
    return Photo.objects.filter(enterprise__in=parts_of(enterprise)).order_by("position", "pk")


def shown_photos(enterprise: Enterprise) -> list[Photo]:
    """The photos that everybody may see, in their order; none of an enterprise that is withheld."""
    return [] if enterprise.withheld else list(photos_of(enterprise).filter(hidden_at=None))


def is_shown(sha256: str) -> bool:
    """Whether everybody may see the photo with this name."""
    rows = Photo.objects.filter(sha256=sha256, hidden_at=None).select_related("enterprise__merged_into")
    return any(not became(photo.enterprise).withheld for photo in rows)


def described(alt: str) -> str:
    """What is on a photo, on one line. Raises `NotDescribed`."""
    words = squeeze(readable(alt))
    if not words or len(words) > LONGEST_ALT:
        raise NotDescribed(f"what is on a photo is said in 1 to {LONGEST_ALT} characters")
    return words


def add(
    *,
    enterprise: Enterprise,
    content: bytes,
    alt: str,
    actor: str,
    media: Media,
    make: Callable[[bytes], Picture] = made_apart,
) -> Photo:
    """Makes a photo of what was sent, behind those that are there. Not in a transaction: it may take seconds.

    Raises `NotDescribed`, `TooManyPhotos`, `SamePhoto`, `HiddenPhoto`, `UnusablePicture` and `Busy`; then no photo is
    kept.
    """
    words = described(alt)
    _refuse_too_many(enterprise)
    # One at a time: what a picture takes to make is much, and no sweep comes between its files and its row.
    with media.held():
        picture = make(content)
        return _added(enterprise, picture, media.keep(picture), words, actor)


@transaction.atomic
def _added(enterprise: Enterprise, picture: Picture, sha256: str, alt: str, actor: str) -> Photo:
    known = locked(enterprise)
    _refuse_too_many(known)
    theirs = list(photos_of(known))
    if any(photo.sha256 == sha256 for photo in theirs):
        raise SamePhoto("this photo is there already")
    if hidden_before(known, sha256):
        raise HiddenPhoto("editors hid this photo")
    made = Photo.objects.create(
        enterprise=known,
        sha256=sha256,
        alt=alt,
        width=picture.width,
        height=picture.height,
        position=max((photo.position for photo in theirs), default=-1) + 1,
        at=now(),
        actor=actor,
    )
    _told(known, "add photo", made, actor)
    return made


@transaction.atomic
def describe(*, enterprise: Enterprise, number: int, alt: str, actor: str) -> Photo:
    """Says anew what is on a photo. Raises `NotDescribed` and `NoSuchPhoto`."""
    words, known = described(alt), locked(enterprise)
    photo = _one(known, number)
    if photo.alt != words:
        photo.alt = words
        photo.save(update_fields=["alt"])
        _told(known, "describe photo", photo, actor)
    return photo


@transaction.atomic
def move(*, enterprise: Enterprise, number: int, forward: bool, actor: str) -> None:
    """Puts a photo one place to the front, or to the back; at the end it stays. Raises `NoSuchPhoto`."""
    known = locked(enterprise)
    photo, order = _one(known, number), list(photos_of(known))
    here = order.index(photo)
    there = here + (-1 if forward else 1)
    if not 0 <= there < len(order):
        return
    order.insert(there, order.pop(here))
    for position, one in enumerate(order):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    _told(known, "move photo", photo, actor)


@transaction.atomic
def remove(*, enterprise: Enterprise, number: int, actor: str) -> None:
    """Takes a photo away; nobody sees it from this moment on, and its files go at night. Raises `NoSuchPhoto`."""
    known = locked(enterprise)
    photo = _one(known, number)
    _told(known, "remove photo", photo, actor)
    photo.delete()


def sweep(media: Media) -> int:
    """The nightly step: takes away the files of photos that are no more. Gives how many files."""
    if not media.folder.is_dir():
        return 0
    return media.sweep(lambda: set(Photo.objects.values_list("sha256", flat=True)))


def _refuse_too_many(enterprise: Enterprise) -> None:
    if photos_of(enterprise).count() >= MOST:
        raise TooManyPhotos(f"an enterprise has at most {MOST} photos")


def _one(known: Enterprise, number: int) -> Photo:
    found = photos_of(known).filter(pk=number).first()
    if found is None:
        raise NoSuchPhoto("there is no such photo")
    return found


def _told(known: Enterprise, verb: str, photo: Photo, actor: str) -> None:
    record(actor, verb, f"enterprise:{known.pk}", photo=photo.pk)
    # A photo is searched by nobody, but pages that are remembered follow the queue.
    enqueue([str(known.pk)])
