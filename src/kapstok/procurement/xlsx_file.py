# SPDX-License-Identifier: EUPL-1.2
"""A list as a workbook: the enterprises, the evidence of each label, and what to know of both.

Every cell is written as text: nothing in it is calculated, and nothing is a link, whatever a register says. Rows go
to disk as they come, so that a long list takes no more memory than a short one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from django.utils.translation import gettext

from kapstok.procurement.cells import cell
from kapstok.procurement.export import Export
from kapstok.procurement.proof_columns import PROOF_COLUMNS

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = {
    "naam": 34, "website": 30, "email": 28, "labels": 34, "labels-toen": 34, "verschil": 50, "aanbod": 44,
    "notitie": 44, "vermeld": 30, "bewijs": 40, "profiel": 40,
}  # fmt: skip
_WIDTH = 20
_PROOF_WIDTHS = (34, 30, 12, 26, 30, 24, 50, 22, 68, 40)


def write(export: Export, file: IO[bytes]) -> None:
    """Writes the workbook."""
    import xlsxwriter  # only for those who want one

    book = xlsxwriter.Workbook(file, _OPTIONS)
    book.set_properties({"title": cell(export.title)[:255], "created": export.made.replace(tzinfo=None)})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    headings = [column.heading(export.setting) for column in export.columns]
    widths = [_WIDTHS.get(column.name, _WIDTH) for column in export.columns]
    listed = _sheet(book, gettext("Lijst"), headings, widths, bold)
    proven = _sheet(
        book, gettext("Bewijs"), [str(one.title) for one in PROOF_COLUMNS], _PROOF_WIDTHS, bold
    ) if export.with_proof else None  # fmt: skip
    proof_row = 0
    for row, (line, proofs) in enumerate(export.rows(), start=1):
        _write(listed, row, (column.cell(line, export.setting) for column in export.columns), wrapped)
        for proof in proofs if proven else ():
            proof_row += 1
            _write(proven, proof_row, (one.say(proof, export.setting) for one in PROOF_COLUMNS), wrapped)
    about = book.add_worksheet(gettext("Uitleg"))
    about.set_column(0, 0, 110, wrapped)
    for row, said in enumerate(export.told()):
        _write(about, row, [said], wrapped)
    book.close()


def _sheet(book: Any, name: str, headings: Iterable[str], widths: Iterable[int], bold: Any) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _write(sheet, 0, headings, bold)
    return sheet


def _write(sheet: Any, row: int, cells: Iterable[str], look: Any) -> None:
    for column, text in enumerate(cells):
        if shown := cell(text):
            sheet.write_string(row, column, _plain(shown), look)


def _plain(text: str) -> str:
    """The text, by a space longer where xlsxwriter would take it for mark-up of its own and let it through as it is."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
