# SPDX-License-Identifier: EUPL-1.2
"""The ladder's register: a table over several pages with a page per organisation, in Latin-1.

On the day that it breaks, the table is being rebuilt: its first rows stand there, the rest and the next links do not.
An organisation's page says on which day it last changed (Last-Modified), and is not sent to who has it since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from kapstok.demo import days
from kapstok.demo.days import Day
from kapstok.demo.enterprise import Entry, Showing, World
from kapstok.demo.sites.page import (
    ROBOTS,
    Asked,
    Page,
    drawn,
    in_figures,
    page_count,
    page_number,
    slice_of,
)

_LATIN: Final = "iso-8859-1"
_ROWS: Final = 25
_LEFT_WHEN_BROKEN: Final = 9
# Before the three days nothing happened to a page for so long.
_WRITTEN_BEFORE: Final = timedelta(days=30)


class Ladder:
    """The site of the ladder, a pure function of request and day."""

    name = "ladder"
    robots = ROBOTS

    def __init__(self, world: World):
        self._world = world

    def page(self, asked: Asked, day: Day) -> Page | None:
        if asked.path == "/":
            return drawn("ladder_home.html", _LATIN)
        if asked.path == "/register":
            return self._register(page_number(asked.query, "pagina"), day)
        return self._organisation(asked.path, day)

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
        entry, found = next(
            (pair for pair in self._world.shown("pso", day) if pair[0].key == path), (None, None)
        )
        if entry is None or found is None:
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
        return replace(page, changed=self._changed(entry, day))

    def _changed(self, entry: Entry, day: Day) -> date:
        """The last day up to `day` on which the entry's page was not what it had been."""
        dates, shown = self._world.dates, entry.showings
        later = [dates[d] for d in days.ALL[1:] if d <= day and shown[d] != shown[d - 1]]
        return later[-1] if later else dates[0] - _WRITTEN_BEFORE


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
