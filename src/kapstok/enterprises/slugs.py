# SPDX-License-Identifier: EUPL-1.2
"""The word by which an enterprise is addressed: readable, in ASCII, given once and never to another."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import count

from kapstok.core.text import fold

LONGEST = 80
_NAMELESS = "onderneming"
_JOINED = re.compile(r"['.]+")
_APART = re.compile(r"[^a-z0-9]+")
_SIGNS = str.maketrans({"&": " en ", "+": " plus ", "@": " at ", "€": " euro "})


def slug_of(text: str) -> str:
    """The text in small letters, digits and single hyphens, at most 80 of them; "" where none is left."""
    words = _APART.sub("-", _JOINED.sub("", fold(text).translate(_SIGNS))).strip("-")
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit("-", 1)[0].strip("-")


def free_slug(name: str, place: str | None, taken: Container[str]) -> str:
    """A slug that nobody has or ever had: the name, else the name and the place, else numbered."""
    return next(
        slug for slug in _proposals(slug_of(name) or _NAMELESS, slug_of(place or "")) if slug not in taken
    )


def _proposals(name: str, place: str) -> Iterator[str]:
    yield name
    longer = f"{name}-{place}" if place and not name.endswith(place) else name
    if longer != name:
        yield longer
    for number in count(2):
        yield f"{longer}-{number}"
