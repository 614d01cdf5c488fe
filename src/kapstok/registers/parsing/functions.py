# SPDX-License-Identifier: EUPL-1.2
"""Rows made by an installed function: bytes in, mappings of names to values out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from kapstok.registers.parsing import selectors
from kapstok.registers.parsing.document import Found
from kapstok.registers.shapes import Issue, PageUnreadable


class FunctionRows:
    """What the function makes of the page; the selector of a field is the name under which a row has it."""

    entities = False
    root = None

    def __init__(self, body: bytes, url: str, name: str):
        self.base = url
        self.issues: list[Issue] = []
        self._rows = _made(body, name)

    def entries(self) -> Sequence[Mapping[str, Any]]:
        return self._rows

    def find(self, node: Mapping[str, Any] | None, select: str) -> Sequence[Found]:
        found = (node or {}).get(select)
        many = found if isinstance(found, (list, tuple)) else [found]
        return [_as_found(one) for one in many if one is not None]


def _as_found(value: object) -> Found:
    if isinstance(value, (str, date)):
        return value
    return json.dumps(value) if isinstance(value, (bool, int, float)) else str(value)


def _made(body: bytes, name: str) -> list[Mapping[str, Any]]:
    try:
        function = selectors.function(name)
    except ValueError as error:
        raise PageUnreadable(str(error)) from None
    try:
        made = function(body)
        rows = list(made) if isinstance(made, Iterable) else None
    except PageUnreadable:
        raise
    except Exception as error:  # noqa: BLE001  whatever it raises, the page cannot be read
        raise PageUnreadable(
            f"{name} failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        ) from None
    if rows is None or not all(isinstance(row, Mapping) for row in rows):
        raise PageUnreadable(f"{name} does not give rows (mappings of names to values)")
    return rows
