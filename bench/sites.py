# SPDX-License-Identifier: EUPL-1.2
"""Five register sites as they are met: a table with detail pages, cards, a JSON API, a CSV file and a workbook.

Each is a pure function of companies to pages; the register files that read them stand in `registers/`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from html import escape

from bench.companies import Company
from bench.loopback import Page

Pages = dict[str, Page]

_MENU = "".join(
    f'<li><a href="/{word}">{word}</a></li>' for word in ("register", "nieuws", "agenda", "contact")
)
_FRAME = (
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Register</title></head><body>'
    f"<header><nav><ul>{_MENU}</ul></nav></header><main>{{content}}{{more}}</main>"
    "<footer><p>Een nagebootst register.</p></footer></body></html>"
)
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_ON_A_PAGE = 25
_IN_AN_ANSWER = 100
_COLUMNS = (
    "Nummer",
    "Naam",
    "Adres",
    "Postcode",
    "Plaats",
    "KvK",
    "Website",
    "Trede",
    "Sinds",
    "Tot",
    "Diensten",
)


def table(shown: Sequence[Company]) -> Pages:
    """A table over pages with next links, and a page for each of its rows."""
    details = {f"/tabel/{one.number}": _html(_detail(one)) for one in shown}
    return details | _numbered("/tabel", shown, _row, "<table><tbody>{}</tbody></table>")


def cards(shown: Sequence[Company]) -> Pages:
    """Cards over pages with next links, dates in words."""
    return _numbered("/kaarten", shown, _card)


def api(shown: Sequence[Company]) -> Pages:
    """JSON with the address of the next answer in it."""
    return {
        here: Page(
            json.dumps({"leden": [*map(_member, part)], "volgende": following}).encode(), "application/json"
        )
        for here, part, following in _chain("/api/leden", shown, _IN_AN_ANSWER)
    }


def export(shown: Sequence[Company]) -> Pages:
    """One CSV file, as a spreadsheet saves it."""
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";")
    lines.writerow(_COLUMNS)
    lines.writerows(_cells(one, "export") for one in shown)
    return {"/export.csv": Page(text.getvalue().encode("utf-8-sig"), "text/csv", dated=True)}


def workbook(shown: Sequence[Company]) -> Pages:
    """One XLSX workbook, its dates as dates."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Leden")
    sheet.append(_COLUMNS)
    for one in shown:
        cells = dict(zip(_COLUMNS, _cells(one, "workbook"), strict=True))
        sheet.append([*(cells | {"Sinds": one.since, "Tot": one.until}).values()])
    book.save(file := io.BytesIO())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"/leden.xlsx": Page(file.getvalue(), kind, dated=True)}


# Every site, by the id of the register file that reads it.
SITES: Mapping[str, Callable[[Sequence[Company]], Pages]] = {
    "table": table,
    "cards": cards,
    "api": api,
    "export": export,
    "workbook": workbook,
}


def _numbered(
    path: str, shown: Sequence[Company], entry: Callable[[Company], str], around: str = "{}"
) -> Pages:
    return {
        here: _html(around.format("".join(map(entry, part))), following)
        for here, part, following in _chain(path, shown, _ON_A_PAGE)
    }


def _chain(
    path: str, shown: Sequence[Company], size: int
) -> Iterator[tuple[str, Sequence[Company], str | None]]:
    """Where each part of a list stands, what it is, and where the next one stands."""
    starts = range(0, len(shown), size)
    for number, start in enumerate(starts, 1):
        following = f"{path}?pagina={number + 1}" if number < len(starts) else None
        yield f"{path}?pagina={number}", shown[start : start + size], following


def _row(one: Company) -> str:
    name = escape(one.written("table"))
    return (
        f'<tr><td><a href="/tabel/{one.number}">{name}</a></td><td class="plaats">{one.town.city}</td>'
        f'<td class="trede">Trede {one.level}</td><td class="tot">{one.until:%d-%m-%Y}</td></tr>'
    )


def _card(one: Company) -> str:
    services = "".join(f"<li>{escape(each)}</li>" for each in one.offerings)
    return (
        f'<article class="kaart" data-nummer="{one.number}"><h3>{escape(one.written("cards"))}</h3>'
        f'<p class="stad">{one.town.city}</p><a class="site" href="{one.website}">website</a>'
        f'<p class="datum">sinds {_in_words(one.since)}</p><p class="tekst">{escape(one.description)}</p>'
        f"<ul>{services}</ul></article>"
    )


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _detail(one: Company) -> str:
    facts = {"KvK": one.kvk, "Straat": one.street, "Postcode": one.postcode, "Sinds": f"{one.since:%d-%m-%Y}"}
    lines = "".join(f"<dt>{term}</dt><dd>{escape(value)}</dd>" for term, value in facts.items())
    services = "".join(f"<li>{escape(each)}</li>" for each in one.offerings)
    return (
        f"<h1>{escape(one.name)}</h1><dl>{lines}</dl>"
        f'<a class="site" href="{one.website}">website</a>'
        f'<p class="tekst">{escape(one.description)}</p><ul class="diensten">{services}</ul>'
    )


def _html(content: str, following: str | None = None) -> Page:
    """A page with as much around its content as pages have."""
    more = f'<a rel="next" href="{following}">volgende</a>' if following else ""
    return Page(_FRAME.format(content=content, more=more).encode(), "text/html; charset=utf-8")


def _member(one: Company) -> Mapping[str, object]:
    return {
        "lidnummer": one.number,
        "naam": one.written("api"),
        "adres": {"straat": one.street, "postcode": one.postcode, "plaats": one.town.city},
        "website": one.website,
        "lid_sinds": one.since.isoformat(),
        "diensten": [{"naam": each} for each in one.offerings],
        "sector": one.sector,
        "over": one.description,
    }


def _cells(one: Company, register: str) -> Iterator[object]:
    yield from (str(one.number), one.written(register), one.street, one.postcode, one.town.city, one.kvk)
    yield from (one.website, f"Trede {one.level}", f"{one.since:%d-%m-%Y}", f"{one.until:%d-%m-%Y}")
    yield "; ".join(one.offerings)
