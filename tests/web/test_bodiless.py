# SPDX-License-Identifier: EUPL-1.2
"""Answers to HEAD, as the real server gives them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
from django.http import StreamingHttpResponse
from django.test import RequestFactory

from kapstok.regions.folder import make
from kapstok.web.bodiless import Bodiless
from tests.program import site


def test_the_server_sends_what_is_said_of_a_page_and_not_the_page(tmp_path: Path) -> None:
    make(tmp_path / "oost")
    log = tmp_path / "log"
    with site(tmp_path / "oost", log) as address, httpx.Client(base_url=address) as browser:
        for path in ("/privacy", "/en/niets", "/robots.txt", "/healthz"):
            # As it comes: packed as it is, its length is the same each time.
            page = browser.get(path, headers={"Accept-Encoding": "identity"})
            head = browser.head(path, headers={"Accept-Encoding": "identity"})
            assert (head.status_code, head.content) == (page.status_code, b"")
            assert head.headers["Content-Length"] == page.headers["Content-Length"] == str(len(page.content))
    assert "no-body" not in log.read_text()


def test_what_is_sent_in_parts_is_not_made_for_a_head() -> None:
    made: list[bytes] = []

    def parts() -> Iterator[bytes]:
        made.append(b"x" * 100)
        yield made[-1]

    middleware = Bodiless(lambda request: StreamingHttpResponse(parts(), headers={"Content-Length": "100"}))
    answer = middleware(RequestFactory().head("/"))
    assert isinstance(answer, StreamingHttpResponse)
    assert (list(answer), made, answer.headers["Content-Length"]) == ([], [], "100")
    answer = middleware(RequestFactory().get("/"))
    assert isinstance(answer, StreamingHttpResponse)
    assert list(answer) == [b"x" * 100]
