# SPDX-License-Identifier: EUPL-1.2
"""What a simulated site answers, and how its pages are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from django.template import Context, Engine

from kapstok.demo.days import Day

Item = TypeVar("Item")
_MONTHS: Final = [
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
]


@dataclass(frozen=True)
class Page:
    """One answer; `changed` is the day that Last-Modified names, where the site sends one."""

    body: bytes
    content_type: str
    status: int = 200
    changed: date | None = None


class Site(Protocol):
    """A simulated website: a pure function of address and day."""

    name: str

    def page(self, path: str, query: Mapping[str, str], day: Day) -> Page | None:
        """The page at that address on that day, or None where there is none."""


def drawn(template: str, encoding: str = "utf-8", status: int = 200, **values: Any) -> Page:
    """An HTML page; what the encoding lacks is written as a character reference."""
    html = _engine().get_template(template).render(Context(values, use_l10n=False, use_tz=False))
    return Page(html.encode(encoding, "xmlcharrefreplace"), f"text/html; charset={encoding}", status)


def slice_of(items: Sequence[Item], number: int, size: int) -> Sequence[Item]:
    """The items on page `number`, counted from 1."""
    return items[(number - 1) * size : number * size]


def page_count(items: Sequence[object], size: int) -> int:
    return max(1, -(-len(items) // size))


def page_number(query: Mapping[str, str], parameter: str) -> int:
    """The page that the address asks for; anything odd is the first."""
    asked = query.get(parameter, "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) else 1


def in_figures(day: date | None) -> str:
    """3-2-2027 as 03-02-2027."""
    return f"{day:%d-%m-%Y}" if day else ""


def in_words(day: date | None) -> str:
    """As 3 februari 2027, whatever the machine's locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else ""


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return Engine(dirs=[str(Path(__file__).parent / "pages")])
