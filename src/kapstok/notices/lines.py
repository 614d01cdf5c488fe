# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from kapstok.core.text import squeeze


def one_line(text: str, most: int) -> str:
    """Text of strangers on one line of at most so many characters, with only what can be printed: fit for a subject."""
    printed = squeeze("".join(c for c in squeeze(text) if c.isprintable()))
    return printed if len(printed) <= most else f"{printed[: most - 1]}…"
