# SPDX-License-Identifier: EUPL-1.2
"""Pages of a register: asked for, kept as bytes, and remembered for the next time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal, Protocol

from kapstok.core.clock import now
from kapstok.core.fetching import Client, FetchFailed, Patience, Request, Response
from kapstok.core.networks import leads_inside
from kapstok.registers.asking import Ask
from kapstok.registers.blobs import BlobMissing, Sink
from kapstok.registers.register_file import RegisterFile

PageKind = Literal["token", "list", "detail"]


@dataclass(frozen=True)
class PageRecord:
    """One page as a run read it: what was asked, where it was, when, and the name of its bytes.

    `asked` is `Ask.identity`; `url` the address that answered, after redirects. A page that failed has no `sha256`
    but a `fault`. After a 304 `sha256` and `content_type` are those of the bytes that it confirms.
    """

    position: int
    kind: PageKind
    asked: str
    url: str
    fetched_at: datetime
    status: int | None = None
    sha256: str = ""
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    fault: str | None = None

    @property
    def shown(self) -> tuple[object, ...]:
        """Equal for pages on which the same can be read."""
        return self.kind, self.asked, self.sha256, self.content_type

    @property
    def conditions(self) -> dict[str, str | None]:
        """What makes a request for the same page conditional."""
        return {"etag": self.etag, "last_modified": self.last_modified if self._settled else None}

    @property
    def _settled(self) -> bool:
        # A page may change again within the second that its date names (RFC 9110 §8.8.2.2).
        try:
            changed = parsedate_to_datetime(self.last_modified or "")
        except ValueError:
            return False
        return (self.fetched_at - changed.astimezone(UTC)).total_seconds() >= 60


class Source(Protocol):
    """Where pages come from: their site, or what an earlier run kept."""

    def fetch(self, asked: str, request: Request) -> Response:
        """The page. Raises `FetchFailed`."""


@dataclass(frozen=True)
class Live:
    """Pages from their sites."""

    client: Client

    @classmethod
    @contextmanager
    def of(cls, file: RegisterFile, contact: str, patience: Patience | None = None) -> Iterator[Live]:
        """Pages of one register; only one that is inside our own network itself may lead there."""
        inside = any(leads_inside(url) for url in file.request.urls)
        with Client(contact=contact, delay=file.delay, patience=patience, inside=inside) as client:
            yield cls(client)

    def fetch(self, asked: str, request: Request) -> Response:
        return self.client.fetch(request)


class Replay:
    """Pages as an earlier run got them; whatever it did not ask for fails."""

    def __init__(self, pages: Iterable[PageRecord], sink: Sink):
        self._pages = {page.asked: page for page in pages}
        self._sink = sink

    def fetch(self, asked: str, request: Request) -> Response:
        page = self._pages.get(asked)
        if page is None:
            raise FetchFailed(request.url, "the earlier run did not read this page")
        if page.fault is not None:
            raise FetchFailed(page.url, page.fault)
        headers = {"content-type": page.content_type, "etag": page.etag, "last-modified": page.last_modified}
        known = {name: value for name, value in headers.items() if value is not None}
        try:
            return Response(page.url, 200, known, self._sink.get(page.sha256), page.fetched_at)
        except BlobMissing as error:
            raise FetchFailed(page.url, str(error)) from error


@dataclass(frozen=True)
class Page:
    """A page that was read: its record and its bytes."""

    record: PageRecord
    body: bytes


class PageReader:
    """Reads pages from a source, keeps their bytes, and asks only for news of pages that an earlier run kept."""

    def __init__(self, source: Source, sink: Sink, known: Iterable[PageRecord] = ()):
        self.records: list[PageRecord] = []
        self._source = source
        self._sink = sink
        self._known: Mapping[str, PageRecord] = {page.asked: page for page in known if page.sha256}

    def read(self, kind: PageKind, ask: Ask, token: str | None = None) -> Page:
        """The page, from its site or, where that says that nothing has changed, as kept. Raises `FetchFailed`."""
        asked = ask.identity
        known = self._known.get(asked) if ask.method == "GET" and kind != "token" else None
        try:
            response = self._fetch(asked, ask, token, known)
            if response.not_modified and known:
                try:
                    return self._record(kind, asked, response, known, self._sink.get(known.sha256))
                except BlobMissing:
                    response = self._fetch(asked, ask, token, None)
        except FetchFailed as error:
            self._failed(kind, asked, error)
            raise
        self._sink.put(response.body)
        return self._record(kind, asked, response, None, response.body)

    def unread(self, kind: PageKind, ask: Ask, reason: str) -> None:
        """Remembers a page that was not even asked for, and why."""
        self._failed(kind, ask.identity, FetchFailed(ask.url, reason))

    def _fetch(self, asked: str, ask: Ask, token: str | None, known: PageRecord | None) -> Response:
        conditions = known.conditions if known else {}
        return self._source.fetch(asked, ask.request(token, **conditions))

    def _record(
        self, kind: PageKind, asked: str, response: Response, known: PageRecord | None, body: bytes
    ) -> Page:
        headers = response.headers
        record = PageRecord(
            position=len(self.records),
            kind=kind,
            asked=asked,
            url=response.url,
            fetched_at=response.fetched_at,
            status=response.status,
            sha256=known.sha256 if known else response.sha256,
            content_type=known.content_type if known else response.content_type,
            etag=headers.get("etag", known.etag if known else None),
            last_modified=headers.get("last-modified", known.last_modified if known else None),
        )
        self.records.append(record)
        return Page(record, body)

    def _failed(self, kind: PageKind, asked: str, error: FetchFailed) -> None:
        position = len(self.records)
        self.records.append(PageRecord(position, kind, asked, error.url, now(), fault=error.reason))
