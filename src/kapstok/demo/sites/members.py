# SPDX-License-Identifier: EUPL-1.2
"""The member administration that two associations share: pages of JSON, and a page for people.

Nothing on it says when it changed, so it is read whole every day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kapstok.demo.days import Day, RegisterId
from kapstok.demo.enterprise import Entry, Showing, World
from kapstok.demo.sites.page import ROBOTS, Asked, Page, drawn, json_page, page_count, page_number, slice_of

_ITEMS: Final = 50
_ASSOCIATIONS: Final[Mapping[RegisterId, str]] = {"senl": "Sociaal ondernemers", "cedris": "Werkbedrijven"}


class Members:
    """The site of the two associations, a pure function of request and day."""

    name = "members"
    robots = ROBOTS

    def __init__(self, world: World):
        self._world = world

    def page(self, asked: Asked, day: Day) -> Page | None:
        shown = sorted(
            (pair for register in _ASSOCIATIONS for pair in self._world.shown(register, day)),
            key=lambda pair: pair[1].profile.name.casefold(),
        )
        number = page_number(asked.query, "pagina")
        last = page_count(shown, _ITEMS)
        if asked.path == "/":
            members = [_member(*pair) for pair in slice_of(shown, number, _ITEMS)]
            return drawn("members_home.html", members=members, number=number, numbers=range(1, last + 1))
        if asked.path == "/api/leden":
            return json_page(
                {
                    "pagina": number,
                    "paginas": last,
                    "leden": [_member(*pair) for pair in slice_of(shown, number, _ITEMS)],
                }
            )
        return None


def _member(entry: Entry, showing: Showing) -> dict[str, Any]:
    profile, standing = showing.profile, showing.standing
    return {
        "lidnummer": entry.key,
        "vereniging": _ASSOCIATIONS[entry.register],
        "naam": profile.name,
        "adres": {
            "straat": profile.street or None,
            "postcode": profile.postcode or None,
            "plaats": profile.city,
            "gemeente": profile.municipality or None,
        },
        "contact": {"website": profile.website or None, "kvk": profile.kvk or None},
        "lid_sinds": standing.since.isoformat() if standing.since else None,
        "diensten": [{"naam": offering} for offering in profile.offerings],
        "sector": profile.sector,
        "over": profile.description,
    }
