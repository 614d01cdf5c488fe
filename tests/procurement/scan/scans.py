# SPDX-License-Identifier: EUPL-1.2
"""A creditor list with what was found of it, and the answer as a test reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from django.utils import translation

from kapstok.enterprises.listing import ListingRules
from kapstok.procurement.creditors import Creditor, Unreadable
from kapstok.procurement.scan.answering import Answering, ScanReport
from kapstok.procurement.scan.spool import Spool
from kapstok.procurement.scan.suppliers import Known, known
from kapstok.resolution.linking import Band, Link, Linking
from tests.web.conftest import compile_translations
from tests.web.region import RegionOnLoopback

# An answer in English needs it, and a checkout may have an older one.
compile_translations()
SHEETS = ("labelled now", "labelled before", "please check", "no match", "summary")


def quiet(step: str, done: int, total: int | None = None, /) -> None:
    """Nobody watches."""


def creditor(
    number: int,
    name: str,
    amount: str | None = None,
    *,
    city: str = "",
    category: str = "",
    unreadable: Unreadable | None = None,
) -> Creditor:
    values = {field: text for field, text in (("name", name), ("city", city)) if text}
    worth = None if amount is None else Decimal(amount)
    return Creditor(number, f"C{number:04}", values, worth, category, unreadable)


@dataclass(frozen=True)
class Answered:
    """What came out of a scan."""

    report: ScanReport
    book: Any

    @property
    def json(self) -> dict[str, Any]:
        return self.report.as_json()

    def sheet(self, name: str) -> list[dict[str, Any]]:
        """The rows of a sheet by their headings."""
        headings, *others = self.book[name].iter_rows(values_only=True)
        return [dict(zip(headings, row, strict=True)) for row in others]

    def told(self) -> str:
        """All text of the summary."""
        rows = self.book.worksheets[-1].iter_rows(values_only=True)
        return "\n".join(" | ".join("" if cell is None else str(cell) for cell in row) for row in rows)


def number_of(everybody: Known, slug: str) -> int:
    return next(number for number, one in enumerate(everybody.enterprises) if one["slug"] == slug)


def answered(
    region: RegionOnLoopback,
    work: Path,
    creditors: Sequence[Creditor],
    links: Mapping[int, tuple[str, Band]],
    *,
    day: date | None = None,
    language: str = "en",
) -> Answered:
    """The answer to a list of which these rows were found to be of the enterprises with these slugs."""
    on = day or region.today
    everybody = known(on, ListingRules.of(region.folder.region()))
    linking = Linking(
        links={
            row: Link(row, number_of(everybody, slug), 0.9987, band, ("zelfde website", "zelfde postcode"))
            for row, (slug, band) in links.items()
        },
        calibration=(),
    )
    spool = Spool(work / "rows")
    for _values in spool.keep(creditors):
        pass
    out = work / "answer.xlsx"
    with translation.override(language), out.open("wb") as file:
        answering = Answering(region.folder, everybody, linking, language)
        report = answering.write(file, work, spool, "lijst.csv", on, quiet)
    return Answered(report, openpyxl.load_workbook(out))
