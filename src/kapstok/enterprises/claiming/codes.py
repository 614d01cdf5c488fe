# SPDX-License-Identifier: EUPL-1.2
"""The codes that prove something: what is sent on paper or by mail, and what is put on a site (claiming.md, rule 6)."""

from __future__ import annotations

import secrets
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# Without letters and digits that look like one another on paper: eight of these are forty bits.
_SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH: Final = 8
_LONGEST_TYPED: Final = 40
_TOKEN_LENGTH: Final = 32


def new_code() -> str:
    """A code that nobody can guess, as it is written: "7KQF-2MXR"."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def digest(claim: UUID, code: str) -> str:
    """What is kept of a code: worth nothing without our key, and nothing for another claim."""
    return _keyed(claim, code, settings.SECRET_KEY)


def is_right(claim: UUID, kept: str, typed: str) -> bool:
    """Whether what was typed is the code of which the digest was kept; takes as long when it is not."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    same = [constant_time_compare(_keyed(claim, typed, key), kept) for key in keys]
    return bool(kept) and any(same)


def token(claim: UUID) -> str:
    """What somebody puts on their site or in their name system for this claim; it follows from our key."""
    found = salted_hmac("kapstok.enterprises.claim.token", str(claim), algorithm="sha256").hexdigest()
    return found[:_TOKEN_LENGTH]


def name_of(*parts: str) -> str:
    """A name for an offer by which a form can say which one is meant, and which tells nothing of its target."""
    said = "\0".join(parts)
    return salted_hmac("kapstok.enterprises.claim.offer", said, algorithm="sha256").hexdigest()[:16]


def _keyed(claim: UUID, code: str, key: str | bytes) -> str:
    typed = "".join(sign for sign in code[:_LONGEST_TYPED].upper() if sign.isalnum())
    value = f"{claim}:{typed}"
    return salted_hmac("kapstok.enterprises.claim.code", value, secret=key, algorithm="sha256").hexdigest()
