# SPDX-License-Identifier: EUPL-1.2
"""The list of `/aanbod`: what the search index found, as the database says it stands today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from kapstok.core.text import fold
from kapstok.enterprises.finding import Findings, find
from kapstok.enterprises.wording import label_words
from kapstok.regions.folder import RegionFolder
from kapstok.regions.region_file import Region
from kapstok.search.shapes import Query
from kapstok.web.directory_query import FACETS, DirectoryQuery
from kapstok.web.pages import Pages
from kapstok.web.rows import Row, municipality_name, row

ON_A_PAGE = 20
# How many answers a filter shows before it is asked for more; all of a label's levels are worth seeing at once.
_SHOWN_FIRST = {"gemeente": 6, "regio": 4}
_ALL_SHOWN = 12


@dataclass(frozen=True)
class Option:
    """One answer to a filter, with how many enterprises it would show."""

    id: str
    value: str
    text: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Group:
    """One filter; `rest` is shown when asked for."""

    parameter: str
    title: str
    first: tuple[Option, ...]
    rest: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Removable:
    """A filter in use, with the address of the list without it."""

    text: str
    href: str


@dataclass(frozen=True)
class Directory:
    """One page of the list, and every way on from it."""

    total: int
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    active: tuple[Removable, ...]
    without_filters: str
    pages: Pages
    available: bool


def directory(asked: DirectoryQuery, path: str, folder: RegionFolder, day: date) -> Directory:
    """The answer to a question. A page past the end gives the last one."""
    region = folder.region()
    found, number, count = _search(asked, folder, day)
    return Directory(
        total=found.total,
        rows=tuple(row(one.standing, region, one.why) for one in found.finds),
        groups=_groups(asked, found.facets, region),
        active=_active(asked, path, region),
        without_filters=asked.without_filters().address(path),
        pages=Pages.of(number, count, lambda page: asked.on_page(page).address(path)),
        available=found.available,
    )


def _search(asked: DirectoryQuery, folder: RegionFolder, day: date) -> tuple[Findings, int, int]:
    found, number = _page(asked, folder, day, asked.page), asked.page
    count = max(1, -(-found.total // ON_A_PAGE))
    if number > count:
        number = count
        found = _page(asked, folder, day, number)
    return found, number, count


def _page(asked: DirectoryQuery, folder: RegionFolder, day: date, number: int) -> Findings:
    return find(folder, Query(asked.text, asked.filters, ON_A_PAGE, (number - 1) * ON_A_PAGE, day))


def value_text(region: Region, name: str, value: str) -> str:
    """A filter value as a reader says it."""
    label, _, part = value.partition(":")
    match name:
        case "label":
            return label_words(region, value)
        case "trede" if part:
            return label_words(region, label, part)
        case "kenmerk" if part:
            return label_words(region, label, None, (part,))
        case "gemeente":
            return municipality_name(value)
        case _:
            return value


def _groups(
    asked: DirectoryQuery, facets: Mapping[str, Mapping[str, int]], region: Region
) -> tuple[Group, ...]:
    groups = (_group(name, title, asked, facets.get(FACETS[name], {}), region) for name, title in _titles())
    return tuple(group for group in groups if group.first)


def _titles() -> tuple[tuple[str, str], ...]:
    return (
        ("label", gettext("Label")),
        ("trede", gettext("Trede of niveau")),
        ("kenmerk", gettext("Extra kenmerk")),
        ("gemeente", gettext("Gemeente")),
        ("regio", gettext("Arbeidsmarktregio")),
    )


def _group(name: str, title: str, asked: DirectoryQuery, counts: Mapping[str, int], region: Region) -> Group:
    chosen = asked.chosen.get(name, ())
    order = _order(name, counts, region)
    values = sorted(
        {*counts, *chosen}, key=lambda value: (order(value), fold(value_text(region, name, value)))
    )
    options = [
        Option(
            f"{name}-{number}", value, value_text(region, name, value), counts.get(value, 0), value in chosen
        )
        for number, value in enumerate(values)
    ]
    first = [
        option
        for place, option in enumerate(options)
        if option.chosen or place < _SHOWN_FIRST.get(name, _ALL_SHOWN)
    ]
    return Group(name, title, tuple(first), tuple(option for option in options if option not in first))


def _order(name: str, counts: Mapping[str, int], region: Region) -> Callable[[str], int]:
    """Labels and levels stand as the region has them; places by how much there is to find."""
    own = [
        value
        for key, label in region.labels.items()
        for value in (key, *(f"{key}:{part}" for part in (*label.levels, *label.flags)))
    ]
    if name in {"label", "trede", "kenmerk"}:
        return lambda value: own.index(value) if value in own else len(own)
    return lambda value: -counts.get(value, 0)


def _active(asked: DirectoryQuery, path: str, region: Region) -> tuple[Removable, ...]:
    return tuple(
        Removable(value_text(region, name, value), asked.without(name, value).address(path))
        for name, value in asked.kept
    )
