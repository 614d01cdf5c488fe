# SPDX-License-Identifier: EUPL-1.2
"""The answer to a creditor list as a workbook: each row of the list on one of four sheets, and a summary.

Import it late: it brings xlsxwriter with it. Rows go to disk as they come, so a million take no more memory than ten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any, Final

import xlsxwriter
from django.utils.translation import get_language, gettext
from xlsxwriter.exceptions import FileCreateError

from kapstok.procurement.columns import BETWEEN
from kapstok.procurement.scan import words as scan_words
from kapstok.procurement.scan.row_sheet import MOST_ROWS, RowSheet, Value
from kapstok.procurement.scan.spending import Outcome
from kapstok.procurement.scan.spool import Row
from kapstok.procurement.scan.suppliers import Supplier
from kapstok.regions.region_file import Region
from kapstok.resolution.linking import Link

_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_DAYS: Final = {"en": "yyyy-mm-dd"}


@dataclass(frozen=True)
class Formats:
    """How cells look, made once for a workbook."""

    text: Any
    money: Any
    day: Any
    share: Any
    whole: Any
    distance: Any
    heading: Any
    title: Any

    @classmethod
    def of(cls, book: Any) -> Formats:
        day = _DAYS.get(get_language() or "", "dd-mm-yyyy")
        top = {"valign": "top"}
        return cls(
            text=book.add_format({"num_format": "@", **top}),
            money=book.add_format({"num_format": "#,##0.00", **top}),
            day=book.add_format({"num_format": day, "align": "left", **top}),
            share=book.add_format({"num_format": "0.0%", **top}),
            whole=book.add_format({"num_format": "#,##0", **top}),
            distance=book.add_format({"num_format": "0.0", **top}),
            heading=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, **top}),
            title=book.add_format({"bold": True, "font_size": 14}),
        )


@dataclass(frozen=True)
class Found:
    """One row of the list with what was found: the enterprise and the link to it, where there is one."""

    row: Row
    supplier: Supplier | None = None
    link: Link | None = None


@dataclass(frozen=True)
class _Column:
    title: str
    width: int
    look: str
    say: Callable[[Found], Value]


class Answer:
    """The workbook while it is written: rows first, in the order of the list, then the summary, then `close`."""

    def __init__(self, file: IO[bytes], work: Path, region: Region, profile_href: Callable[[str], str]):
        self.book = xlsxwriter.Workbook(file, {**_OPTIONS, "tmpdir": str(work)})
        self.book.use_zip64()
        self.formats = Formats.of(self.book)
        titles = scan_words.sheet_names()
        columns = _columns(region, profile_href)
        self._sheets = {
            outcome: _Pages(self.book, titles[outcome], columns[outcome], self.formats) for outcome in Outcome
        }

    def add(self, outcome: Outcome, found: Found) -> None:
        self._sheets[outcome].add(found)

    def summary(self, title: str, widths: Sequence[int]) -> RowSheet:
        """A sheet behind the others, for whoever writes the summary; it is the one that is seen first."""
        for pages in self._sheets.values():
            pages.end()
        sheet = self.book.add_worksheet(title, worksheet_class=RowSheet)
        sheet.prepare(widths, [self.formats.text] * len(widths))
        sheet.activate()
        return sheet  # type: ignore[no-any-return]

    def close(self) -> None:
        """Writes the file. Raises OSError when it cannot be written."""
        try:
            self.book.close()
        except FileCreateError as error:
            raise error.args[0] from None

    def __enter__(self) -> Answer:
        return self

    def __exit__(self, *_raised: object) -> None:
        """Lets go of the files that rows are in, also of a workbook that was not finished."""
        for sheet in self.book.worksheets():
            sheet.row_data_fh.close()


class _Pages:
    """The sheets of one outcome: one, and where a spreadsheet cannot hold all rows on one, more."""

    def __init__(self, book: Any, title: str, columns: Sequence[_Column], formats: Formats):
        self._book, self._title, self._columns, self._formats = book, title, columns, formats
        self._count = 0
        self._sheet = self._begin()

    def add(self, found: Found) -> None:
        if self._sheet.rows == MOST_ROWS:
            self.end()
            self._sheet = self._begin()
        self._sheet.put([column.say(found) for column in self._columns])

    def end(self) -> None:
        self._sheet.autofilter(0, 0, max(self._sheet.rows - 1, 1), len(self._columns) - 1)

    def _begin(self) -> RowSheet:
        self._count += 1
        title = self._title if self._count == 1 else f"{self._title} {self._count}"
        sheet: RowSheet = self._book.add_worksheet(title, worksheet_class=RowSheet)
        looks = [getattr(self._formats, column.look) for column in self._columns]
        sheet.prepare([column.width for column in self._columns], looks)
        sheet.put([column.title for column in self._columns], [self._formats.heading] * len(self._columns))
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet


def _columns(region: Region, profile_href: Callable[[str], str]) -> dict[Outcome, list[_Column]]:
    """The columns of each sheet: those of the list, then what was found."""
    own = [
        _Column(gettext("Rij in de lijst"), 14, "text", lambda found: found.row.row),
        _Column(gettext("Leverancier"), 34, "text", lambda found: found.row.name),
        _Column(gettext("Plaats"), 18, "text", lambda found: found.row.city),
        _Column(gettext("Bedrag"), 15, "money", lambda found: found.row.amount),
        _Column(gettext("Categorie"), 24, "text", lambda found: found.row.category),
    ]
    match = [
        _Column(gettext("KvK-nummer"), 12, "text", lambda found: BETWEEN.join(_of(found).kvk)),
        _Column(gettext("Profiel"), 40, "text", lambda found: profile_href(_of(found).slug)),
        _Column(
            gettext("Zekerheid"), 11, "share", lambda found: found.link.probability if found.link else None
        ),
        _Column(gettext("Waarom"), 50, "text", _why),
    ]
    enterprise = _Column(gettext("Onderneming"), 34, "text", lambda found: _of(found).name)
    return {
        Outcome.NOW: [
            *own,
            enterprise,
            _Column(gettext("Labels"), 44, "text", lambda found: scan_words.now(_of(found).held, region)),
            _Column(gettext("Eerste einddatum"), 13, "day", _first_end),
            *match,
        ],
        Outcome.BEFORE: [
            *own,
            enterprise,
            _Column(gettext("Labels van eerder"), 44, "text", lambda found: scan_words.before(_of(found).held, region)),
            _Column(gettext("Laatste dag met label"), 13, "day", _last_day),
            _Column(gettext("Nu"), 34, "text", lambda found: scan_words.since_then(_of(found).held)),
            *match,
        ],
        Outcome.CHECK: [
            *own,
            enterprise,
            _Column(gettext("Plaats van de onderneming"), 18, "text", lambda found: _of(found).city),
            _Column(gettext("Labels"), 44, "text", lambda found: scan_words.standing(_of(found).held, region)),
            *match,
        ],
        Outcome.NONE: [
            *own,
            _Column(gettext("Opmerking"), 60, "text", lambda found: _remark(found, region)),
        ],
    }  # fmt: skip


def _of(found: Found) -> Supplier:
    if found.supplier is None:
        raise ValueError("a row of no enterprise has no place on this sheet")
    return found.supplier


def _why(found: Found) -> str:
    return BETWEEN.join(scan_words.reasons(found.link.why)) if found.link else ""


def _first_end(found: Found) -> date | None:
    return min((label.valid_until for label in _of(found).held.now if label.valid_until), default=None)


def _last_day(found: Found) -> date | None:
    return max((past.until for past in _of(found).held.before), default=None)


def _remark(found: Found, region: Region) -> str:
    if found.row.unreadable:
        return scan_words.unreadable(found.row.unreadable)
    return scan_words.never(found.supplier, region) if found.supplier else ""
