# SPDX-License-Identifier: EUPL-1.2
"""A site on loopback that answers as a test tells it to: failing, slow, endless, cut off, packed, moved."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Asked:
    """One request as the site got it."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float


@dataclass(frozen=True)
class Answer:
    """What the site says.

    `chunks` are written one by one, `pause` seconds apart; `length` overrides Content-Length.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    chunks: Callable[[], Iterator[bytes]] | None = None
    pause: float = 0.0
    wait: float = 0.0
    length: int | None = None


def html(text: str, **headers: str) -> Answer:
    return Answer(text.encode(), headers={"Content-Type": "text/html; charset=utf-8", **headers})


def json_text(text: str) -> Answer:
    return Answer(text.encode(), headers={"Content-Type": "application/json"})


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


def packed(text: str, *, cut: int = 0) -> Answer:
    body = gzip.compress(text.encode())
    return Answer(body[: len(body) - cut], headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})


def drip(pause: float = 0.02) -> Answer:
    """A body of which a byte comes now and then, for ever."""

    def chunks() -> Iterator[bytes]:
        while True:
            yield b"."

    return Answer(chunks=chunks, pause=pause)


class Site:
    """Answers with `pages[path]`: an Answer, a list of them, or a function of the request.

    Of a list each request gets the next, and the last for ever. A path without a page is 404. With `etags`
    every page carries one and is answered 304 to who has it.
    """

    def __init__(self, address: str):
        self.address = address
        self.pages: dict[str, Answer | list[Answer] | Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []
        self.etags = False
        self.closing = threading.Event()

    def url(self, path: str = "/") -> str:
        return self.address + path

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        page = self.pages.get(asked.path) or self.pages.get(asked.path.partition("?")[0])
        if callable(page):
            page = page(asked)
        if isinstance(page, list):
            page = page.pop(0) if len(page) > 1 else page[0]
        return self._tagged(page, asked) if page else Answer(b"not here", status=404)

    def _tagged(self, page: Answer, asked: Asked) -> Answer:
        if not self.etags or page.status != 200:
            return page
        tag = f'"{hashlib.sha256(page.body).hexdigest()[:16]}"'
        if asked.headers.get("If-None-Match") == tag:
            return Answer(status=304, headers={"ETag": tag})
        return Answer(page.body, headers={**page.headers, "ETag": tag})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Two small writes in one answer would otherwise wait for the reader's acknowledgement, 40 ms each time.
    disable_nagle_algorithm = True
    site: Site

    def handle(self) -> None:
        # Who asks may hang up at any moment.
        with suppress(OSError):
            super().handle()

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = self.site.answer(
            Asked(self.command, self.path, dict(self.headers.items()), body, time.monotonic())
        )
        self._send(answer)

    do_POST = do_GET  # noqa: N815 - the name that http.server calls

    def _send(self, answer: Answer) -> None:
        self.site.closing.wait(answer.wait)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.chunks is not None:
            self._stream(answer)
            return
        if answer.status != 304:
            self.send_header(
                "Content-Length", str(len(answer.body) if answer.length is None else answer.length)
            )
        self.end_headers()
        self.wfile.write(answer.body)
        self.close_connection = answer.length is not None

    def _stream(self, answer: Answer) -> None:
        assert answer.chunks is not None
        self.close_connection = True
        self.send_header("Connection", "close")
        self.end_headers()
        for chunk in answer.chunks():
            self.wfile.write(chunk)
            if self.site.closing.wait(answer.pause):
                return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Nothing: tests look at `asked`."""


@contextmanager
def serving() -> Iterator[Site]:
    """A site that answers until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    server.RequestHandlerClass = type("Handler", (_Handler,), {"site": site})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
