# SPDX-License-Identifier: EUPL-1.2
"""Addresses as pages write them, made absolute."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

# `www.dester.nl/contact` is how people write a site, and would otherwise become a page of the register.
_HOST: Final = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?P<last>[a-z]{2,})(?::\d+)?(?:[/?#].*)?", re.IGNORECASE
)
# What a form leaves in a field for an address that nobody filled in.
_NOTHING: Final = re.compile(r"https?:/*", re.IGNORECASE)
_FILES: Final = frozenset({"html", "htm", "xhtml", "php", "asp", "aspx", "jsp", "cgi", "pdf", "json", "xml"})


def absolute(text: str, base: str) -> str | None:
    """The http(s) address that a link on a page at `base` leads to; None where it leads to none."""
    if _NOTHING.fullmatch(text):
        return None
    try:
        address = urljoin(base, text)
        parts = urlsplit(address)
        return address if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def website(text: str, base: str) -> str | None:
    """The address of an enterprise's own site; a bare host counts as one, and so does a link by way of the register.

    A place on the page itself (`#`) is none, nor is what people write for "we have no site" ("-", "n.v.t.").
    """
    if text.startswith("#"):
        return None
    host = _HOST.fullmatch(text)
    if host and host["last"].lower() not in _FILES:
        return absolute(f"https://{text}", base)
    return absolute(text, base) if "/" in text or "?" in text or host else None
