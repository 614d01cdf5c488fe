# SPDX-License-Identifier: EUPL-1.2
"""Looking at a site and its name system, both real ones on loopback."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from kapstok.enterprises.claiming.looking import PATIENCE, Look, in_names, meta_tag, on_page, record_text
from tests.enterprises.claiming.name_server import NameServer
from tests.scripted_site import Answer, Site, drip, html, moved, serving

TOKEN = "0123456789abcdef0123456789abcdef"
NAME = "_kapstok.goudenbezem.example."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def home(site: Site, host: str = "www.goudenbezem.example") -> str:
    return f"http://{host}:{urlsplit(site.address).port}/"


def read(site: Site, url: str = "") -> Look:
    """Reads the home page, with every name leading to loopback."""
    return on_page(
        url or home(site),
        TOKEN,
        contact="beheer@voorbeeld.nl",
        inside=True,
        resolve=lambda host, port: ["127.0.0.1"],
        patience=replace(PATIENCE, response=0.5),
    )


def page(head: str = "", body: str = "") -> Answer:
    return html(f"<!doctype html><html><head><title>x</title>{head}</head><body>{body}</body></html>")


# the name system


def test_a_record_with_the_token_is_found(names: NameServer) -> None:
    names.texts[NAME] = ['"v=spf1 -all"', f'"{record_text(TOKEN)}"']
    assert in_names("goudenbezem.example", TOKEN, names.resolver()) is Look.FOUND
    assert names.asked == [NAME]


def test_a_long_record_comes_in_pieces(names: NameServer) -> None:
    whole = record_text(TOKEN)
    names.texts[NAME] = [f'"{whole[:10]}" "{whole[10:]}"']
    assert in_names("goudenbezem.example", TOKEN, names.resolver()) is Look.FOUND


@pytest.mark.parametrize(
    "said",
    [[], ['"kapstok="'], [f'"{TOKEN}"'], ['"kapstok=ffffffffffffffffffffffffffffffff"'], ['"\\255\\000"']],
)
def test_a_record_that_says_something_else_is_none(names: NameServer, said: list[str]) -> None:
    names.texts[NAME] = said
    assert in_names("goudenbezem.example", TOKEN, names.resolver()) is Look.NOT_THERE


def test_no_record_and_no_answer_are_told_apart(names: NameServer) -> None:
    assert in_names("goudenbezem.example", TOKEN, names.resolver()) is Look.NOT_THERE
    names.is_silent = True
    assert in_names("goudenbezem.example", TOKEN, names.resolver(), seconds=0.3) is Look.UNREADABLE


# the home page


def test_a_tag_in_the_head_is_found(site: Site) -> None:
    site.pages["/"] = page(meta_tag(TOKEN))
    assert read(site) is Look.FOUND
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/"]


@pytest.mark.parametrize(
    "answer",
    [
        page(),
        page(meta_tag("f" * 32)),
        page(body=meta_tag(TOKEN)),
        page(body=f"<p>{TOKEN}</p>"),
        page(f"<!-- {meta_tag(TOKEN)} -->"),
        Answer(meta_tag(TOKEN).encode(), headers={"Content-Type": "text/plain"}),
        html(""),
    ],
)
def test_a_token_elsewhere_proves_nothing(site: Site, answer: Answer) -> None:
    site.pages["/"] = answer
    assert read(site) is Look.NOT_THERE


def test_a_redirect_within_the_domain_is_followed(site: Site) -> None:
    port = urlsplit(site.address).port
    site.pages["/"] = moved(f"http://goudenbezem.example:{port}/nl")
    site.pages["/nl"] = page(meta_tag(TOKEN))
    assert read(site) is Look.FOUND


@pytest.mark.parametrize("elsewhere", ["evil.example", "goudenbezem.example.evil.example", "127.0.0.1"])
def test_a_redirect_to_another_domain_proves_nothing(site: Site, elsewhere: str) -> None:
    port = urlsplit(site.address).port
    site.pages["/"] = moved(f"http://{elsewhere}:{port}/verder")
    site.pages["/verder"] = page(meta_tag(TOKEN))
    assert read(site) is Look.UNREADABLE
    assert site.paths() == ["/"]


def test_robots_txt_is_obeyed(site: Site) -> None:
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"})
    site.pages["/"] = page(meta_tag(TOKEN))
    assert read(site) is Look.UNREADABLE
    assert site.paths() == []


def test_nothing_inside_our_network_is_read(site: Site) -> None:
    site.pages["/"] = page(meta_tag(TOKEN))
    found = on_page(home(site), TOKEN, contact="x@voorbeeld.nl", resolve=lambda host, port: ["127.0.0.1"])
    assert found is Look.UNREADABLE
    assert on_page(site.url("/"), TOKEN, contact="x@voorbeeld.nl", inside=True) is Look.UNREADABLE
    assert site.asked == []


def test_a_page_that_is_too_large_is_not_read(site: Site) -> None:
    site.pages["/"] = page(meta_tag(TOKEN), body="x" * (3 * 1024 * 1024))
    assert read(site) is Look.UNREADABLE


def test_a_page_without_end_ends(site: Site) -> None:
    site.pages["/"] = drip()
    began = time.monotonic()
    assert read(site) is Look.UNREADABLE
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"<" * 50_000, b"<html><head>" * 5_000, b"\x00" * 100])
def test_a_page_that_is_no_page_breaks_nothing(site: Site, body: bytes) -> None:
    site.pages["/"] = Answer(body, headers={"Content-Type": "text/html"})
    assert read(site) is Look.NOT_THERE
