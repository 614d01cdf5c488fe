# SPDX-License-Identifier: EUPL-1.2
"""Which enterprise an editor means: by its slug, or by the address of its page on this site and no other."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

_PAGE: Final = re.compile(r"/(?:[a-z]{2}/)?onderneming/([^/]+)/?")


def our_hosts(request: HttpRequest) -> frozenset[str]:
    """The names, each with its port where it has one, under which this site answers whoever asks this."""
    return frozenset({request.get_host().lower(), urlsplit(str(settings.SITE_ADDRESS)).netloc.lower()} - {""})


def slug_in(given: str, ours: Collection[str]) -> str | None:
    """The slug that was given, or that of the page of which this is the address; None for an address that is not ours.

    An address may be a path alone, or lack its "https://", as browsers show it.
    """
    if "/" not in given:
        return given
    with_host = given if given.startswith("/") or "://" in given else f"//{given}"
    try:
        address = urlsplit(with_host)
    except ValueError:
        return None
    is_path = not address.scheme and not address.netloc and not with_host.startswith("//")
    is_ours = address.scheme in ("", "http", "https") and address.netloc.lower() in ours
    found = _PAGE.fullmatch(address.path) if is_path or is_ours else None
    return found[1] if found else None
