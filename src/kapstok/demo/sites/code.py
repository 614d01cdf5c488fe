# SPDX-License-Identifier: EUPL-1.2
"""The code's register: cards over numbered pages, with dates in Dutch words. The page after the last shows no cards.

Its pages carry an ETag: who has the page already is told so, and gets nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kapstok.demo.days import Day
from kapstok.demo.enterprise import Entry, Showing, World
from kapstok.demo.sites.page import ROBOTS, Asked, Page, drawn, in_words, page_count, page_number, slice_of

_CARDS: Final = 24


class Code:
    """The site of the code, a pure function of request and day."""

    name = "code"
    robots = ROBOTS

    def __init__(self, world: World):
        self._world = world

    def page(self, asked: Asked, day: Day) -> Page | None:
        if asked.path == "/":
            return drawn("code_home.html")
        if asked.path != "/deelnemers":
            return None
        shown = self._world.shown("cso", day)
        number = page_number(asked.query, "blad")
        page = drawn(
            "code_members.html",
            cards=[_card(entry, showing) for entry, showing in slice_of(shown, number, _CARDS)],
            number=number,
            numbers=range(1, page_count(shown, _CARDS) + 1),
        )
        return replace(page, tagged=True)


def _card(entry: Entry, showing: Showing) -> dict[str, object]:
    return {
        "id": entry.key,
        "profile": showing.profile,
        "status": showing.standing.status,
        "since": in_words(showing.standing.since),
        "kvk": _in_groups(showing.profile.kvk),
    }


def _in_groups(number: str) -> str:
    """00414981 as 00 41 49 81, the way this site writes it; anything else as it is."""
    if len(number) != 8:
        return number
    return " ".join(number[i : i + 2] for i in range(0, 8, 2))
