# SPDX-License-Identifier: EUPL-1.2
"""Regular expressions of a register file, kept on a leash: the expression is its author's, the text a stranger's."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import regex

from kapstok.registers.shapes import PageUnreadable

# A second is thousands of times what an expression needs on one value; one that needs more does not end.
_SECONDS: Final = 1.0


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> Any:
    """The expression, compiled once. Raises ValueError with the reason and position."""
    try:
        return regex.compile(pattern)
    except (regex.error, RecursionError, OverflowError) as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from None


def first(pattern: str, text: str) -> str | None:
    """Group 1 of the first match, else the whole match, else None.

    Raises `PageUnreadable` when no answer is there within a second.
    """
    expression = compiled(pattern)
    try:
        found = expression.search(text, timeout=_SECONDS)
    except TimeoutError:
        raise PageUnreadable(f"the pattern {pattern!r} takes too long on {text[:40]!r}…") from None
    if not found:
        return None
    return str((found[1] if expression.groups else found[0]) or "")
