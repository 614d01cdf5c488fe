# SPDX-License-Identifier: EUPL-1.2
"""Keys and links that cannot be guessed.

The link of a shared list carries 256 bits. It is derived from a random number and the secret key of the site, and only
its SHA-256 is kept: so the owner can always be shown the link again, while a copy of the database opens
nothing, and looking one up compares no secret with another. Under a new secret key links keep working, but
can no longer be shown.
"""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Iterator
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import salted_hmac

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_SALT = "kapstok.procurement.share"


def new_key() -> str:
    """A key for a list, of 256 bits."""
    return secrets.token_urlsafe(32)


def new_nonce() -> str:
    return secrets.token_hex(16)


def token(nonce: str) -> str:
    """What the link of the share with this nonce carries."""
    return _derived(nonce, settings.SECRET_KEY)


def shown_token(nonce: str, token_sha256: str) -> str | None:
    """The token of a share for its owner; None when it was made under a secret key that is gone."""
    return next((found for found in _candidates(nonce) if digest(found) == token_sha256), None)


def digest_of(text: str) -> str | None:
    """Under what the share of a token is kept; None for a text that is no token at all."""
    return digest(text) if _TOKEN.fullmatch(text) else None


def digest(made: str) -> str:
    """Under what the share of a token that we made is kept."""
    return sha256(made.encode("ascii")).hexdigest()


def _candidates(nonce: str) -> Iterator[str]:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield _derived(nonce, secret)


def _derived(nonce: str, secret: str | bytes) -> str:
    mac = salted_hmac(_SALT, nonce, secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(mac).decode("ascii").rstrip("=")
