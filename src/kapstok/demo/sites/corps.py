# SPDX-License-Identifier: EUPL-1.2
"""The register of B Corps: a page that searches, with a search service behind it that wants the page's public key.

The key stands in a script of the page. On the second day the service gets another one, and the old one is refused.
"""

from __future__ import annotations

from typing import Any, Final

from kapstok.demo import days
from kapstok.demo.days import Day
from kapstok.demo.enterprise import Entry, Showing, World
from kapstok.demo.sites.page import ROBOTS, Asked, Page, drawn, json_page, key_of, page_number, slice_of

_SEARCH: Final = "/zoek/collections/bedrijven/documents/search"
_KEY_HEADER: Final = "x-typesense-api-key"
_HITS: Final = 10
_MOST_HITS: Final = 50
_REFUSED: Final = {"message": "Forbidden - a valid `x-typesense-api-key` header must be sent."}


class Corps:
    """The site of the B Corps, a pure function of request and day."""

    name = "corps"
    robots = ROBOTS

    def __init__(self, world: World):
        self._world = world

    def page(self, asked: Asked, day: Day) -> Page | None:
        shown = self._world.shown("bcorp", day)
        if asked.path == "/":
            return drawn("corps_home.html", count=len(shown))
        if asked.path == "/bedrijven":
            return drawn(
                "corps_search.html", search=_SEARCH, key=_key(day), shown=[s.profile for _, s in shown]
            )
        if asked.path == _SEARCH and asked.method == "POST":
            return self._search(asked, day)
        return None

    def _search(self, asked: Asked, day: Day) -> Page:
        if asked.headers.get(_KEY_HEADER) != _key(day):
            return json_page(_REFUSED, 401)
        shown = self._world.shown("bcorp", day)
        size = min(page_number(asked.json, "per_page"), _MOST_HITS) if "per_page" in asked.json else _HITS
        number = page_number(asked.json, "page")
        hits = [{"document": _document(*pair), "highlight": {}} for pair in slice_of(shown, number, size)]
        return json_page({"found": len(shown), "page": number, "out_of": len(shown), "hits": hits})


def _key(day: Day) -> str:
    return key_of("corps", "before" if day < days.SECOND else "after", 32)


def _document(entry: Entry, showing: Showing) -> dict[str, Any]:
    profile, standing = showing.profile, showing.standing
    return {
        "id": entry.key,
        "name": profile.name,
        "company": {"kvk": profile.kvk or None, "website": profile.website or None, "sector": profile.sector},
        "hq": {"city": profile.city, "province": profile.province, "country": "Netherlands"},
        "certified_since": standing.since.isoformat() if standing.since else None,
        "products": list(profile.offerings),
        "description": profile.description,
    }
