# SPDX-License-Identifier: EUPL-1.2
"""Reading a register: its list, the page of each entry, and from both one row per entry."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kapstok.core.fetching import FetchFailed, Forbidden
from kapstok.registers import keys, parsing
from kapstok.registers.asking import of_token
from kapstok.registers.blobs import Sink
from kapstok.registers.details import Detail, DetailFault, read_details
from kapstok.registers.enums import ReadingStep
from kapstok.registers.kept import Facts, KeptRow
from kapstok.registers.lists import ListFault, Listing, read_list
from kapstok.registers.pages import PageReader, PageRecord, Source
from kapstok.registers.register_file import RegisterFile
from kapstok.registers.shapes import Issue, PageUnreadable, Row, Value, name_key

# The facts of a label: without them an entry counts for nothing, so their silent loss is never taken for news.
LABEL_FACTS = ("level", "flags", "status", "valid_until", "valid_from")
# Longer ones do not fit into an index.
_LONGEST_KEY = 400


Told = Callable[[str, str, int, int | None], None]
"""Told while reading: the register, the `ReadingStep`, how much of it is done (0: it begins), of how much if known."""


@dataclass(frozen=True)
class Earlier:
    """What earlier published runs left: the pages of the last one, and the last facts of every entry by its key."""

    pages: tuple[PageRecord, ...] = ()
    entries: Mapping[str, Facts] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What was read: one row per entry, every page, and everything that was odd or failed.

    `fault` says why the list could not be read to its end (`forbidden`: its site does not want it to be read).
    `details` counts the rows with a detail page, `failed_details` those whose page failed, `detail_fault` is the
    reason of most of these. `nameless` rows have no key and no name and are not among `rows`. `total` is the
    register's own count, `shown` ours of all rows that it shows.
    """

    rows: tuple[KeptRow, ...] = ()
    pages: tuple[PageRecord, ...] = ()
    issues: tuple[Issue, ...] = ()
    fault: str | None = None
    forbidden: bool = False
    details: int = 0
    failed_details: int = 0
    detail_fault: str | None = None
    nameless: int = 0
    total: int | None = None
    shown: int = 0

    @property
    def complete(self) -> bool:
        """Whether every page that was needed has been read."""
        return self.fault is None and not self.failed_details


def read(
    file: RegisterFile,
    source: Source,
    sink: Sink,
    earlier: Earlier = Earlier(),
    told: Told = lambda register, phase, done, of: None,
) -> Reading:
    """Reads the register that `file` describes. Whatever goes wrong on the way is in the result."""
    pages = PageReader(source, sink, earlier.pages)
    told(file.id, ReadingStep.LIST, 0, None)
    try:
        token = _token(file, pages)
    except ListFault as fault:
        return Reading(pages=tuple(pages.records), fault=str(fault), forbidden=fault.forbidden)
    listing = read_list(file, pages, token, lambda entries: told(file.id, ReadingStep.LIST, entries, None))
    details: Mapping[str, Detail | DetailFault] = {}
    # A list that cannot be believed is not worth hundreds of requests.
    if listing.fault is None and file.detail is not None:
        details = read_details(
            file,
            [row.detail_url for row in listing.rows if row.detail_url],
            pages,
            token,
            lambda done, of: told(file.id, ReadingStep.DETAILS, done, of),
        )
    return _together(file, listing, details, pages, earlier.entries)


def _token(file: RegisterFile, pages: PageReader) -> str | None:
    """The value that the list's requests must carry."""
    wanted = file.request.token
    if wanted is None:
        return None
    try:
        page = pages.read("token", of_token(wanted.url))
        return parsing.parse_token(page.body, page.record.content_type, page.record.url, file)
    except FetchFailed as error:
        forbidden = isinstance(error, Forbidden)
        raise ListFault(f"token page {error.url}: {error.reason}", forbidden=forbidden) from error
    except PageUnreadable as error:
        raise ListFault(f"token page {wanted.url}: {error}") from error


def _together(
    file: RegisterFile,
    listing: Listing,
    details: Mapping[str, Detail | DetailFault],
    pages: PageReader,
    known: Mapping[str, Facts],
) -> Reading:
    merging = _Merging(file, known)
    merged = [merging.row(row, details.get(row.detail_url or "")) for row in listing.rows]
    named = keys.distinct((row for row in merged if row is not None), known)
    return Reading(
        rows=named.rows,
        pages=tuple(pages.records),
        issues=(*listing.issues, *merging.issues, *named.issues),
        fault=str(listing.fault) if listing.fault else None,
        forbidden=listing.fault is not None and listing.fault.forbidden,
        details=sum(row.detail_url in details for row in listing.rows),
        failed_details=merging.faults.total(),
        detail_fault=next((fault for fault, _ in merging.faults.most_common(1)), None),
        nameless=merging.nameless,
        total=listing.total,
        shown=listing.shown,
    )


