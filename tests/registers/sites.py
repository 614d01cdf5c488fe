# SPDX-License-Identifier: EUPL-1.2
"""Register files and pages for tests, as short as they can be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kapstok.core.fetching import Patience
from kapstok.registers.blobs import Memory, Sink
from kapstok.registers.pages import Live
from kapstok.registers.reading import Earlier, Reading, read
from kapstok.registers.register_file import RegisterFile, load
from tests.scripted_site import Answer, html, json_text

QUICK = Patience(backoff=0.005, attempts=2, connect=2, silence=2, response=3)

TABLE = """
    id = "ladder"
    name = "De Ladder"
    label = "pso"
    kind = "html"
    delay = 0.0
    [request]
    url = "{site}/lijst"
    [entries]
    each = "tr"
    next = "a[rel=next]::attr(href)"
    key = "detail"
    [fields]
    name = "td.naam"
    city = "td.plaats"
    level = {{ select = "td.trede", map = {{ "Trede 1" = "1", "Trede 2" = "2" }} }}
    detail = "a.meer::attr(href)"
"""
DETAIL = """
    [detail]
    follow = "detail"
    [detail.fields]
    website = "a.site::attr(href)"
    valid_until = { select = "td.tot", date = "%d-%m-%Y" }
"""
JSON = """
    id = "wijzer"
    name = "De Wijzer"
    label = "cso"
    kind = "json"
    delay = 0.0
    [request]
    url = "{site}/api"
    [entries]
    each = "leden"
    {entries}
    [fields]
    name = "naam"
    city = "plaats"
    key = "id"
    label = "keurmerk"
"""


def register(folder: Path, text: str) -> RegisterFile:
    """The register file with this text, read from disk as every other."""
    path = folder / "register.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def row(name: str, *, city: str = "Zwolle", level: str = "Trede 1", key: str | None = None) -> str:
    link = f'<a class="meer" href="/leden/{key or name.lower()}">meer</a>'
    cells = f'<td class="naam">{name}</td><td class="plaats">{city}</td><td class="trede">{level}</td><td>{link}</td>'
    return f"<tr>{cells}</tr>"


def table(*rows: str, next: str | None = None) -> Answer:  # noqa: A002 - the word of the page
    more = f'<a rel="next" href="{next}">volgende</a>' if next else ""
    return html(f"<html><body><table>{''.join(rows)}</table>{more}</body></html>")


def detail(website: str = "https://voorbeeld.nl/", until: str = "31-12-2027") -> Answer:
    link = f'<a class="site" href="{website}">site</a>'
    return html(f'<html><body>{link}<table><tr><td class="tot">{until}</td></tr></table></body></html>')


def members(names: Iterable[str], **more: Any) -> Answer:
    return json_text(json.dumps({"leden": [{"naam": name, "plaats": "Deventer"} for name in names], **more}))


def names(reading: Reading) -> list[str]:
    return [str(row.values["name"]) for row in reading.rows]


def values(reading: Reading) -> Mapping[str, Mapping[str, Any]]:
    return {row.key: row.values for row in reading.rows}


def reading(
    file: RegisterFile, earlier: Earlier | None = None, sink: Sink | None = None, patience: Patience = QUICK
) -> Reading:
    """What is read of a register now."""
    with Live.of(file, "beheer@voorbeeld.nl", patience) as source:
        return read(file, source, sink or Memory(), earlier or Earlier())
