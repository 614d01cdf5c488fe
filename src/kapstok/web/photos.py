# SPDX-License-Identifier: EUPL-1.2
"""Photos as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kapstok.enterprises.models import Enterprise, Photo
from kapstok.enterprises.own_words import photos as own_photos
from kapstok.enterprises.own_words.media import Media
from kapstok.enterprises.own_words.picture_words import SMALL
from kapstok.regions.folder import RegionFolder


@dataclass(frozen=True)
class ShownPhoto:
    """A photo that everybody may see: what is on it, its smaller form with its size, and where the larger one is."""

    alt: str
    src: str
    href: str
    width: int
    height: int


def media() -> Media:
    """The photos of this instance."""
    return Media(RegionFolder.current().var / "media")


def shown_photos(enterprise: Enterprise) -> tuple[ShownPhoto, ...]:
    """The photos that everybody may see of an enterprise, in the form that a page shows."""
    return tuple(
        ShownPhoto(
            alt=photo.alt,
            src=reverse("media", args=[f"{photo.sha256}-{SMALL}.webp"]),
            href=reverse("media", args=[f"{photo.sha256}.webp"]),
            width=_small(photo.width, photo),
            height=_small(photo.height, photo),
        )
        for photo in own_photos.shown_photos(enterprise)
    )


def _small(length: int, photo: Photo) -> int:
    """A side as it is in the smaller form; browsers keep the room of the picture by it."""
    return max(1, round(length * min(1, SMALL / max(photo.width, photo.height))))