class _Merging:
    """From a row of the list and its detail page, what is kept of the entry."""

    def __init__(self, file: RegisterFile, known: Mapping[str, Facts]):
        self._file = file
        self._known = known
        self._follow = file.detail.follow if file.detail else ""
        self._fields = tuple(file.detail.fields) if file.detail else ()
        self._at_address = _by_address(known, self._follow) if file.detail else {}
        self.issues: list[Issue] = []
        self.faults: Counter[str] = Counter()
        self.nameless = 0

    def row(self, row: Row, detail: Detail | DetailFault | None) -> KeptRow | None:
        """The entry, or None when nothing names it or it does not belong."""
        if detail is None:
            return self._kept(row.key or name_key(row.values), row)
        met = self._met(row)
        if isinstance(detail, DetailFault):
            return self._failed(row, detail, met)
        if emptied := self._emptied(detail, met):
            return self._failed(row, emptied, met)
        self.issues += detail.page.issues
        merged = _merged(row, detail)
        if not self._belongs(merged):
            return None
        return self._kept(row.key or detail.page.key or name_key(merged.values), merged)

    def _failed(self, row: Row, fault: DetailFault, met: str | None) -> KeptRow | None:
        key = row.key or met or name_key(row.values)
        self.faults[fault.reason] += 1
        self.issues.append(Issue("detail-failed", f"{row.detail_url}: {fault.reason}", key=key))
        # Whether a new entry belongs may stand on the page that failed; in doubt it is left out.
        if met is None and not self._belongs(row):
            return None
        return self._kept(key, row, unread=self._fields)

    def _belongs(self, row: Row) -> bool:
        where = self._file.entries.where
        return where is None or where.field in self._file.fields or where.admits(row.values, row.unreadable)

    def _kept(self, key: str | None, row: Row, unread: tuple[str, ...] = ()) -> KeptRow | None:
        if key is None and not row.values and not row.unreadable:
            # The heading of a table, a line between two groups: nothing on it says that it is an entry.
            self.issues.append(Issue("nothing-read", "nothing could be read of a row, so it is left out"))
            return None
        if key is None:
            self.issues.append(Issue("nameless", "an entry has neither a key nor a name and is left out"))
            self.nameless += 1
            return None
        return KeptRow(_short(key), row.values, row.unreadable, unread, row.pages, row.origin)

    def _met(self, row: Row) -> str | None:
        """The key under which an earlier run met this row, found without its detail page."""
        if row.key is not None and _short(row.key) in self._known:
            return _short(row.key)
        found = self._at_address.get(_address(row.values, self._follow), [])
        return found[0] if len(found) == 1 else None

    def _emptied(self, detail: Detail, met: str | None) -> DetailFault | None:
        """Why a page that shows nothing of what it had before is not believed: it is some other page now."""
        if detail.page.values or detail.page.unreadable or met is None:
            return None
        had = [name for name in self._fields if name in self._known[met].values]
        if len(had) > 1 or any(name in LABEL_FACTS for name in had):
            return DetailFault(f"shows nothing of what it had before ({', '.join(had)})")
        return None


def _short(key: str) -> str:
    """The key; a very long one cut, with a digest that keeps it apart from others that begin alike."""
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[:_LONGEST_KEY]}…{hashlib.sha256(key.encode(errors='replace')).hexdigest()[:16]}"


def _merged(row: Row, detail: Detail) -> Row:
    """The row with what its detail page says; where both have a field, the detail page decides."""
    page, position = detail.page, detail.position
    ours = {*page.values, *page.unreadable}
    values = {name: value for name, value in row.values.items() if name not in page.unreadable}
    unreadable = {name: shown for name, shown in row.unreadable.items() if name not in ours}
    return Row(
        key=row.key,
        values={**values, **page.values},
        unreadable={**unreadable, **page.unreadable},
        detail_url=row.detail_url,
        pages=(*row.pages, position),
        origin={**row.origin, **dict.fromkeys(ours, position)},
    )


def _by_address(known: Mapping[str, Facts], follow: str) -> Mapping[tuple[Value, Value], list[str]]:
    found: defaultdict[tuple[Value, Value], list[str]] = defaultdict(list)
    for key, facts in known.items():
        found[_address(facts.values, follow)].append(key)
    return found


def _address(values: Mapping[str, Value], follow: str) -> tuple[Value, Value]:
    return values.get("name", ""), values.get(follow, "")


def nothing_new(reading: Reading, earlier: Iterable[PageRecord]) -> bool:
    """Whether every page shows the same bytes as in an earlier run; pages that hand out tokens always differ."""
    before = [page.shown for page in earlier if page.kind != "token"]
    after = [page.shown for page in reading.pages if page.kind != "token"]
    return reading.complete and bool(before) and before == after
