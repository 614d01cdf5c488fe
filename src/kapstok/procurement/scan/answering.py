# SPDX-License-Identifier: EUPL-1.2
"""From links to the answer: each row of a creditor list with its supplier, onto its sheet, and into the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Protocol

from django.conf import settings

from kapstok.procurement.creditors.shapes import Unreadable
from kapstok.procurement.scan import words as scan_words
from kapstok.procurement.scan.chances import Largest, chances
from kapstok.procurement.scan.spending import Outcome, Spending
from kapstok.procurement.scan.spool import Row, Spool
from kapstok.procurement.scan.suppliers import Known, Supplier
from kapstok.regions.folder import RegionFolder
from kapstok.registers.queries import register_names

if TYPE_CHECKING:
    from kapstok.procurement.scan.sheets import Answer
    from kapstok.procurement.scan.summary import Figures
    from kapstok.resolution.linking import Link, Linking

TOLD_EVERY: Final = 10_000


class ScanStep(StrEnum):
    """What a scan is at, in this order."""

    PREPARE = "prepare"  # the registers are read from the database
    READ = "read"  # rows of the list are read
    LINK = "link"  # they are compared
    WRITE = "write"  # the workbook is written


class Told(Protocol):
    """Told how far a scan is: at which step, how much of it is done, of how much where that is known."""

    def __call__(self, step: str, done: int, total: int | None = None, /) -> None: ...


@dataclass(frozen=True)
class Match:
    """A row of the list that certainly is of an enterprise; `row` is the text of its first column."""

    row: str
    slug: str
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ScanReport:
    """What a scan came to. `matches` has certain ones only; `figures` are those of the summary."""

    matches: Sequence[Match]
    figures: Figures

    def as_json(self) -> dict[str, Any]:
        """The document of docs/commands.md."""
        from kapstok.procurement.scan.document import summary

        spending = self.figures.spending
        review = spending.outcomes[Outcome.CHECK].rows
        return {
            "rows": spending.total.rows,
            "matched": len(self.matches),
            "review": review,
            "unmatched": spending.total.rows - review - len(self.matches),
            "matches": [
                {"row": one.row, "slug": one.slug, "confidence": one.confidence, "reasons": list(one.reasons)}
                for one in self.matches
            ],
            "summary": summary(self.figures),
        }


def profile_href(language: str) -> Callable[[str], str]:
    """Makes the address of an enterprise's page, whole where the instance knows how it is called."""
    before = "" if language == "nl" else f"/{language}"
    site = settings.SITE_ADDRESS or ""
    return lambda slug: f"{site}{before}/onderneming/{slug}"


class Answering:
    """From links to the answer: each row with its supplier, onto its sheet, and into the figures."""

    def __init__(self, folder: RegionFolder, everybody: Known, linking: Linking | None, language: str):
        from kapstok.resolution.linking import Band

        self._certain = Band.SAME
        self._folder, self._region = folder, folder.region()
        self._known = everybody
        self._links: Mapping[int, Link] = linking.links if linking else {}
        self._calibration = linking.calibration if linking else ()
        self._href = profile_href(language)
        self._spending = Spending()
        self._largest = Largest()
        self._matches: list[Match] = []

    def write(
        self, file: IO[bytes], work: Path, spool: Spool, name: str, day: date, told: Told
    ) -> ScanReport:
        """Writes the workbook about a list called `name`; `work` is a folder for what lies on disk meanwhile."""
        from kapstok.procurement.scan import summary as scan_summary
        from kapstok.procurement.scan.sheets import Answer

        with Answer(file, work, self._region, self._href) as answer:
            self._add_rows(answer, spool, told)
            figures = self._figures(name, day)
            scan_summary.write(answer, figures, self._href)
            answer.close()
        told(ScanStep.WRITE, spool.rows, spool.rows)
        return ScanReport(tuple(self._matches), figures)

    def _add_rows(self, answer: Answer, spool: Spool, told: Told) -> None:
        from kapstok.procurement.scan.sheets import Found

        for number, row in enumerate(spool):
            if number % TOLD_EVERY == 0:
                told(ScanStep.WRITE, number, spool.rows)
            supplier, link = self._found(number, row)
            outcome = self._outcome(supplier, link)
            answer.add(outcome, Found(row, supplier, link))
            self._count(number, row, outcome, supplier, link)

    def _figures(self, name: str, day: date) -> Figures:
        from kapstok.procurement.scan.summary import Figures

        today = self._region.today()
        return Figures(
            region=self._region,
            file=name,
            day=day,
            directory_day=today,
            spending=self._spending,
            chances=chances(self._folder, self._largest, today),
            calibration=self._calibration,
            registers=sorted(register_names().values()),
        )

    def _found(self, number: int, row: Row) -> tuple[Supplier | None, Link | None]:
        """The enterprise that a row was found to be of, or may be, and how; nothing of one that nothing is told of."""
        link = None if row.unreadable else self._links.get(number)
        supplier = self._known.supplier(link.group) if link else None
        return (supplier, link) if supplier else (None, None)

    def _outcome(self, supplier: Supplier | None, link: Link | None) -> Outcome:
        if supplier is None or link is None:
            return Outcome.NONE
        if link.band is not self._certain:
            return Outcome.CHECK
        if supplier.held.now:
            return Outcome.NOW
        return Outcome.BEFORE if supplier.held.before else Outcome.NONE

    def _count(
        self, number: int, row: Row, outcome: Outcome, supplier: Supplier | None, link: Link | None
    ) -> None:
        certain = supplier if outcome is not Outcome.CHECK else None
        self._spending.add(
            outcome,
            # Its sum is that of the other rows.
            Decimal(0) if row.unreadable == Unreadable.TOTAL else row.amount,
            category=row.category,
            enterprise=certain.number if certain else None,
            labels=certain.held.labels if certain else (),
            unreadable=row.unreadable is not None,
        )
        if certain and link:
            why = scan_words.reasons(link.why)
            self._matches.append(Match(row.row, certain.slug, round(link.probability, 4), why))
        if outcome is Outcome.NONE and not row.unreadable:
            self._largest.add(number, row)
