# SPDX-License-Identifier: EUPL-1.2
"""The front page: how much there is, which labels count, what is new, and every municipality to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from kapstok.core.text import fold
from kapstok.enterprises.enums import State
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, EnterpriseLabel
from kapstok.enterprises.standing import standing
from kapstok.regions.region_file import Region
from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Run
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


def home_page(region: Region, language: str, today: date) -> HomePage:
    """The front page as things stand today."""
    places = _listed_per_municipality()
    return HomePage(
        today=today,
        enterprises=sum(places.values()),
        read_on=_last_read(),
        labels=_label_cards(region, language),
        latest=_latest(region, today),
        municipalities=_place_counts(places),
    )


def _last_read() -> date | None:
    return (
        Run.objects.filter(status=RunStatus.PUBLISHED).order_by("-day").values_list("day", flat=True).first()
    )


def _label_cards(region: Region, language: str) -> tuple[LabelCard, ...]:
    holding = EnterpriseLabel.objects.filter(state=State.HOLDS, enterprise__listed=True)
    counts = dict(holding.values_list("label").annotate(Count("enterprise", distinct=True)))
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


def _listed_per_municipality() -> dict[str | None, int]:
    listed = Enterprise.objects.filter(listed=True, merged_into=None)
    return dict(listed.values_list("municipality").annotate(Count("pk")))


def _place_counts(places: dict[str | None, int]) -> tuple[PlaceCount, ...]:
    found = [
        PlaceCount(municipality_name(code), count, _directory("gemeente", code))
        for code, count in places.items()
        if code
    ]
    return tuple(sorted(found, key=lambda place: fold(place.name)))


def _latest(region: Region, today: date) -> tuple[Row, ...]:
    newest = Enterprise.objects.filter(listed=True, merged_into=None).order_by(
        "-first_seen", "-made_at", "slug"
    )
    keys = [str(pk) for pk in newest.values_list("pk", flat=True)[:_LATEST]]
    return tuple(row(one, region) for one in standing(keys, today, ListingRules.of(region)) if one.is_listed)


def _directory(parameter: str, value: str) -> str:
    return f"{reverse('directory')}?{urlencode({parameter: value})}"
