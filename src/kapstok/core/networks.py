# SPDX-License-Identifier: EUPL-1.2
"""Inside and outside: a page of the public internet has no business leading us to a machine beside us."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

# What a name stands for now: its addresses, best first. Raises OSError for a name that is not known.
Resolve = Callable[[str, int], list[str]]

# Written as IPv6, meant as IPv4: what a network without IPv4 is given for a host that has only that (RFC 6052).
_TRANSLATED = ip_network("64:ff9b::/96")
_LAST_32_BITS = 0xFFFFFFFF


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, asked of the system once. Raises OSError for a name that is not known."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def is_inside(address: str) -> bool:
    """Whether an IP address is loopback, private, shared, multicast or otherwise not of the public internet.

    One that wraps another is inside when that is.
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv4Address):
        return _is_inside(found)
    meant = _meant(found)
    if meant is not None:
        return _is_inside(meant)
    return _is_inside(found) or found.is_site_local or any(_is_inside(end) for end in _tunnel(found))


def leads_inside(url: str) -> bool:
    """Whether the host of a web address is, by its name today, inside; a name that is not known is not."""
    try:
        found = socket.getaddrinfo(urlsplit(url).hostname, None, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return False
    return any(is_inside(str(sockaddr[0])) for *_, sockaddr in found)


def _is_inside(address: IPv4Address | IPv6Address) -> bool:
    return not address.is_global or address.is_multicast or address.is_reserved


def _meant(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one is only another writing of."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & _LAST_32_BITS)
    return address.ipv4_mapped


def _tunnel(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses between which an IPv6 one is carried (6to4, Teredo)."""
    return (*(address.teredo or ()), *((address.sixtofour,) if address.sixtofour else ()))
