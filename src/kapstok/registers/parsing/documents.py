# SPDX-License-Identifier: EUPL-1.2
"""What every kind of page looks like to the reader of its fields, and which kind opens it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Protocol

from kapstok.registers.shapes import Issue, PageUnreadable

if TYPE_CHECKING:
    from kapstok.registers.register_file import RegisterFile

_SIGNATURES: Final = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a workbook or another ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "compressed with gzip",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
}

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


def list_document(body: bytes, content_type: str | None, url: str, file: RegisterFile) -> Document:
    """The list page, opened as its kind. Raises `PageUnreadable`."""
    _refuse_empty(body)
    if file.kind in {"html", "json", "csv"}:
        _refuse_other(body, file.kind)
    match file.kind:
        case "html" | "json":
            return page(
                body,
                content_type,
                url,
                kind=file.kind,
                encoding=file.entries.encoding,
                each=file.entries.each,
            )
        case "csv":
            from kapstok.registers.parsing.tables import csv_table

            return csv_table(body, content_type, url, file)
        case "xlsx":
            from kapstok.registers.parsing.tables import xlsx_table

            return xlsx_table(body, url, file)
        case "python":
            from kapstok.registers.parsing.functions import FunctionRows

            return FunctionRows(body, url, file.parse or "")


def page(
    body: bytes,
    content_type: str | None,
    url: str,
    *,
    kind: str,
    encoding: str | None = None,
    each: str | None = None,
) -> Document:
    """A page in HTML or JSON, opened. Raises `PageUnreadable`."""
    _refuse_empty(body)
    _refuse_other(body, kind)
    if kind == "json":
        from kapstok.registers.parsing.json_pages import JsonPage

        return JsonPage(body, content_type, url, encoding=encoding, each=each)
    from kapstok.registers.parsing.html_pages import HtmlPage

    return HtmlPage(body, content_type, url, encoding=encoding, each=each)


def looks_like_html(text: str) -> bool:
    """Whether a text that should be something else is a web page."""
    start = text[:200].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype", "<html", "<head", "<body", "<!--"))


def _refuse_other(body: bytes, kind: str) -> None:
    for start, what in _SIGNATURES.items():
        if body.startswith(start):
            raise PageUnreadable(f"not {kind.upper()}: this is {what}")


def _refuse_empty(body: bytes) -> None:
    if not body.strip(b" \t\r\n\x00"):
        raise PageUnreadable("the page is empty")
