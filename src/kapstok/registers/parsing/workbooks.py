# SPDX-License-Identifier: EUPL-1.2
"""Sheets of an XLSX workbook as rows of texts and dates."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kapstok.registers.parsing.document import Found
from kapstok.registers.parsing.workbook_limits import refuse_unless_workbook
from kapstok.registers.shapes import PageUnreadable


def sheet_rows(body: bytes, sheet: str | None) -> list[list[Found]]:
    """Every row of a sheet (the first, when none is named), from the very first, so that rows count from 1.

    Raises `PageUnreadable` when the body is no workbook, would not fit in memory or lacks the sheet.
    """
    refuse_unless_workbook(body)
    try:
        return [[_cell(value) for value in row] for row in _opened(body, sheet)]
    except (KeyboardInterrupt, SystemExit, PageUnreadable):
        raise
    except BaseException as error:  # noqa: BLE001  a panic of the Rust reader is no Exception
        raise PageUnreadable(
            f"not an XLSX workbook that can be read: {' '.join(str(error).split())[:200]}"
        ) from None


def _opened(body: bytes, sheet: str | None) -> Sequence[Sequence[Any]]:
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
    names = workbook.sheet_names
    if not names:
        raise PageUnreadable("the workbook has no sheets")
    if sheet is not None and sheet not in names:
        raise PageUnreadable(
            f"no sheet {sheet!r}; the sheets are {', '.join(repr(name) for name in names[:20])}"
        )
    return workbook.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)


def _cell(value: object) -> Found:
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date()
    if isinstance(value, (str, date)):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
