# SPDX-License-Identifier: EUPL-1.2
"""The list of a register, read from its first page to its last; anything odd on the way is a fault, not an end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kapstok.core.errors import KapstokError
from kapstok.core.fetching import FetchFailed, Forbidden
from kapstok.registers import parsing
from kapstok.registers.asking import Ask, of_list
from kapstok.registers.pages import PageReader
from kapstok.registers.register_file import RegisterFile
from kapstok.registers.shapes import Issue, ListPage, PageUnreadable, Row, Value

MOST_PAGES = 1_000
MOST_ENTRIES = 100_000
MOST_BYTES = 500 * 1024 * 1024


class ListFault(KapstokError):
    """The list cannot be read to its end; `forbidden` when its site does not want it to be read."""

    def __init__(self, reason: str, *, forbidden: bool = False):
        self.forbidden = forbidden
        super().__init__(reason)


@dataclass(frozen=True)
class Listing:
    """What the list pages say together.

    Equal rows stand here once, with every page that shows them. `total` is the register's own count; `shown` counts
    all different rows, those that `where` leaves out included. With a `fault` the rest is what came before it.
    """

    rows: tuple[Row, ...]
    issues: tuple[Issue, ...]
    total: int | None
    shown: int
    fault: ListFault | None


def read_list(
    file: RegisterFile, pages: PageReader, token: str | None, told: Callable[[int], None]
) -> Listing:
    """Every page of every address of the file; `told` hears the number of rows after each page."""
    walk = _Walk(file, pages, token, told)
    fault = None
    try:
        for url in file.request.urls:
            walk.chain(of_list(file, url))
    except ListFault as error:
        fault = error
    return walk.listing(fault)


class _Walk:
    def __init__(
        self, file: RegisterFile, pages: PageReader, token: str | None, told: Callable[[int], None]
    ) -> None:
        self._file = file
        self._pages = pages
        self._token = token
        self._told = told
        self._rows: dict[_Same, Row] = {}
        self._issues: list[Issue] = []
        self._asked: set[str] = set()
        self._bytes = 0
        self._total: int | None = None
        self._left_out = 0

    def listing(self, fault: ListFault | None) -> Listing:
        rows = tuple(self._rows.values())
        return Listing(rows, tuple(self._issues), self._total, len(rows) + self._left_out, fault)

    def chain(self, start: Ask) -> None:
        """One address of the file and every page that follows from it."""
        chain = _Chain(self._file, start)
        ask: Ask | None = chain.first
        if chain.first.identity in self._asked:
            return
        while ask is not None:
            self._bound()
            page, sha256 = self._read(ask)
            self._keep(page)
            ask = chain.after(ask, page, sha256)
            if ask is not None and ask.identity in self._asked:
                raise ListFault(
                    f"the next link of list page {chain.place} leads to a page already read: {ask.url}"
                )

    def _bound(self) -> None:
        if len(self._asked) >= MOST_PAGES:
            raise ListFault(f"the list has no end: {MOST_PAGES:,} pages were read and there is a next one")
        if len(self._rows) > MOST_ENTRIES:
            raise ListFault(f"the list has no end: more than {MOST_ENTRIES:,} entries were read")
        if self._bytes > MOST_BYTES:
            raise ListFault(f"the list is too large: more than {MOST_BYTES // 1024 // 1024} MB were read")

    def _read(self, ask: Ask) -> tuple[ListPage, str]:
        self._asked.add(ask.identity)
        try:
            page = self._pages.read("list", ask, self._token)
            self._bytes += len(page.body)
            record = page.record
            listed = parsing.parse_list(page.body, record.content_type, record.url, self._file)
        except FetchFailed as error:
            forbidden = isinstance(error, Forbidden)
            raise ListFault(f"list page {error.url}: {error.reason}", forbidden=forbidden) from error
        except PageUnreadable as error:
            raise ListFault(f"list page {ask.url}: {error}") from error
        return _placed(listed, record.position), record.sha256

    def _keep(self, page: ListPage) -> None:
        for row in page.rows:
            same = _same(row)
            met = self._rows.get(same)
            self._rows[same] = replace(met, pages=met.pages + row.pages) if met else row
        self._issues += page.issues
        self._left_out += page.left_out
        self._total = self._total if page.total is None else page.total
        self._told(len(self._rows))


class _Chain:
    """Where one page leads, and whether that makes sense."""

    def __init__(self, file: RegisterFile, start: Ask):
        self._file = file
        self._counter = file.entries.page
        self._last: int | None = None
        self._met: set[_Same] = set()
        self._bodies: set[str] = set()
        self.place = 0
        self._number = self._counter.first if self._counter else 1
        self._start = start
        self.first = start.on_page(self._counter.parameter, self._number) if self._counter else start

    def after(self, ask: Ask, page: ListPage, sha256: str) -> Ask | None:
        """The page to ask for after `ask`, which gave `page`; None at the end. Raises `ListFault`."""
        self.place += 1
        self._refuse_repetition(ask, page, sha256)
        return self._count_on(page) if self._counter else self._follow(ask, page)

    def _refuse_repetition(self, ask: Ask, page: ListPage, sha256: str) -> None:
        rows = {_same(row) for row in page.rows}
        if self.place > 1 and (sha256 in self._bodies or (rows and rows <= self._met)):
            raise ListFault(f"list page {self.place} brings only entries that were already read: {ask.url}")
        self._met |= rows
        self._bodies.add(sha256)

    def _count_on(self, page: ListPage) -> Ask | None:
        assert self._counter is not None
        first = self._counter.first
        self._last = self._last if page.last is None else page.last
        if self._last is not None and self._last - first >= MOST_PAGES:
            raise ListFault(f"the list has {self._last:,} pages, at most {MOST_PAGES:,} are read")
        if _is_empty(page) and self._last is not None and first < self._last >= self._number:
            raise ListFault(f"list page {self._number} of {self._last} has no entries")
        if _is_empty(page) or (self._last is not None and self._number >= self._last):
            return None
        self._number += 1
        return self._start.on_page(self._counter.parameter, self._number)

    def _follow(self, ask: Ask, page: ListPage) -> Ask | None:
        # A list in JSON may well end in an empty page; a person is never led to one.
        for_people = self._file.kind == "html" and not self._file.entries.inside
        if self.place > 1 and for_people and _is_empty(page):
            raise ListFault(f"list page {self.place} has no entries: {ask.url}")
        return ask.at(page.next_url) if page.next_url else None


def _is_empty(page: ListPage) -> bool:
    return not page.rows and not page.left_out


def _placed(page: ListPage, position: int) -> ListPage:
    """The page with each row knowing where it stands."""
    rows = tuple(
        replace(row, pages=(position,), origin=dict.fromkeys([*row.values, *row.unreadable], position))
        for row in page.rows
    )
    return replace(page, rows=rows)


_Same = tuple[object, ...]


def _same(row: Row) -> _Same:
    return row.key, row.detail_url, _frozen(row.values), _frozen(row.unreadable)


def _frozen(values: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(values.items()))
