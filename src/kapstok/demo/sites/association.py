# SPDX-License-Identifier: EUPL-1.2
"""The association of social entrepreneurs: cards behind a "show more" button, a few at a time, as WordPress does it.

The button sends a form with a number of the page and a one-day number (nonce) that stands in a script of the page; the
answer is JSON with the next cards in it as HTML. A number of another day is refused.
"""

from __future__ import annotations

import json
from typing import Any, Final

from kapstok.demo.days import Day
from kapstok.demo.enterprise import Entry, Showing, World
from kapstok.demo.sites.page import Asked, Page, drawn, json_page, key_of, page_number, slice_of

_BUTTON: Final = "/wp-admin/admin-ajax.php"
_CARDS: Final = 30
_REFUSED: Final = Page(b"-1", "text/html; charset=utf-8", 403)


class Association:
    """The site of the association, a pure function of request and day."""

    name = "association"
    robots = f"User-agent: *\nDisallow: /wp-admin/\nAllow: {_BUTTON}\n"

    def __init__(self, world: World):
        self._world = world

    def page(self, asked: Asked, day: Day) -> Page | None:
        shown = self._world.shown("senl", day)
        if asked.path == "/":
            return drawn("association_home.html", count=len(shown))
        if asked.path == "/leden":
            # As WordPress writes it into a page: the slashes escaped.
            button = json.dumps({"ajaxurl": _BUTTON, "nonce": _nonce(day)}).replace("/", "\\/")
            first = [_card(*pair) for pair in slice_of(shown, 1, _CARDS)]
            return drawn("association_members.html", button=button, cards=first, count=len(shown))
        if asked.path == _BUTTON and asked.method == "POST":
            return self._more(asked, day)
        return None

    def _more(self, asked: Asked, day: Day) -> Page:
        form = asked.form
        if form.get("action") != "leden_laden" or form.get("nonce") != _nonce(day):
            return _REFUSED
        shown = self._world.shown("senl", day)
        number = page_number(form, "pagina")
        cards = [_card(*pair) for pair in slice_of(shown, number, _CARDS)]
        html = drawn("association_cards.html", cards=cards).body.decode() if cards else ""
        return json_page({"success": True, "data": {"html": html, "aantal": len(shown)}})


def _nonce(day: Day) -> str:
    return key_of("association", day, 10)


def _card(entry: Entry, showing: Showing) -> dict[str, Any]:
    since = showing.standing.since
    return {"id": entry.key, "profile": showing.profile, "since": since.isoformat() if since else ""}
