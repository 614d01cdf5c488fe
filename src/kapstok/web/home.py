# SPDX-License-Identifier: EUPL-1.2
"""The front page: how much there is, which labels count, what is new, and every municipality to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from kapstok.core.text import fold
from kapstok.enterprises.enums import State
from kapstok.enterprises.finding import find
from kapstok.enterprises.models import Enterprise, EnterpriseLabel
from kapstok.regions.folder import RegionFolder
from kapstok.regions.region_file import Region
from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Run
from kapstok.search.shapes import Query, Sort
from kapstok.web.rows import Row, municipality_name, row

_LATEST = 5


@dataclass(frozen=True)
class LabelCard:
    """A label that counts in this region, explained in the region's own words, with who holds it."""

    short: str
    name: str
    about: str
    count: int
    href: str


@dataclass(frozen=True)
class PlaceCount:
    """A municipality with how many enterprises are listed there."""

    name: str
    count: int
    href: str


@dataclass(frozen=True)
class HomePage:
    """All that the page shows; `read_on` is the last day on which a register was read and published."""

    today: date
    enterprises: int
    read_on: date | None
    labels: tuple[LabelCard, ...]
    latest: tuple[Row, ...]
    municipalities: tuple[PlaceCount, ...]


def home_page(folder: RegionFolder, language: str, today: date) -> HomePage:
    """The front page as things stand today; how many there are is what the search index counts, as in the list."""
    region = folder.region()
    found = find(folder, Query(limit=_LATEST, day=today, sort=Sort.NEWEST))
    counts = found.facets if found.available else _counted()
    return HomePage(
        today=today,
        enterprises=found.total if found.available else _listed().count(),
        read_on=_last_read(),
        labels=_label_cards(region, language, counts["label"]),
        latest=tuple(row(one.standing, region) for one in found.finds),
        municipalities=_place_counts(counts["municipality"]),
    )


def _last_read() -> date | None:
    return (
        Run.objects.filter(status=RunStatus.PUBLISHED).order_by("-day").values_list("day", flat=True).first()
    )


def _label_cards(region: Region, language: str, counts: Mapping[str, int]) -> tuple[LabelCard, ...]:
    return tuple(
        LabelCard(
            label.shown,
            label.name,
            label.about.get(language, ""),
            counts.get(key, 0),
            _directory("label", key),
        )
        for key, label in region.labels.items()
        if label.may_count
    )


def _listed() -> QuerySet[Enterprise]:
    return Enterprise.objects.filter(listed=True, merged_into=None)


def _counted() -> Mapping[str, Mapping[str, int]]:
    """What the index counts, while there is none to ask; much slower."""
    holding = EnterpriseLabel.objects.filter(state=State.HOLDS, enterprise__listed=True)
    placed = _listed().exclude(municipality=None)
    return {
        "label": dict(holding.values_list("label").annotate(Count("enterprise", distinct=True))),
        "municipality": dict(placed.values_list("municipality").annotate(Count("pk"))),
    }


def _place_counts(places: Mapping[str, int]) -> tuple[PlaceCount, ...]:
    found = [
        PlaceCount(municipality_name(code), count, _directory("gemeente", code))
        for code, count in places.items()
    ]
    return tuple(sorted(found, key=lambda place: fold(place.name)))


def _directory(parameter: str, value: str) -> str:
    return f"{reverse('directory')}?{urlencode({parameter: value})}"
