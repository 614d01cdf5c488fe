# SPDX-License-Identifier: EUPL-1.2
"""What a simulated site answers, and how its pages are drawn."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar
from urllib.parse import parse_qsl

from django.template import Context, Engine

from kapstok.demo.days import Day

Item = TypeVar("Item")
_MONTHS: Final = [
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
]


@dataclass(frozen=True)
class Asked:
    """One request: its header names in lower case, and the body as it came."""

    path: str
    query: Mapping[str, str]
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def form(self) -> Mapping[str, str]:
        """The fields of a form that was sent; none where something else was."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace")))

    @property
    def json(self) -> Mapping[str, Any]:
        """The JSON object that was sent; empty where something else was."""
        try:
            sent = json.loads(self.body)
        except ValueError:
            return {}
        return sent if isinstance(sent, dict) else {}


@dataclass(frozen=True)
class Page:
    """One answer; `changed` is the day that Last-Modified names, `tagged` whether it carries an ETag."""

    body: bytes
    content_type: str
    status: int = 200
    changed: date | None = None
    tagged: bool = False


class Site(Protocol):
    """A simulated website: a pure function of a request and the day."""

    name: str
    robots: str

    def page(self, asked: Asked, day: Day) -> Page | None:
        """What it answers on that day, or None where there is nothing."""


ROBOTS: Final = "User-agent: *\nDisallow: /beheer\n"


def drawn(template: str, encoding: str = "utf-8", status: int = 200, **values: Any) -> Page:
    """An HTML page; what the encoding lacks is written as a character reference."""
    html = _engine().get_template(template).render(Context(values, use_l10n=False, use_tz=False))
    return Page(html.encode(encoding, "xmlcharrefreplace"), f"text/html; charset={encoding}", status)


def json_page(document: Mapping[str, Any], status: int = 200) -> Page:
    """A JSON document."""
    body = json.dumps(document, ensure_ascii=False, indent=1).encode()
    return Page(body, "application/json; charset=utf-8", status)


def key_of(site: str, occasion: object, length: int) -> str:
    """A key that a site hands out: looks like chance, and is the same for the same occasion."""
    return hashlib.sha256(f"{site} {occasion}".encode()).hexdigest()[:length]


def slice_of(items: Sequence[Item], number: int, size: int) -> Sequence[Item]:
    """The items on page `number`, counted from 1."""
    return items[(number - 1) * size : number * size]


def page_count(items: Sequence[object], size: int) -> int:
    return max(1, -(-len(items) // size))


def page_number(sent: Mapping[str, Any], parameter: str) -> int:
    """The page that the address or the form asks for; anything odd is the first."""
    asked = str(sent.get(parameter, "1"))
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
