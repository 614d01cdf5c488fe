# SPDX-License-Identifier: EUPL-1.2
"""The page that a register has of each entry: one more page per row of the list, some of which may fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from kapstok.core.fetching import FetchFailed, HostTrouble
from kapstok.registers import parsing
from kapstok.registers.asking import of_detail
from kapstok.registers.pages import PageReader
from kapstok.registers.register_file import RegisterFile
from kapstok.registers.shapes import DetailPage, PageUnreadable

# After so many pages in a row that a host does not bring, the next ones are not asked for.
_HOST_IS_DOWN_AFTER = 5


@dataclass(frozen=True)
class Detail:
    """A detail page that was read: what it says, and its position among the run's pages."""

    page: DetailPage
    position: int


@dataclass(frozen=True)
class DetailFault:
    """A detail page that was not read, and why."""

    reason: str


def read_details(
    file: RegisterFile,
    urls: Sequence[str],
    pages: PageReader,
    token: str | None,
    told: Callable[[int, int], None],
) -> dict[str, Detail | DetailFault]:
    """The detail page at each of `urls`; `told` hears how many were read, of how many."""
    hosts = _Hosts()
    details: dict[str, Detail | DetailFault] = {}
    wanted = list(dict.fromkeys(urls))
    told(0, len(wanted))
    for url in wanted:
        details[url] = _detail(file, url, pages, token, hosts)
        told(len(details), len(wanted))
    return details


def _detail(
    file: RegisterFile, url: str, pages: PageReader, token: str | None, hosts: _Hosts
) -> Detail | DetailFault:
    ask = of_detail(file, url)
    if hosts.is_down(url):
        reason = f"not asked for: {urlsplit(url).netloc} is down"
        pages.unread("detail", ask, reason)
        return DetailFault(reason)
    try:
        page = pages.read("detail", ask, token)
        record = page.record
        parsed = parsing.parse_detail(page.body, record.content_type, record.url, file)
    except FetchFailed as error:
        hosts.count(url, failed=isinstance(error, HostTrouble))
        return DetailFault(error.reason)
    except PageUnreadable as error:
        return DetailFault(str(error))
    hosts.count(url, failed=False)
    return Detail(parsed, record.position)


class _Hosts:
    """Which hosts are plainly down."""

    def __init__(self) -> None:
        self._failures: Counter[str] = Counter()

    def count(self, url: str, *, failed: bool) -> None:
        host = urlsplit(url).netloc
        self._failures[host] = self._failures[host] + 1 if failed else 0

    def is_down(self, url: str) -> bool:
        return self._failures[urlsplit(url).netloc] >= _HOST_IS_DOWN_AFTER
