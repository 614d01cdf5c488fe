# SPDX-License-Identifier: EUPL-1.2
"""Around where someone looks: a postcode or the name of a place, as people type it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from kapstok.core.identifiers import pc4
from kapstok.regions.gazetteer import Location, gazetteer
from kapstok.regions.region_file import Area
from kapstok.search.shapes import Point

_ONE_METRE = 0.00001


@dataclass(frozen=True)
class Around:
    """What was typed, where that is, and how it is called; `choices` are surer writings where it may be several."""

    text: str = ""
    point: Point | None = None
    name: str = ""
    choices: tuple[str, ...] = ()

    @property
    def is_unknown(self) -> bool:
        return bool(self.text) and self.point is None and not self.choices


def around(text: str, area: Area) -> Around:
    """The place that is meant.

    Of several places of one name: the only one in the area, else the one whose municipality bears the name, with the
    others as choices; else all of them are choices.
    """
    if not text:
        return Around()
    found = gazetteer().locate(postcode=text)
    if found.municipality is None:
        found = gazetteer().locate(city=text)
    if found.candidates:
        return _among(text, found, area)
    if found.municipality is None:
        found = gazetteer().locate(municipality=text)
    return _at(text, found)


def _among(text: str, found: Location, area: Area) -> Around:
    names = {code: gazetteer().municipality(code).name for code in found.candidates}
    surer = {code: _surer(found.place or text, code, name) for code, name in names.items()}
    inside = [code for code in surer if area.covers(code)]
    if len(inside) == 1:
        return _at(text, gazetteer().locate(city=surer[inside[0]]))
    meant = next((code for code, name in names.items() if name == found.place), None)
    others = tuple(writing for code, writing in surer.items() if code != meant)
    if meant is None:
        return Around(text, choices=others)
    return replace(_at(text, gazetteer().locate(city=surer[meant])), choices=others)


def _surer(place: str, code: str, municipality: str) -> str:
    """A writing that means one place only."""
    both = f"{place} ({municipality})"
    return both if gazetteer().locate(city=both).municipality == code else municipality


def _at(text: str, found: Location) -> Around:
    if found.lat is None or found.lon is None:
        return Around(text)
    return Around(text, Point(found.lat, found.lon), _name(text, found))


def _name(text: str, found: Location) -> str:
    home = gazetteer().municipality(found.municipality).name if found.municipality else text
    if found.basis != "postcode":
        return found.place or home
    return gettext("postcode %(digits)s (%(municipality)s)") % {
        "digits": pc4(text) or text,
        "municipality": home,
    }


def looks_like_postcode(text: str) -> bool:
    """Whether digits were typed as in a postcode, whatever they are worth."""
    return re.match(r"\s*\d{4}", text) is not None


def is_rough(lat: float, lon: float, municipality: str | None) -> bool:
    """Whether a point is only that of a municipality's centre: no postcode or place was known."""
    try:
        centre = gazetteer().municipality(municipality or "")
    except KeyError:
        return False
    return abs(centre.lat - lat) < _ONE_METRE and abs(centre.lon - lon) < _ONE_METRE


def distance_words(kilometres: float, rough: bool) -> str:
    """A distance as a reader says it: "4 km", "ongeveer 4 km", "minder dan 1 km"."""
    if kilometres < 1:
        return gettext("minder dan 1 km") if not rough else gettext("ongeveer 1 km")
    said = {"km": f"{kilometres:.0f}"}
    return gettext("ongeveer %(km)s km") % said if rough else gettext("%(km)s km") % said
