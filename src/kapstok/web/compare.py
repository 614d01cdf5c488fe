# SPDX-License-Identifier: EUPL-1.2
"""A few enterprises side by side, chosen by the address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from kapstok.core.text import fold, squeeze
from kapstok.enterprises.cards import Shown
from kapstok.enterprises.enums import State
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import EnterpriseSlug
from kapstok.enterprises.ownership import became
from kapstok.enterprises.standing import Standing, StandingLabel, standing
from kapstok.regions.folder import RegionFolder
from kapstok.regions.region_file import Region
from kapstok.search.distances import kilometres
from kapstok.search.shapes import Point
from kapstok.web import contact
from kapstok.web.around import Around, around
from kapstok.web.chips import Chip, chip, in_order
from kapstok.web.directory_query import LONGEST_AROUND
from kapstok.web.rows import how_far, place
from kapstok.web.words import spoken

MOST: Final = 4
_LONGEST_SLUG = 200
_SHOWN = (State.HOLDS, State.PENDING)


@dataclass(frozen=True)
class Said:
    """One value of a cell: plain text, a way to reach someone, or a label with its term; `shared` by all of them."""

    text: str
    way: contact.Way | None = None
    chip: Chip | None = None
    shared: bool = False

    @property
    def key(self) -> str:
        """What is the same where two cells say the same."""
        return fold(f"{self.chip.text if self.chip else ''} {self.text}")


@dataclass(frozen=True)
class Line:
    """One row of the comparison; `differs` where the enterprises do not all have the same."""

    title: str
    cells: tuple[tuple[Said, ...], ...]
    differs: bool
    is_dutch: bool = False


@dataclass(frozen=True)
class Column:
    """One enterprise, with the address of the comparison without it (empty when it is the only one)."""

    slug: str
    name: str
    without: str


@dataclass(frozen=True)
class ComparePage:
    """The comparison. `left_out` are the names that were too many, `unknown` how many slugs are nobody's now."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    left_out: tuple[str, ...]
    unknown: int
    around: Around


def compare_page(given: QueryDict, folder: RegionFolder, day: date) -> ComparePage:
    """The first four enterprises that the address names and that are shown, in its order."""
    region = folder.region()
    asked = list(dict.fromkeys(squeeze(slug)[:_LONGEST_SLUG] for slug in given.getlist("o")[:100]))
    asked = [slug for slug in asked if slug]
    from_where = around(squeeze(given.get("rond", ""))[:LONGEST_AROUND], region.area)
    known = _standing(asked, day, ListingRules.of(region))
    chosen = known[:MOST]
    return ComparePage(
        columns=tuple(_columns([one.enterprise for one in chosen], from_where)),
        lines=tuple(_lines(chosen, region, from_where, day)) if chosen else (),
        left_out=tuple(one.enterprise.name for one in known[MOST:]),
        unknown=len(asked) - len(known),
        around=from_where,
    )


def compare_address(slugs: Iterable[str], from_where: str = "") -> str:
    """The address of a comparison, to share or to keep."""
    pairs = [*(("o", slug) for slug in slugs), *([("rond", from_where)] if from_where else [])]
    return f"{reverse('compare')}?{urlencode(pairs)}" if pairs else reverse("compare")


def _standing(slugs: Sequence[str], day: date, rules: ListingRules) -> list[Standing]:
    """Those of the slugs that have a page, once each; who is not shown at request is nobody here."""
    found = EnterpriseSlug.objects.filter(slug__in=slugs).select_related("enterprise__merged_into")
    by_slug = {one.slug: became(one.enterprise) for one in found}
    keys = dict.fromkeys(str(by_slug[slug].pk) for slug in slugs if slug in by_slug)
    return [one for one in standing(list(keys), day, rules) if not one.enterprise.withheld]


def _columns(chosen: Sequence[Shown], from_where: Around) -> Iterable[Column]:
    for one in chosen:
        others = [other.slug for other in chosen if other is not one]
        yield Column(one.slug, one.name, compare_address(others, from_where.text) if others else "")


def _lines(chosen: Sequence[Standing], region: Region, from_where: Around, day: date) -> Iterable[Line]:
    enterprises = [one.enterprise for one in chosen]
    yield _line(
        gettext("Plaats"), [_texts([place(one.value("city"), one.municipality)]) for one in enterprises]
    )
    if from_where.point:
        title = gettext("Afstand tot %(place)s") % {"place": from_where.name}
        yield _line(title, [_texts([_distance(one, from_where.point)]) for one in enterprises])
    yield _line(gettext("Labels"), [_labels(one.labels, region, day) for one in chosen])
    yield _line(gettext("Wat zij doen"), [_texts(one.values("offerings")) for one in enterprises], True)
    yield _line(gettext("Branche"), [_texts(one.values("sectors")) for one in enterprises], True)
    yield _line(gettext("Contact"), [_contact(one) for one in enterprises], compared=False)


def _line(title: str, cells: Sequence[Sequence[Said]], is_dutch: bool = False, compared: bool = True) -> Line:
    """A row; what all of them have is marked as shared, so that what differs stands out."""
    keys = [{said.key for said in cell} for cell in cells]
    in_all = set.intersection(*keys) if len(keys) > 1 and compared else set()
    return Line(
        title,
        tuple(
            tuple(Said(said.text, said.way, said.chip, said.key in in_all) for said in cell) for cell in cells
        ),
        differs=compared and any(key != keys[0] for key in keys),
        is_dutch=is_dutch,
    )


def _texts(texts: Iterable[str]) -> list[Said]:
    return [Said(text) for text in texts if text]


def _labels(labels: Sequence[StandingLabel], region: Region, day: date) -> list[Said]:
    shown = sorted((label for label in labels if State(label.state) in _SHOWN), key=in_order(region))
    found = {
        (drawn := chip(label, region)).text: Said(_term(label, drawn, day), chip=drawn) for label in shown
    }
    return list(found.values())


def _term(label: StandingLabel, drawn: Chip, day: date) -> str:
    if label.valid_until is None:
        return drawn.note
    said = gettext("geldig tot %(day)s") if label.valid_until >= day else gettext("was geldig tot %(day)s")
    return "; ".join(filter(None, (said % {"day": spoken(label.valid_until)}, drawn.note)))


def _distance(one: Shown, point: Point) -> str:
    if one.lat is None or one.lon is None:
        return gettext("onbekend")
    return how_far(one, kilometres(point, Point(one.lat, one.lon)))


def _contact(one: Shown) -> list[Said]:
    ways = [
        make(value)
        for field, make in (("website", contact.website), ("phone", contact.phone), ("email", contact.email))
        if (value := one.value(field))
    ]
    return [Said(way.text, way=way) for way in ways]
