# SPDX-License-Identifier: EUPL-1.2
"""Reserved contracts (Aanbestedingswet 2012, art. 2.82): which labels of this region fit, and who holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from kapstok.enterprises.finding import find
from kapstok.enterprises.wording import label_words
from kapstok.regions.folder import RegionFolder
from kapstok.search.shapes import Query


@dataclass(frozen=True)
class ReservedPage:
    """The labels that fit, as a reader says them, how many hold one, and the list of those."""

    labels: tuple[str, ...]
    count: int
    href: str
    available: bool


def reserved_page(path: str, folder: RegionFolder, day: date) -> ReservedPage:
    """What the page says of this region; `path` is that of the list."""
    region = folder.region()
    values = [f"{label}:{flag}" for label, flag in region.reserved]
    found = find(folder, Query(filters={"flag": frozenset(values)}, limit=0, day=day)) if values else None
    return ReservedPage(
        labels=tuple(label_words(region, label, None, (flag,)) for label, flag in region.reserved),
        count=found.total if found else 0,
        href=f"{path}?{urlencode([('kenmerk', value) for value in values])}",
        available=found is None or found.available,
    )
