# SPDX-License-Identifier: EUPL-1.2
"""An enterprise as one row of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.standing import Standing
from kapstok.regions.gazetteer import gazetteer
from kapstok.regions.region_file import Region
from kapstok.web.chips import Chip, chips

_LONGEST = 160


@dataclass(frozen=True)
class Row:
    """Who, where, what they do, why they were found, and their labels."""

    slug: str
    name: str
    place: str
    does: str
    why: str
    chips: tuple[Chip, ...]


def row(standing: Standing, region: Region, why: Sequence[str] = ()) -> Row:
    one = standing.enterprise
    return Row(
        slug=one.slug,
        name=one.name,
        place=place(one.value("city"), one.municipality),
        does=_does(one),
        why="; ".join(why),
        chips=chips(standing.labels, region),
    )


def place(city: str | None, municipality: str | None) -> str:
    """A place, with its municipality (given by code) where that has another name: "Heino (Raalte)"."""
    home = municipality_name(municipality)
    return f"{city} ({home})" if city and home and home not in city else city or home


def municipality_name(code: str | None) -> str:
    """The name of the municipality with this code; the code itself where it is none of ours."""
    try:
        return gazetteer().municipality(code).name if code else ""
    except KeyError:
        return code or ""


def _does(enterprise: Enterprise) -> str:
    said = " · ".join(enterprise.values("offerings") or enterprise.values("sectors"))
    return shortened(said or enterprise.value("description") or "")


def shortened(text: str) -> str:
    """The text, cut between two words where it is too long for a row."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ·,;.") + " …"
