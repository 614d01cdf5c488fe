# SPDX-License-Identifier: EUPL-1.2
"""Ways to reach an enterprise. What a register shows is only made a link when it certainly is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

_PHONE = re.compile(r"\+?[\d\s().\-/]{6,25}")
_NOT_DIALLED = re.compile(r"[^\d+]")
# Legal in an address, but they begin other parts of a mailto link.
_NOT_IN_MAILTO = frozenset("?&%#")


@dataclass(frozen=True)
class Way:
    """One way to reach someone: a drawing, words, and where it is certain an address; `lines` as on an envelope."""

    icon: str
    text: str
    href: str = ""
    lines: tuple[str, ...] = ()


def web_address(text: str) -> str | None:
    """The address when it is one of a website (http or https); None for anything else, scripts included."""
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} and host and "." in host and not parts.username
    return text.strip() if is_web and not any(c.isspace() or ord(c) < 32 for c in text.strip()) else None


def shown_address(href: str) -> str:
    """A web address as people say it: "www.dester.nl/winkel"."""
    return re.sub(r"^https?://", "", href).rstrip("/")


def website(text: str) -> Way:
    href = web_address(text)
    return Way("site", shown_address(href), href) if href else Way("info", text, lines=(text,))


def phone(text: str) -> Way:
    # Behind a country code the zero in brackets is for callers within the country only.
    dialled = _NOT_DIALLED.sub("", text.replace("(0)", "") if text.startswith("+") else text)
    href = f"tel:{dialled}" if _PHONE.fullmatch(text) else ""
    return Way("phone", text, href, (text,))


def email(text: str) -> Way:
    try:
        validate_email(text)
    except ValidationError:
        return Way("mail", text, lines=(text,))
    return Way("mail", text, "" if _NOT_IN_MAILTO.intersection(text) else f"mailto:{text}", (text,))


def postal(street: str | None, postcode: str | None, city: str | None) -> Way | None:
    """The address as on an envelope; None where nothing of it is known."""
    lines = tuple(line for line in (street or "", " ".join(filter(None, (postcode, city)))) if line)
    return Way("place", ", ".join(lines), lines=lines) if lines else None
