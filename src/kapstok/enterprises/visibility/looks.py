# SPDX-License-Identifier: EUPL-1.2
"""What of a look at results or at a page is counted, and by whom it was. The rule in words: visibility.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

_PROGRAMS: Final = re.compile(r"bot\b|crawl|spider|slurp|preview|curl|wget|python|monitor", re.IGNORECASE)
_AHEAD: Final = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")


@dataclass(frozen=True, slots=True)
class Look:
    """One page that somebody looked at: the enterprises that stood on it, or the one that it is about (`opened`).

    `text` is the question as it may be kept (search.counting), empty where there was none or it may not be. Enterprises
    are known by the hexadecimal digits of their ids: text is counted in a fifth of the time.
    """

    day: date
    shown: tuple[str, ...] = ()
    opened: str = ""
    text: str = ""

    @classmethod
    def at_results(cls, day: date, enterprises: Iterable[UUID], text: str = "") -> Look:
        return cls(day, shown=tuple(enterprise.hex for enterprise in enterprises), text=text)

    @classmethod
    def at_page(cls, day: date, enterprise: UUID) -> Look:
        return cls(day, opened=enterprise.hex)


def is_by_a_reader(told: Mapping[str, object]) -> bool:
    """Whether what a browser tells of itself (names as WSGI has them) is of a reader who looks now.

    Not what is fetched ahead of a reader who may never come, nor a program that says so, nor who says nothing.
    """
    if any("prefetch" in str(told.get(name, "")).lower() for name in _AHEAD):
        return False
    return _is_a_browser(str(told.get("HTTP_USER_AGENT", "")))


@lru_cache(maxsize=256)
def _is_a_browser(agent: str) -> bool:
    return bool(agent) and not _PROGRAMS.search(agent[:500])
