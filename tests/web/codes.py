# SPDX-License-Identifier: EUPL-1.2
"""What the app on somebody's phone does (RFC 6238), so that tests can sign in as people do."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time


def code(secret: str, *, steps: int = 0) -> str:
    """The six digits that the app shows now; `steps`: half minutes later (or earlier)."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.new(
        base64.b32decode(secret.replace(" ", "")), struct.pack(">Q", counter), hashlib.sha1
    ).digest()
    start = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"
