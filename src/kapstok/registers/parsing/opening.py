# SPDX-License-Identifier: EUPL-1.2
"""Opening a page as its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kapstok.registers.parsing.document import Document
from kapstok.registers.shapes import PageUnreadable

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


def list_document(body: bytes, content_type: str | None, url: str, file: RegisterFile) -> Document:
    """The list page, opened as its kind. Raises `PageUnreadable`."""
    if file.kind == "json" and not file.entries.each and _is_empty(body):
        # JSON Lines without a line: how a list of them ends.
        body = b"[]"
    _refuse_empty(body)
    if file.kind in {"html", "json", "csv"}:
        _refuse_other(body, file.kind)
    match file.kind:
        case "html" if file.entries.inside:
            from kapstok.registers.parsing.fragments import HtmlInJson

            return HtmlInJson(body, content_type, url, file.entries)
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


def _refuse_other(body: bytes, kind: str) -> None:
    for start, what in _SIGNATURES.items():
        if body.startswith(start):
            raise PageUnreadable(f"not {kind.upper()}: this is {what}")


def _is_empty(body: bytes) -> bool:
    return not body.strip(b" \t\r\n\x00")


def _refuse_empty(body: bytes) -> None:
    if _is_empty(body):
        raise PageUnreadable("the page is empty")
