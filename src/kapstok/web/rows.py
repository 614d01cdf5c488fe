# SPDX-License-Identifier: EUPL-1.2
"""An enterprise as one row of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext

from kapstok.enterprises.cards import Shown
from kapstok.enterprises.standing import Standing
from kapstok.regions.gazetteer import gazetteer
from kapstok.regions.region_file import Region
from kapstok.search.highlights import Piece
from kapstok.search.shapes import Point
from kapstok.web.around import distance_words, is_rough
from kapstok.web.chips import Chip, chips

_LONGEST = 160
Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """Who, where and how far, what they do, why they were found, and their labels; `spot` is their point on the map.

    `own` is how they say it themselves.

    `title` is the name, `does` and `why` are texts, in pieces that were found or not.
    """

    slug: str
    name: str
    place: str
    title: Pieces
    does: Pieces
    why: Pieces
    chips: tuple[Chip, ...]
    distance: str = ""
    spot: str = ""
    own: Pieces = ()


def plain(text: str) -> Pieces:
    """A text of which nothing was found."""
    return (Piece(text),) if text else ()


def row(
    standing: Standing,
    region: Region,
    why: Sequence[str] = (),
    kilometres: float | None = None,
    start: str = "",
    marked: Callable[[str], Pieces] = plain,
    reason: Callable[[str], Pieces] = plain,
) -> Row:
    """An enterprise as a row, so many kilometres from `start`.

    `marked` and `reason` say which pieces of a text, and of a line of `why`, were found.
    """
    one = standing.enterprise
    return Row(
        slug=one.slug,
        name=one.name,
        place=place(one.value("city"), one.municipality),
        title=marked(one.name),
        does=marked(_does(one)),
        why=_joined([reason(line) for line in why]),
        chips=chips(standing.labels, region),
        distance=_away(how_far(one, kilometres), start),
        spot="" if one.lat is None or one.lon is None else spot(Point(one.lat, one.lon)),
        own=marked(said) if (said := shortened(one.own.pitch or " · ".join(one.own.offerings))) else (),
    )


def _joined(lines: Sequence[Pieces]) -> Pieces:
    between = plain("; ")
    return tuple(piece for at, line in enumerate(lines) for piece in ((*between, *line) if at else line))


def _away(distance: str, start: str) -> str:
    if not distance or not start:
        return distance
    return gettext("%(distance)s van %(place)s") % {"distance": distance, "place": start}


def how_far(one: Shown, kilometres: float | None) -> str:
    """A distance to an enterprise in words; nothing where it is unknown."""
    if kilometres is None or one.lat is None or one.lon is None:
        return ""
    return distance_words(kilometres, is_rough(one.lat, one.lon, one.municipality))


def spot(point: Point) -> str:
    """A point as rows and the map name it, so that the two can find each other."""
    return f"{point.lat:.4f},{point.lon:.4f}"


def place(city: str | None, municipality: str | None) -> str:
    """A place, with its municipality (given by code) where that has another name: "Heino (Raalte)"."""
    home = municipality_name(municipality)
    return f"{city} ({home})" if city and home and home not in city else city or home


@lru_cache(maxsize=1_024)
def municipality_name(code: str | None) -> str:
    """The name of the municipality with this code; the code itself where it is none of ours."""
    try:
        return gazetteer().municipality(code).name if code else ""
    except KeyError:
        return code or ""


def _does(enterprise: Shown) -> str:
    said = " · ".join(enterprise.values("offerings") or enterprise.values("sectors"))
    return shortened(said or enterprise.value("description") or "")


def shortened(text: str) -> str:
    """The text, cut between two words where it is too long for a row."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ·,;.") + " …"
