# SPDX-License-Identifier: EUPL-1.2
"""What every kind of page looks like to the reader of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from kapstok.registers.shapes import Issue

Found = str | date
"""A text as the source has it, or a date that the source keeps as one."""


class Document(Protocol):
    """A page that has been opened; nodes are the page itself (`root`) and its entries."""

    base: str
    root: Any
    issues: list[Issue]
    entities: bool
    """Whether texts may still have HTML entities in them."""

    def entries(self) -> Iterable[Any]:
        """The entries in the order of the page. Raises `PageUnreadable`."""

    def find(self, node: Any, select: str) -> Sequence[Found]:
        """What a selector finds in a node, in order; empty ones included."""


def looks_like_html(text: str) -> bool:
    """Whether a text that should be something else is a web page."""
    start = text[:200].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype", "<html", "<head", "<body", "<!--"))
