# SPDX-License-Identifier: EUPL-1.2
"""What a seal of the audit trail is made of (audit.md)."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from kapstok.core.errors import KapstokError

_PURPOSE: Final = b"kapstok.core.audit"
_MARK: Final = 40
_HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


class UnreadableHead(KapstokError):
    """What was given is no head of the audit trail."""


@dataclass(frozen=True)
class Told:
    """What one entry says, as its seal holds it; `at` knows its time zone."""

    number: int
    at: datetime
    actor: str
    verb: str
    subject: str
    details: Mapping[str, object]


@dataclass(frozen=True)
class Head:
    """How far the chain was at some moment: the last number (0: nothing yet) and its seal."""

    number: int = 0
    seal: str = ""

    def __str__(self) -> str:
        return f"{self.number}:{self.seal}"

    @classmethod
    def read(cls, text: str) -> Head:
        """The head as somebody noted it ("1204:9f…"). Raises `UnreadableHead`."""
        found = _HEAD.fullmatch(text.strip().lower())
        if found is None:
            raise UnreadableHead(f"{text[:100]!r} is not NUMBER:SEAL, as kapstok audit verify prints it")
        return cls(int(found[1]), found[2])


def sealing_key(secret: str | bytes) -> bytes:
    """The key of the chain that belongs to a secret key of the site."""
    return hmac.new(secret.encode() if isinstance(secret, str) else secret, _PURPOSE, hashlib.sha256).digest()


def mark(told: Told, key: bytes, nonce: str) -> str:
    """What only who has the key can write beside an entry that has no place yet: `nonce` (hexadecimal) and a digest."""
    said = [nonce, _instant(told), told.actor, told.verb, told.subject, told.details]
    return f"{nonce}:{_digest(said, key)[:_MARK]}"


def seal(previous: str, told: Told, key: bytes) -> str:
    """What holds an entry in its place behind the entry with the seal `previous`; 64 hexadecimal digits."""
    said = [previous, told.number, _instant(told), told.actor, told.verb, told.subject, told.details]
    return _digest(said, key)


def _instant(told: Told) -> str:
    # SQLite takes any text for an instant, and what somebody else put there may be none.
    if not isinstance(told.at, datetime):
        return ""
    return told.at.astimezone(UTC).isoformat(timespec="microseconds")


def _digest(said: Sequence[object], key: bytes) -> str:
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
