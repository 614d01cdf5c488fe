# SPDX-License-Identifier: EUPL-1.2
"""The words around the name of a place: "in de omgeving van …", "binnen 10 km van …", "… en omstreken".

Policy; the rule is places.md. They are read from the name outwards, because only the name tells that they are about it.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kapstok.search.dutch.place_writings import Words

# What "omgeving" and "vlakbij" add to a place, in kilometres.
AROUND: Final = 10.0
NEARBY: Final = 5.0

# How surely a place follows: after "gemeente" or "omgeving" it must, after "in" it may, after "naar" who knows.
SURE, PLACE_PREPOSITION, WEAK, NOTHING = 3, 2, 1, 0

_KM = r"(?P<km>\d{1,3})\ ?(?:km|kilometers?)"
_RADIUS = r"""(?:(?:binnen|in|met|op|tot|max|maximaal|maximum|hooguit|hoogstens)\ )*(?:een\ )?
    (?:(?:straal|afstand|omtrek)\ (?:van\ )?)?"""
_BEFORE = re.compile(
    rf"""(?:^|\ )(?P<taken>
      (?:(?:ergens|liefst|het\ liefst)\ )?
      (?P<within>{_RADIUS}(?:max(?:imaal)?\ )?{_KM}\ (?:(?:afstand|rijden)\ )?
         (?:van|rond|rondom|om|vanaf|uit|from|of)\ )?
      (?P<around>(?:in|uit|voor|binnen)?\ ?(?:de\ |het\ )?(?:wijde\ |directe\ |nabije\ |naaste\ )?
         (?:omgeving|omg|omstreken|buurt|nabijheid|omtrek|regio|streek|gebied)\ (?:van\ |rond\ |rondom\ )?)?
      (?P<near>(?:(?:vlak|dicht|kort)\ bij|vlakbij|dichtbij|nabij|nabije|rond|rondom|around|near)\ )?
      (?P<plain>(?:in|te|uit|vanuit|bij|op|naar|tussen|heel|om|at|from|vanaf)\ (?:heel\ |midden\ )?)?
      (?P<what>(?:de\ |het\ |onze\ )?(?:gemeente|gem|provincie|prov|stad|dorp|plaats|regio|arbeidsmarktregio|streek
         |postcode|pc|postcodegebied|centrum|binnenstad)\ (?:van\ )?)?
      (?P<article>(?:de|het|den|t)\ )?
      (?P<side>(?:(?:noord|oost|zuid|west|noordoost|noordwest|zuidoost|zuidwest|midden)(?:elijke?)?\ )?)
    )$""",
    re.VERBOSE,
)
_BEHIND = re.compile(
    rf"""^(?P<taken>
      (?:\ (?:stad|stadskern|centrum|binnenstad|gemeente|dorp|e\ o)(?=\ |$)
        |\ (?:noord|oost|zuid|west|noordoost|noordwest|zuidoost|zuidwest)(?=\ |$))*
      (?P<around>\ (?:en\ |of\ |met\ )?(?:wijde\ |directe\ )?
         (?:omgeving|omg|omstreken|omstr|randgemeenten|buurt|regio)
         (?=\ |$)|\ e\ ?o(?=\ |$))?
      (?P<within>\ {_RADIUS}{_KM}(?:\ (?:afstand|rondom|eromheen|straal|rond))?(?=\ |$))?
    )""",
    re.VERBOSE,
)


class Said(NamedTuple):
    """How the words before a name end: from where on they are about it, and what they say of it."""

    start: int
    strength: int
    around: float = 0.0
    within: int | None = None
    what: str = ""
    article: bool = False


class After(NamedTuple):
    """How the words behind a name begin: up to where they are about it (exclusive), and what they say of it."""

    end: int
    around: float = 0.0
    within: int | None = None


def before(asked: Words, at: int) -> Said:
    """What stands before the name at `at`."""
    match = _BEFORE.search("".join(f"{word} " for word in asked[:at]))
    if match is None:
        return Said(at, NOTHING)
    around, near = match["around"] or "", (match["near"] or "").strip()
    what = _noun(match["what"] or "") or next((word for word in around.split() if word in _REGIONS), "")
    strength = _strength(f"{what}{around}{match['within'] or ''}", near, match["plain"] or "")
    taken = match["taken"].count(" ") if strength or match["article"] or match["side"] else 0
    return Said(
        start=at - taken,
        strength=strength,
        around=AROUND if around else NEARBY if near else 0.0,
        within=int(match["km"]) if match["within"] else None,
        what=what,
        article=bool(match["article"]),
    )


def after(asked: Words, at: int) -> After:
    """What stands behind the name that ends at `at`."""
    match = _BEHIND.match("".join(f" {word}" for word in asked[at:]))
    if match is None:
        return After(at)
    return After(
        end=min(at + match["taken"].count(" "), len(asked)),
        around=AROUND if match["around"] else 0.0,
        within=int(match["km"]) if match["within"] else None,
    )


_REGIONS: Final = frozenset({"regio", "streek"})
_SMALL: Final = frozenset({"van", "de", "het", "onze"})


def _noun(what: str) -> str:
    return next((word for word in reversed(what.split()) if word not in _SMALL), "")


def _strength(certain: str, near: str, plain: str) -> int:
    if certain or near in _NEXT_TO:
        return SURE
    if near or plain.split()[:1] in (["in"], ["vanuit"], ["heel"]):
        return PLACE_PREPOSITION
    return WEAK if plain else NOTHING


_NEXT_TO: Final = frozenset({"vlak bij", "dicht bij", "kort bij", "vlakbij", "dichtbij", "nabij"})
