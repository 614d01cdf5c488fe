# SPDX-License-Identifier: EUPL-1.2
"""A web server on loopback with pages that are ready, so that what it costs to serve them is next to nothing."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Page:
    """What stands at one address; a `dated` one is a file with an ETag, the others are made anew for every visitor."""

    body: bytes
    content_type: str
    dated: bool = False

    @property
    def tag(self) -> str | None:
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"' if self.dated else None


@dataclass
class Loopback:
    """The server: where it answers, its pages by path and query, and the addresses that it was asked for."""

    address: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Visit)
        self.site = Loopback(f"http://127.0.0.1:{self.server_port}")


class _Visit(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    # One write per answer, not held back until the one before it is confirmed: else every request takes 40 ms.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self.server.site.asked.append(self.server.site.address + self.path)
        page = self.server.site.pages.get(self.path)
        if page is None:
            self._answer(HTTPStatus.NOT_FOUND, {"Content-Length": "0"})
        elif page.tag and self.headers.get("If-None-Match") == page.tag:
            self._answer(HTTPStatus.NOT_MODIFIED, {"ETag": page.tag})
        else:
            told = {"Content-Type": page.content_type, "Content-Length": str(len(page.body))}
            self._answer(HTTPStatus.OK, told | ({"ETag": page.tag} if page.tag else {}), page.body)

    def _answer(self, status: HTTPStatus, headers: Mapping[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name in the base class
        """Visits are not logged."""


@contextmanager
def serving() -> Iterator[Loopback]:
    """A server that answers until the block ends."""
    with _Server() as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        try:
            yield server.site
        finally:
            server.shutdown()
