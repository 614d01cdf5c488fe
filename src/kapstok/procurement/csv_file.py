# SPDX-License-Identifier: EUPL-1.2
"""A list as a text file with semicolons.

For a spreadsheet of someone in the Netherlands, which splits at semicolons and takes a file for UTF-8 only by
its mark: so with both, every cell in quotation marks, lines ending as Windows ends them. One row for each
enterprise; its evidence is in columns of its own, with the labels in the same order in each.
"""

from __future__ import annotations

import codecs
import csv
import io
from typing import IO

from kapstok.procurement.cells import csv_cell, line
from kapstok.procurement.export import Export
from kapstok.procurement.proof_columns import proof_cells


def write(export: Export, file: IO[bytes]) -> None:
    """Writes the file, a row at a time."""
    file.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    headings = [column.heading(export.setting) for column in export.columns]
    proof_headings = [title for title, _ in proof_cells((), export.setting)] if export.with_proof else []
    table.writerow([line(heading) for heading in (*headings, *proof_headings)])
    for one, proven in export.rows():
        cells = [column.cell(one, export.setting) for column in export.columns]
        if export.with_proof:
            cells += [cell for _, cell in proof_cells(proven, export.setting)]
        table.writerow([csv_cell(cell) for cell in cells])
    text.detach()
