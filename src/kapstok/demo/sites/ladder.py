# SPDX-License-Identifier: EUPL-1.2
"""The ladder's register: a table over several pages with a page per organisation, in Latin-1.

On the day that it breaks, the table is being rebuilt: its first rows stand there, the rest and the next links do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from kapstok.demo import days
from kapstok.demo.days import Day
from kapstok.demo.enterprise import Entry, Showing, World
from kapstok.demo.sites.page import Page, drawn, in_figures, page_count, page_number, slice_of

_LATIN: Final = "iso-8859-1"
_ROWS: Final = 25
_LEFT_WHEN_BROKEN: Final = 9


class Ladder:
    """The site of the ladder, a pure function of address and day."""

    name = "ladder"

    def __init__(self, world: World):
        self._world = world

    def page(self, path: str, query: Mapping[str, str], day: Day) -> Page | None:
        if path == "/":
            return drawn("ladder_home.html", _LATIN)
        if path == "/register":
            return self._register(page_number(query, "pagina"), day)
        return self._organisation(path, day)

    def _register(self, number: int, day: Day) -> Page | None:
        shown = self._world.shown("pso", day)
        if not days.published("pso", day):
            return drawn("ladder_rebuilt.html", _LATIN, rows=_rows(shown[:_LEFT_WHEN_BROKEN]))
        last = page_count(shown, _ROWS)
        if number > last:
            return None
        return drawn(
            "ladder_register.html",
            _LATIN,
            rows=_rows(slice_of(shown, number, _ROWS)),
            count=len(shown),
            number=number,
            last=last,
            previous=number - 1,
            next=number + 1 if number < last else None,
        )

    def _organisation(self, path: str, day: Day) -> Page | None:
        found = next((s for entry, s in self._world.shown("pso", day) if entry.key == path), None)
        if found is None:
            return None
        if not found.detail_page:
            return drawn("ladder_missing.html", _LATIN, status=404)
        page = drawn(
            "ladder_organisation.html",
            _LATIN,
            profile=found.profile,
            level=found.standing.level,
            since=in_figures(found.standing.since),
            until=in_figures(found.standing.until),
        )
        return replace(page, changed=found.standing.since)


def _rows(shown: Sequence[tuple[Entry, Showing]]) -> list[dict[str, str]]:
    return [
        {
            "href": entry.key,
            "name": showing.profile.name,
            "city": showing.profile.city,
            "level": showing.standing.level,
            "until": in_figures(showing.standing.until),
        }
        for entry, showing in shown
    ]
