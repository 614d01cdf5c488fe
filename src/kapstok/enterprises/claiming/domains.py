# SPDX-License-Identifier: EUPL-1.2
"""Which domain certainly is an enterprise's own (rule 3 of claiming.md). Pure; asks nothing of the network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import urlsplit

from kapstok.core.identifiers import PLATFORMS, domain, lent_by_a_platform

_LONGEST: Final = 250
# Two standards make two different names of these (IDNA 2003 and 2008), so which domain is meant is not certain.
_TWO_READINGS: Final = frozenset("ßẞς\u200c\u200d")
# A first page under another name: "/nl", "/home", "/index.html".
_FRONT_DOOR = re.compile(r"/?(?:(?:nl|nl-nl|en|home|index|default)(?:\.\w{1,5})?/?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Site:
    """A website that a register shows: its home page, its host without "www.", and the domain that this lies on.

    `is_all_of_it`: the site is that of the whole domain, and not a page or a part of it.
    """

    home: str
    host: str
    domain: str
    is_all_of_it: bool


def site(address: str) -> Site | None:
    """The website at an address where it is on a domain of its own, in ASCII; None for everything else."""
    text = address.strip()
    if len(text) > _LONGEST or not text.isprintable() or " " in text:
        return None
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = _ascii(parts.hostname or ""), parts.port
    except ValueError:
        return None
    registered = own_domain(host)
    if parts.scheme not in {"http", "https"} or parts.username is not None or registered is None:
        return None
    bare = host.removeprefix("www.")
    whole = bare == registered and _FRONT_DOOR.fullmatch(parts.path) is not None and not parts.query
    return Site(f"{parts.scheme}://{host}{f':{port}' if port else ''}/", bare, registered, whole)


def own_domain(host: str) -> str | None:
    """The registrable domain of a host, in ASCII; None where anybody gets a name, a page or an address on it."""
    registered = domain(host)
    if registered is None or lent_by_a_platform(host):
        return None
    labels = registered.split(".")
    around = {".".join(labels[start:]) for start in range(len(labels))}
    return None if around & (PLATFORMS | _not_own()) else registered


def domain_of_mail(address: str) -> str | None:
    """The own domain of an e-mail address: only where the address lies on the domain itself."""
    try:
        host = _ascii(address.rpartition("@")[2].strip())
    except ValueError:
        return None
    return host if own_domain(host) == host else None


def is_on(url: str, registered: str) -> bool:
    """Whether a web address lies on this registrable domain."""
    try:
        return domain(urlsplit(url).hostname or "") == registered
    except ValueError:
        return False


def _ascii(host: str) -> str:
    """The host as the name system writes it. Raises ValueError where it cannot be, or not in one way only."""
    if _TWO_READINGS.intersection(host):
        raise ValueError("a host that can be read in two ways")
    return host.lower().encode("idna").decode("ascii") if host else ""


@cache
def _not_own() -> frozenset[str]:
    lines = files(__package__).joinpath("not_own.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())
