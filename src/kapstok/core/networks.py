# SPDX-License-Identifier: EUPL-1.2
"""Inside and outside: a page of the public internet has no business leading us to a machine beside us."""

from __future__ import annotations

import socket
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit


def is_inside(address: str) -> bool:
    """Whether an IP address is loopback, private or otherwise not of the public internet."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return not found.is_global


def leads_inside(url: str) -> bool:
    """Whether the host of a web address is, by its name today, inside; a name that is not known is not."""
    try:
        found = socket.getaddrinfo(urlsplit(url).hostname, None, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return False
    return any(is_inside(str(sockaddr[0])) for *_, sockaddr in found)
