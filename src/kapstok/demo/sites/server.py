# SPDX-License-Identifier: EUPL-1.2
"""The simulated sites, served on loopback by threads of this process."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import parse_qsl, urlsplit

from kapstok.demo import days
from kapstok.demo.days import Day
from kapstok.demo.enterprise import World
from kapstok.demo.sites.association import Association
from kapstok.demo.sites.code import Code
from kapstok.demo.sites.corps import Corps
from kapstok.demo.sites.ladder import Ladder
from kapstok.demo.sites.members import Members
from kapstok.demo.sites.page import Asked, Page, Site, drawn

_SECONDS_TO_NOTICE_THE_END: Final = 0.05
_MOST_SENT: Final = 100_000


class Sites:
    """The five sites, open as long as the `with` lasts; all of them show one day, the first until told otherwise."""

    def __init__(self, world: World):
        self._shelf = _Shelf()
        sites = (Ladder(world), Code(world), Members(world), Association(world), Corps(world))
        self._servers = [_Server(site, self._shelf) for site in sites]

    @property
    def addresses(self) -> Mapping[str, str]:
        """Where each site answers, by its name (ladder, code, members, association, corps); no slash at the end."""
        return {server.site.name: server.address for server in self._servers}

    def show(self, day: Day) -> None:
        """From now on every site shows this day."""
        self._shelf.day = day

    def __enter__(self) -> Self:
        self._opened_by = os.getpid()
        for server in self._servers:
            threading.Thread(
                target=server.serve_forever,
                args=[_SECONDS_TO_NOTICE_THE_END],
                name=server.site.name,
                daemon=True,
            ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A web worker, forked while the sites are open, has none of their threads: it would wait for them for ever.
        if os.getpid() != self._opened_by:
            return
        for server in self._servers:
            server.shutdown()
            server.server_close()


class _Shelf:
    """The day that the sites show."""

    day: Day = days.FIRST


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site: Site, shelf: _Shelf):
        self.site = site
        self.shelf = shelf
        super().__init__(("127.0.0.1", 0), _Visit)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader that goes away in the middle of an answer is no news."""


class _Visit(BaseHTTPRequestHandler):
    server: _Server
    server_version = "register"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    # One write per answer and no waiting for the previous one to be confirmed: else every request takes 40 ms.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        page = self._page()
        validators = _validators(page)
        unchanged = page.status == HTTPStatus.OK and any(
            self.headers.get(condition) == validators.get(name, "")
            for name, condition in {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}.items()
        )
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else page.status)
        for name, value in validators.items():
            self.send_header(name, value)
        if not unchanged:
            self.send_header("Content-Type", page.content_type)
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if not unchanged and self.command != "HEAD":
            self.wfile.write(page.body)
        self.wfile.flush()

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self.do_GET()

    def _page(self) -> Page:
        site, asked = self.server.site, self._asked()
        if asked.path == "/robots.txt":
            return Page(site.robots.encode(), "text/plain; charset=utf-8")
        return site.page(asked, self.server.shelf.day) or drawn("missing.html", status=404)

    def _asked(self) -> Asked:
        address = urlsplit(self.path)
        length = self.headers.get("Content-Length", "0")
        return Asked(
            path=address.path,
            query=dict(parse_qsl(address.query)),
            method=self.command,
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(min(int(length), _MOST_SENT) if length.isdecimal() else 0),
        )

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name in the base class
        """Visits are not logged."""


def _validators(page: Page) -> dict[str, str]:
    """What a reader may send back to learn whether the page is still the same."""
    validators = {}
    if page.tagged:
        validators["ETag"] = f'"{hashlib.sha256(page.body).hexdigest()[:20]}"'
    if page.changed:
        moment = datetime.combine(page.changed, datetime.min.time(), UTC)
        validators["Last-Modified"] = format_datetime(moment, usegmt=True)
    return validators
