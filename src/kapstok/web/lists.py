# SPDX-License-Identifier: EUPL-1.2
"""A shortlist as a page shows it: one's own, or one that was shared, with the labels of two days side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from kapstok.procurement.columns import Column, changes
from kapstok.procurement.lines import Line
from kapstok.procurement.wording import unlisting
from kapstok.regions.region_file import Region
from kapstok.web import contact
from kapstok.web.chips import Chip, chips
from kapstok.web.rows import place, shortened


@dataclass(frozen=True)
class ListRow:
    """One enterprise of a list; `then` and `changes` only of a list that was shared."""

    slug: str
    name: str
    place: str
    does: str
    note: str
    now: tuple[Chip, ...]
    then: tuple[Chip, ...]
    changes: tuple[str, ...]
    unlisted: str
    ways: tuple[contact.Way, ...]
    is_withheld: bool
    proof_now: str
    proof_then: str


@dataclass(frozen=True)
class Shared:
    """How a list is shared: since when, and its link; empty where that can no longer be shown."""

    day: date
    href: str


@dataclass(frozen=True)
class ColumnChoice:
    """A column that a file may have; `usual` ones are chosen to begin with."""

    name: str
    title: str
    usual: bool


def list_row(line: Line, region: Region, today: date) -> ListRow:
    """One line of a list, in words."""
    one = line.enterprise
    hidden = line.is_withheld
    return ListRow(
        slug=one.slug,
        name=gettext("Onderneming die op verzoek niet wordt getoond") if hidden else one.name,
        place="" if hidden else place(one.value("city"), one.municipality),
        does="" if hidden else shortened(" · ".join(one.values("offerings") or one.values("sectors"))),
        note=line.note,
        now=chips([label.on_day for label in line.labels], region),
        then=chips([label.on_day for label in line.then.known], region) if line.then else (),
        changes=tuple(changes(line, region)),
        unlisted=unlisting(line.unlisted, region) if line.unlisted else "",
        ways=() if hidden else _ways(line),
        is_withheld=hidden,
        proof_now=proof_address(one.slug, today),
        proof_then=proof_address(one.slug, line.then.day) if line.then else "",
    )


def list_rows(lines: Iterable[Line], region: Region, today: date) -> tuple[ListRow, ...]:
    return tuple(list_row(line, region, today) for line in lines)


def proof_address(slug: str, day: date) -> str:
    """Where the proof of a day is."""
    return f"{reverse('proof', args=[slug])}?op={day.isoformat()}"


def column_choices(offer: Sequence[Column], titles: Sequence[str]) -> tuple[ColumnChoice, ...]:
    """What a reader may put in a file, but for the name, which is always there."""
    return tuple(
        ColumnChoice(column.name, title, column.by_default)
        for column, title in zip(offer, titles, strict=True)
        if column.name != "naam"
    )


def _ways(line: Line) -> tuple[contact.Way, ...]:
    one = line.enterprise
    makers = (("website", contact.website), ("phone", contact.phone), ("email", contact.email))
    return tuple(make(value) for field, make in makers if (value := one.value(field)))
