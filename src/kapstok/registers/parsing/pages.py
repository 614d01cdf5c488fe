# SPDX-License-Identifier: EUPL-1.2
"""List and detail pages read as their register file says: pure functions of bytes and file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from kapstok.registers.parsing import addresses, values
from kapstok.registers.parsing.document import Document
from kapstok.registers.parsing.opening import list_document, page
from kapstok.registers.shapes import DetailPage, Issue, ListPage, PageUnreadable, Row

if TYPE_CHECKING:
    from kapstok.registers.file_parts import Pick
    from kapstok.registers.register_file import RegisterFile

P = ParamSpec("P")
R = TypeVar("R")

_NUMBER: Final = r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?!\d)|\d+"
# "1 - 20 van 412": of several numbers the one that says how many there are.
_OF: Final = re.compile(rf"(?:\b(?:van|uit|of)\b|/)\s*(?:de\s+)?({_NUMBER})", re.IGNORECASE)
_ANY: Final = re.compile(_NUMBER)
# Of all enterprises of the country a few thousand hold a label.
_MOST_ENTRIES: Final = 100_000
# Scripts in which a token stands are longer than any value.
_LONGEST_SCRIPT: Final = 2_000_000


def _unreadable_when_too_deep(read: Callable[P, R]) -> Callable[P, R]:
    @wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return read(*args, **kwargs)
        except RecursionError:
            raise PageUnreadable("nested too deeply to be read") from None

    return reading


@_unreadable_when_too_deep
def parse_list(body: bytes, content_type: str | None, url: str, file: RegisterFile) -> ListPage:
    """What a list page at `url` says. Raises `PageUnreadable`, and nothing else, whatever the bytes are."""
    document = list_document(body, content_type, url, file)
    rows: list[Row] = []
    odd: list[Issue] = []
    left_out = 0
    for number, node in enumerate(document.entries(), start=1):
        if number > _MOST_ENTRIES:
            raise PageUnreadable(f"more than {_MOST_ENTRIES} entries on one page")
        row, issues = _row(document, node, file)
        odd += issues
        if _belongs(row, file):
            rows.append(row)
        else:
            left_out += 1
    page_counter = file.entries.page
    return ListPage(
        rows=tuple(rows),
        next_url=_next(document, file),
        total=_number(document, file.guard.total, odd),
        last=_number(document, page_counter.last if page_counter else None, odd),
        issues=(*document.issues, *odd),
        left_out=left_out,
    )


@_unreadable_when_too_deep
def parse_detail(body: bytes, content_type: str | None, url: str, file: RegisterFile) -> DetailPage:
    """What the detail page at `url` says. Raises `PageUnreadable`, and nothing else, whatever the bytes are."""
    if file.detail is None:
        raise PageUnreadable("the register file reads no detail pages")
    encoding = file.entries.encoding if file.kind == file.detail_kind else None
    document = page(body, content_type, url, kind=file.detail_kind, encoding=encoding)
    read = values.facts(document, document.root, file.detail.fields)
    key = values.key(read.raw.get(file.entries.key, "")) if file.entries.key else None
    return DetailPage(read.values, read.unreadable, (*document.issues, *read.issues), key)


@_unreadable_when_too_deep
def parse_token(body: bytes, content_type: str | None, url: str, file: RegisterFile) -> str:
    """The value that [request.token] reads from its page. Raises `PageUnreadable`, also when there is none."""
    token = file.request.token
    if token is None:
        raise PageUnreadable("the register file reads no token")
    document = page(body, content_type, url, kind=token.kind)
    found = values.text(document, document.root, token, _LONGEST_SCRIPT)
    if not found:
        raise PageUnreadable(f"no token on the page ({token.select!r})")
    return found


def _row(document: Document, node: Any, file: RegisterFile) -> tuple[Row, Iterable[Issue]]:
    follow = file.detail.follow if file.detail else None
    read = values.facts(document, node, file.fields, follow)
    key = values.key(read.raw.get(file.entries.key, "")) if file.entries.key else None
    name = read.values.get("name")
    known_as = key or (name if isinstance(name, str) else None)
    if key is None and file.entries.key in file.fields:
        read.issues.append(
            Issue("key-missing", f"no {file.entries.key} to tell the entry by", field=file.entries.key)
        )
    detail = read.values.get(follow) if follow else None
    row = Row(key, read.values, read.unreadable, detail if isinstance(detail, str) else None)
    return row, [replace(issue, key=known_as) for issue in read.issues]


def _belongs(row: Row, file: RegisterFile) -> bool:
    where = file.entries.where
    # What only the detail page says is for the reader to judge.
    return where is None or where.field not in file.fields or where.admits(row.values, row.unreadable)


def _next(document: Document, file: RegisterFile) -> str | None:
    pick = file.entries.next
    found = values.text(document, document.root, pick) if pick else None
    if not found or found in {"null", "false"}:
        return None
    address = addresses.absolute(found, document.base)
    if address is None:
        raise PageUnreadable(f"the next page is not a web address: {found[:100]!r}")
    return address


def _number(document: Document, pick: Pick | None, odd: list[Issue]) -> int | None:
    if pick is None:
        return None
    found = values.text(document, document.root, pick) or ""
    number = _OF.search(found[:500]) or _ANY.search(found[:500])
    if number is None:
        odd.append(
            Issue("number-unreadable", f"{pick.select!r} gives no number: {found[:100]!r}", value=found[:500])
        )
        return None
    return int(re.sub(r"\D", "", number[number.lastindex or 0])[:18])
