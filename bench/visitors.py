# SPDX-License-Identifier: EUPL-1.2
"""Visitors who ask a site for pages, several at a time, over connections that stay open."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_OK = b"HTTP/1.1 200"


class NoPage(Exception):
    """The site answered something else than a page, so there is nothing to measure."""


@dataclass(frozen=True)
class Crowd:
    """What came of it: how many answers a second, the milliseconds that each took, and the bytes of each body."""

    per_second: float
    took: tuple[float, ...]
    sizes: tuple[int, ...]


def visited(port: int, addresses: Sequence[str], connections: int) -> Crowd:
    """Every address of a site on loopback, asked for once, over so many connections at a time. Raises `NoPage`."""
    return asyncio.run(_all(port, addresses, connections))


async def _all(port: int, addresses: Sequence[str], connections: int) -> Crowd:
    left, seen = iter(addresses), list[tuple[float, int]]()
    began = time.perf_counter()
    await asyncio.gather(*(_visitor(port, left, seen) for _ in range(connections)))
    lasted = time.perf_counter() - began
    took, sizes = zip(*seen, strict=True)
    return Crowd(len(seen) / lasted, took, sizes)


async def _visitor(port: int, left: Iterator[str], seen: list[tuple[float, int]]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for address in left:
        began = time.perf_counter()
        writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not head.startswith(_OK) or length is None:
            raise NoPage(f"{address}: {head[:40]!r}")
        body = await reader.readexactly(int(length[1]))
        seen.append(((time.perf_counter() - began) * 1_000, len(body)))
    writer.close()
    await writer.wait_closed()
