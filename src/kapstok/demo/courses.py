# SPDX-License-Identifier: EUPL-1.2
"""The course of a label over the three days: what its register shows each day, and whether it holds.

Each course states its truth outright, as a person would who knows the rules (contracts: state of a label on a day); it
is not computed by the code that it tests. `holds` speaks of each day as known on that day. The table site publishes
nothing on the second day, so there a course of it goes on with what the first day said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeAlias

from kapstok.demo.days import Dates, RegisterId
from kapstok.demo.draw import Draw
from kapstok.demo.enterprise import Standing

Shown: TypeAlias = tuple[Standing | None, Standing | None, Standing | None]
Truth: TypeAlias = tuple[bool, bool, bool]

ALWAYS: Final = (True, True, True)
NEVER: Final = (False, False, False)
TO_BE_SEEN: Final = (False, False, True)  # from the third day on
_TERM = timedelta(days=730)

# The ways in which one register writes one level; its register file maps them all.
LEVELS: Final[Mapping[str, tuple[str, ...]]] = {
    "aspirant": ("Aspirant", "Aspirant-status"),
    "basis": ("Basis", "Trede Basis"),
    "1": ("Trede 1", "PSO Trede 1"),
    "2": ("Trede 2", "PSO Trede 2"),
    "3": ("Trede 3", "PSO Trede 3"),
    "30+": ("Trede 3|30+", "Trede 3 - 30+", "PSO30+", "30+ (Abw)", "30+ Trede 3"),
}


@dataclass(frozen=True)
class Course:
    """What a register shows of a label on each day, and the truth about it."""

    shown: Shown
    holds: Truth
    last_page_missing: bool = False


Maker: TypeAlias = Callable[[Dates, Draw, str], Course]


def course(register: RegisterId, name: str, dates: Dates, draw: Draw, level: str = "") -> Course:
    """The course of that name in that register; a level that is not asked for falls as levels do."""
    return MAKERS[register][name](dates, draw, level)


def _written(level: str, draw: Draw) -> str:
    return draw.pick(LEVELS[level]) if level in LEVELS else level


def _some_level(draw: Draw) -> str:
    return draw.weighted({"basis": 10, "1": 30, "2": 25, "3": 20, "30+": 15})


def _running(dates: Dates, draw: Draw) -> tuple[date, date]:
    """A term that began long ago and ends far from these days."""
    until = dates[2] + timedelta(days=draw.whole(45, 680))
    return until - _TERM, until


# --- the ladder: a level, and a term of two years ---


def _ladder(level: str, term: tuple[date, date]) -> Standing:
    return Standing(level=level, since=term[0], until=term[1])


def _ladder_steady(dates: Dates, draw: Draw, level: str) -> Course:
    standing = _ladder(_written(level or _some_level(draw), draw), _running(dates, draw))
    return Course((standing, standing, standing), ALWAYS)


def _ladder_aspirant(dates: Dates, draw: Draw, level: str) -> Course:
    standing = _ladder(_written("aspirant", draw), _running(dates, draw))
    return Course((standing, standing, standing), NEVER)


def _changes_level(before: str, after: str, holds: Truth) -> Maker:
    def maker(dates: Dates, draw: Draw, level: str) -> Course:
        term = _running(dates, draw)
        old, new = (_ladder(_written(one, draw), term) for one in (before, after))
        return Course((old, old, new), holds)

    return maker


def _over(dates: Dates, draw: Draw, level: str, until: date) -> Standing:
    return _ladder(_written(level or _some_level(draw), draw), (until - _TERM, until))


def _ladder_over_for_long(dates: Dates, draw: Draw, level: str) -> Course:
    """Its term ended months ago; the register still shows it."""
    over = _over(dates, draw, level, dates[0] - timedelta(days=draw.whole(45, 200)))
    return Course((over, over, over), NEVER)


def _ladder_waits_for_audit(dates: Dates, draw: Draw, level: str) -> Course:
    """Its term ended less than thirty days ago and nothing followed yet: pending."""
    over = _over(dates, draw, level, dates[0] - timedelta(days=draw.whole(3, 25)))
    return Course((over, over, over), NEVER)


def _ladder_ends_on_first_day(dates: Dates, draw: Draw, level: str) -> Course:
    """The first day is the last of its term."""
    over = _over(dates, draw, level, dates[0])
    return Course((over, over, over), (True, False, False))


def _ladder_renews_late(dates: Dates, draw: Draw, level: str) -> Course:
    """Its term ended before the first day; the third day shows a new one that begins then."""
    over = _over(dates, draw, level, dates[0] - timedelta(days=draw.whole(5, 20)))
    new = _ladder(over.level, (dates[2], dates[2] + _TERM))
    return Course((over, over, new), TO_BE_SEEN)


def _ladder_renews_just_late(dates: Dates, draw: Draw, level: str) -> Course:
    """Its term ended on the first day; the new one is shown on the third, and began on the second."""
    over = _over(dates, draw, level, dates[0])
    new = _ladder(over.level, (dates[1], dates[1] + _TERM))
    return Course((over, over, new), (True, False, True))


def _ladder_prolonged(dates: Dates, draw: Draw, level: str) -> Course:
    """The third day shows a later end of the same term, which had run out."""
    over = _over(dates, draw, level, dates[0] - timedelta(days=draw.whole(5, 20)))
    longer = replace(over, until=dates[2] + timedelta(days=draw.whole(90, 365)))
    return Course((over, over, longer), TO_BE_SEEN)


def _ladder_begins_today(dates: Dates, draw: Draw, level: str) -> Course:
    """Shown from the first day with a term that begins on the third."""
    coming = _ladder(_written(level or _some_level(draw), draw), (dates[2], dates[2] + _TERM))
    return Course((coming, coming, coming), TO_BE_SEEN)


def _ladder_new(dates: Dates, draw: Draw, level: str) -> Course:
    since = dates[2] - timedelta(days=draw.whole(1, 20))
    fresh = _ladder(_written(level or _some_level(draw), draw), (since, since + _TERM))
    return Course((None, None, fresh), TO_BE_SEEN)


def _ladder_gone(dates: Dates, draw: Draw, level: str) -> Course:
    """Gone on the third day: one published run without it is not enough to delist."""
    shown = _ladder_steady(dates, draw, level).shown
    return Course((shown[0], shown[1], None), ALWAYS)


def _ladder_odd_level(dates: Dates, draw: Draw, level: str) -> Course:
    """The third day writes its level in a way that nobody has seen before: the level of the first day stays."""
    before = _ladder(_written(level or "2", draw), _running(dates, draw))
    odd = replace(before, level="Trede 2 (onder voorbehoud)")
    return Course((before, before, odd), ALWAYS)


def _ladder_odd_from_start(dates: Dates, draw: Draw, level: str) -> Course:
    """Its level was never readable: excluded until a person decides."""
    odd = _ladder("Trede 1 of 2", _running(dates, draw))
    return Course((odd, odd, odd), NEVER)


def _ladder_page_missing(dates: Dates, draw: Draw, level: str) -> Course:
    """Its own page is missing on the third day: what it said before stays."""
    return Course(_ladder_steady(dates, draw, level).shown, ALWAYS, last_page_missing=True)


# --- the code: a status, and the day of admission ---


def _admitted(dates: Dates, draw: Draw) -> Standing:
    return Standing(status="Toegelaten", since=dates[0] - timedelta(days=draw.whole(40, 1900)))


def _code_stays(status: str, holds: Truth) -> Maker:
    def maker(dates: Dates, draw: Draw, level: str) -> Course:
        standing = _admitted(dates, draw) if status == "Toegelaten" else Standing(status=status)
        return Course((standing, standing, standing), holds)

    return maker


def _code_let_in(dates: Dates, draw: Draw, level: str) -> Course:
    """Applied on the first day, admitted on the second."""
    asked = Standing(status="Aangevraagd")
    admitted = Standing(status="Toegelaten", since=dates[1])
    return Course((asked, admitted, admitted), (False, True, True))


def _code_put_back(dates: Dates, draw: Draw, level: str) -> Course:
    """Has to apply anew on the third day."""
    admitted = _admitted(dates, draw)
    return Course((admitted, admitted, Standing(status="Aangevraagd")), (True, True, False))


# --- shared by the registers without terms, and by the code ---

_Standings: TypeAlias = Callable[[Dates, Draw], Standing]


def _member(dates: Dates, draw: Draw) -> Standing:
    return Standing(since=dates[0] - timedelta(days=draw.whole(100, 3000)))


def _appears(standings: _Standings, pattern: str, holds: Truth) -> Maker:
    """Shown on the days that have an x in `pattern`."""

    def maker(dates: Dates, draw: Draw, level: str) -> Course:
        standing = standings(dates, draw)
        first, second, third = (standing if mark == "x" else None for mark in pattern)
        return Course((first, second, third), holds)

    return maker


# --- B Corp: the day of the first certificate, and a label that the region has not admitted ---


def _corp(pattern: str) -> Maker:
    return _appears(_member, pattern, NEVER)


def _comings_and_goings(standings: _Standings) -> dict[str, Maker]:
    return {
        "steady": _appears(standings, "xxx", ALWAYS),
        "new": _appears(standings, "-xx", (False, True, True)),
        "new on the third day": _appears(standings, "--x", TO_BE_SEEN),
        # Two published runs in a row without it: on the third day its label lapses.
        "gone": _appears(standings, "x--", (True, True, False)),
        "gone on the third day": _appears(standings, "xx-", ALWAYS),
        "gone for a day": _appears(standings, "x-x", ALWAYS),
    }


MAKERS: Final[Mapping[RegisterId, Mapping[str, Maker]]] = {
    "pso": {
        "steady": _ladder_steady,
        "aspirant": _ladder_aspirant,
        "upgraded from 1 to 2": _changes_level("1", "2", ALWAYS),
        "upgraded from 2 to 3": _changes_level("2", "3", ALWAYS),
        "gains 30+": _changes_level("3", "30+", ALWAYS),
        "aspirant no more": _changes_level("aspirant", "basis", TO_BE_SEEN),
        "falls to aspirant": _changes_level("1", "aspirant", (True, True, False)),
        "over for long": _ladder_over_for_long,
        "waits for its audit": _ladder_waits_for_audit,
        "ends on the first day": _ladder_ends_on_first_day,
        "renews late": _ladder_renews_late,
        "renews just late": _ladder_renews_just_late,
        "prolonged": _ladder_prolonged,
        "begins today": _ladder_begins_today,
        "new on the third day": _ladder_new,
        "gone on the third day": _ladder_gone,
        "odd level": _ladder_odd_level,
        "odd level from the start": _ladder_odd_from_start,
        "page missing": _ladder_page_missing,
    },
    "cso": {
        **_comings_and_goings(_admitted),
        "applied": _code_stays("Aangevraagd", NEVER),
        "aspirant": _code_stays("Aspirant", NEVER),
        "let in": _code_let_in,
        "put back": _code_put_back,
    },
    "senl": _comings_and_goings(_member),
    "cedris": _comings_and_goings(_member),
    "bcorp": {"steady": _corp("xxx"), "new": _corp("-xx"), "gone on the third day": _corp("xx-")},
}
