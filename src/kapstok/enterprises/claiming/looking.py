# SPDX-License-Identifier: EUPL-1.2
"""Looking for a token where only who has the site can put it: in its name system, or on its home page.

The addresses come from a register, so everything that comes back is hostile, and nothing inside our network is read.
"""

from __future__ import annotations

import time
from enum import StrEnum
from typing import Final

import dns.exception
import dns.resolver
from parsel import Selector

from kapstok.core.fetching import Client, FetchFailed, Patience, Request
from kapstok.core.networks import Resolve, resolve
from kapstok.enterprises.claiming.domains import is_on, own_domain

RECORD: Final = "_kapstok"
_PREFIX: Final = "kapstok="
PATIENCE: Final = Patience(
    connect=4, silence=4, response=6, attempts=1, backoff=0.1, retry_after=5, address=8, host=8
)
_SECONDS: Final = 12.0
DNS_SECONDS: Final = 4.0
_MOST_BYTES: Final = 2 * 1024 * 1024


class Look(StrEnum):
    """What came of looking."""

    FOUND = "found"
    NOT_THERE = "not-there"  # it could be read, and the token does not stand there
    UNREADABLE = "unreadable"


def in_names(
    domain: str,
    token: str,
    resolver: dns.resolver.Resolver | None = None,
    *,
    seconds: float = DNS_SECONDS,
) -> Look:
    """Whether a TXT record of `_kapstok.<domain>` says "kapstok=<token>"; asks for so many seconds at most."""
    try:
        asked = resolver or dns.resolver.Resolver()
        answer = asked.resolve(f"{RECORD}.{domain}.", "TXT", lifetime=seconds, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return Look.NOT_THERE
    except (dns.exception.DNSException, UnicodeError, OSError):
        return Look.UNREADABLE
    texts = (b"".join(record.strings).decode("ascii", "replace") for record in answer)
    return Look.FOUND if any(text.strip() == record_text(token) for text in texts) else Look.NOT_THERE


def on_page(
    home: str,
    token: str,
    *,
    contact: str,
    inside: bool = False,
    resolve: Resolve = resolve,
    patience: Patience = PATIENCE,
) -> Look:
    """Whether the head of a home page has the meta tag with the token.

    Redirects are followed within its own registrable domain only, robots.txt is obeyed, and all of it ends in time.
    """
    until = time.monotonic() + _SECONDS
    registered = own_domain(_host(home))
    if registered is None:
        return Look.UNREADABLE

    def welcome(url: str) -> bool:
        return is_on(url, registered) and time.monotonic() < until

    try:
        with Client(
            contact=contact, delay=0, patience=patience, inside=inside,
            welcome=welcome, most_bytes=_MOST_BYTES, resolve=resolve,
        ) as client:  # fmt: skip
            page = client.fetch(Request(home, headers={"Accept": "text/html"}))
    except FetchFailed:
        return Look.UNREADABLE
    return Look.FOUND if token in _tags(page.body, page.content_type or "") else Look.NOT_THERE


def record_text(token: str) -> str:
    """What the TXT record says."""
    return f"{_PREFIX}{token}"


def meta_tag(token: str) -> str:
    """The tag as it is copied into the head of a page."""
    return f'<meta name="kapstok" content="{token}">'


def _tags(body: bytes, content_type: str) -> list[str]:
    if "html" not in content_type.lower():
        return []
    text = body.decode("utf-8", "replace").replace("\0", "")
    found = (
        Selector(text, type="html").xpath('//head//meta[@name="kapstok"]/@content').getall() if text else []
    )
    return [content.strip() for content in found]


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0].partition(":")[0]
