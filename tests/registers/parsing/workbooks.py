# SPDX-License-Identifier: EUPL-1.2
"""XLSX workbooks for tests: whole ones, and ones taken apart and put together wrongly."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook


def workbook(rows: Sequence[Sequence[object]], sheet: str = "Leden", before: str | None = None) -> bytes:
    """A workbook with these rows on a sheet, after another sheet when `before` names one."""
    book = Workbook()
    book.remove(book.active)
    if before:
        book.create_sheet(before).append(["iets anders"])
    page = book.create_sheet(sheet)
    for row in rows:
        page.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_parts(body: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The workbook with some of its parts replaced, added or (None) taken out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return target.getvalue()
