# SPDX-License-Identifier: EUPL-1.2
"""The link with which somebody signs in: twenty minutes, once (mailed_link.md)."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final

from django.core import signing
from django.core.cache import cache

LASTS: Final = timedelta(minutes=20)
_SEALED: Final = signing.TimestampSigner(sep=".", salt="kapstok.account.mailed_link")
_GUESSES: Final = 24  # bytes


@dataclass(frozen=True)
class Asked:
    """Who asked for a link, in which language, and which page they wanted ("": none)."""

    email: str
    language: str
    further: str = ""


def token(asked: Asked) -> str:
    """A new token, fit for an address; call it in the transaction that sends it."""
    number = secrets.token_urlsafe(_GUESSES)
    cache.set(_key(number), asdict(asked), timeout=LASTS.total_seconds())
    return _SEALED.sign(number)


def asked_with(given: str) -> Asked | None:
    """What belongs to a token that still works, without using it; None for any other."""
    number = _number(given)
    kept = cache.get(_key(number)) if number else None
    return Asked(**kept) if kept else None


def use(given: str) -> Asked | None:
    """What belongs to a token that still works, for the one who is first; it does not work afterwards."""
    asked, number = asked_with(given), _number(given)
    # Taking it away tells who was first: two at once both read it.
    return asked if asked and number and cache.delete(_key(number)) else None


def _number(given: str) -> str | None:
    try:
        return _SEALED.unsign(given, max_age=LASTS)
    except signing.BadSignature:
        return None


def _key(number: str) -> str:
    return f"account.link:{number}"
