# SPDX-License-Identifier: EUPL-1.2
"""About four hundred invented enterprises of the east, their entries in five registers, and the truth about them.

The same days give the same world. All of it is made up: KvK numbers begin with 00, as none in use does, every website
lies under .example, and nobody has a telephone. What is special is written out by hand (tables/cases.toml); the many
others are drawn, and each of those can be recognised over the registers by careful rules: by its KvK number, by its
website and place, or by its name and place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from kapstok.demo import names, tables
from kapstok.demo.courses import course
from kapstok.demo.days import REGISTERS, Dates, RegisterId
from kapstok.demo.draw import Draw
from kapstok.demo.enterprise import Enterprise, Entry, Profile, Showing, World
from kapstok.demo.tables import Town, Trade

SIZE: Final = 400

_OUTSIDE: Final = 0.035
_REGISTERS: Final[Mapping[tuple[RegisterId, ...], float]] = {
    ("pso",): 38,
    ("bcorp",): 1.5,
    ("pso", "bcorp"): 1,
    ("cso", "bcorp"): 2,
    ("senl", "bcorp"): 2,
    ("cso",): 13,
    ("senl",): 17,
    ("pso", "cso"): 8,
    ("pso", "senl"): 7,
    ("cso", "senl"): 13,
    ("pso", "cso", "senl"): 4,
}
# How often each course is dealt; every other entry is steady.
_DEALT: Final[Mapping[RegisterId, Mapping[str, int]]] = {
    "pso": {
        "aspirant": 14,
        "upgraded from 1 to 2": 3,
        "upgraded from 2 to 3": 2,
        "gains 30+": 2,
        "aspirant no more": 2,
        "falls to aspirant": 1,
        "over for long": 4,
        "waits for its audit": 3,
        "ends on the first day": 3,
        "renews late": 3,
        "renews just late": 2,
        "prolonged": 1,
        "begins today": 2,
        "new on the third day": 6,
        "gone on the third day": 3,
        "odd level": 1,
        "odd level from the start": 1,
        "page missing": 1,
    },
    "cso": {
        "applied": 9,
        "aspirant": 4,
        "let in": 3,
        "put back": 1,
        "new": 4,
        "new on the third day": 2,
        "gone": 3,
        "gone on the third day": 1,
        "gone for a day": 1,
    },
    "senl": {"new": 5, "new on the third day": 2, "gone": 4, "gone on the third day": 2, "gone for a day": 2},
    "cedris": {},
    "bcorp": {"new": 1, "gone on the third day": 1},
}
# What makes the entries of one drawn enterprise recognisable as one.
_RECOGNISED_BY: Final = {"kvk": 45, "website": 30, "name": 25}


def build(dates: Dates, size: int = SIZE) -> World:
    """The world around three days; its last day is `dates[2]`."""
    maker = _Maker(dates)
    written = [maker.written(case, each) for case in tables.cases() for each in case["enterprise"]]
    return World(dates, (*written, *maker.drawn(size - len(written))))


@dataclass(frozen=True)
class _Draft:
    """An enterprise before its entries are made: all that is true of it."""

    id: str
    form: str
    town: Town
    trade: Trade
    profile: Profile


class _Maker:
    """Makes enterprises; remembers which names, numbers and addresses have been given out."""

    def __init__(self, dates: Dates):
        self._dates = dates
        self._draw = Draw("kapstok demo oost")
        self._words = tables.words()
        self._taken: set[str] = set()
        self._numbers = dict.fromkeys(REGISTERS, 0)

    # --- the many ---

    def drawn(self, count: int) -> list[Enterprise]:
        registers = [self._draw.weighted(_REGISTERS) for _ in range(count)]
        decks = {r: self._deck(r, sum(r in shown for shown in registers)) for r in REGISTERS}
        return [self._one_drawn({r: decks[r].pop() for r in shown}) for shown in registers]

    def _deck(self, register: RegisterId, size: int) -> list[str]:
        special = [name for name, count in _DEALT[register].items() for _ in range(count)]
        return self._draw.some(special + ["steady"] * (size - len(special)), size)

    def _one_drawn(self, courses: Mapping[RegisterId, str]) -> Enterprise:
        draft = self._draft()
        by = self._draw.weighted(_RECOGNISED_BY)
        entries = tuple(
            self._entry(
                register, course_name, self._as_shown(draft, by, alone=len(courses) == 1, first=index == 0)
            )
            for index, (register, course_name) in enumerate(courses.items())
        )
        return Enterprise(draft.id, draft.town.in_area, entries)

    def _draft(self) -> _Draft:
        trade = self._draw.pick(tuple(tables.trades().values()))
        name = self._new_name(trade)
        town = self._town_without(names.core_of(name, self._words))
        form = self._draw.weighted({"bv": 45, "stichting": 30, "vof": 8, "coop": 5, "sole": 12})
        return self._drafted(name, form, town, trade)

    def _new_name(self, trade: Trade) -> str:
        while True:
            name = names.trade_name(trade, self._words, self._draw)
            if self._take(names.slug(name)):
                return name

    def _town_without(self, core: str) -> Town:
        """A town in which no other enterprise goes by that word: namesakes are written by hand."""
        outside = self._draw.chance(_OUTSIDE)
        choice = {town: town.weight for town in tables.towns() if town.in_area != outside}
        while True:
            town = self._draw.weighted(choice)
            if self._take(f"{core} in {town.city}"):
                return town

    def _take(self, key: str) -> bool:
        if key in self._taken:
            return False
        self._taken.add(key)
        return True

    def _new_kvk(self) -> str:
        while True:
            number = f"00{self._draw.whole(100_000, 999_999)}"
            if self._take(number):
                return number

    def _drafted(self, name: str, form: str, town: Town, trade: Trade) -> _Draft:
        slug = names.slug(name)
        letters = "".join(self._draw.pick("ABCDEGHJKLMNPRTVWXZ") for _ in range(2))
        profile = Profile(
            name=name,
            statutory_name=names.statutory_name(name, form),
            kvk=self._new_kvk(),
            city=town.city,
            street=f"{self._draw.pick(self._words.streets)} {self._draw.whole(1, 180)}",
            postcode=f"{self._draw.pick(town.postcodes)} {letters}",
            municipality=town.municipality,
            province=town.province,
            website=f"https://www.{slug}.example",
            sector=trade.sector,
            offerings=tuple(self._draw.some(trade.offerings, self._draw.whole(3, 5))),
            description=self._description(trade, town),
        )
        return _Draft(slug, form, town, trade, profile)

    def _description(self, trade: Trade, town: Town) -> str:
        parts = (
            self._draw.pick(trade.opening),
            self._draw.pick(self._words.missions),
            self._draw.pick(trade.closing),
        )
        return " ".join(parts).replace("{city}", town.city)

    def _as_shown(self, draft: _Draft, by: str, *, alone: bool, first: bool) -> Profile:
        """The enterprise as one register writes it, still recognisable by one thing."""
        profile, draw = draft.profile, self._draw
        shows_number = by == "kvk" or (draw.chance(0.7) if alone else first and draw.chance(0.5))
        shows_site = by == "website" or (draw.chance(0.75) if alone else first and draw.chance(0.5))
        return replace(
            profile,
            name=self._name_for(draft, by, alone=alone, first=first),
            kvk=profile.kvk if shows_number else "",
            website=self._address_for(profile.website) if shows_site else "",
            offerings=tuple(draw.some(profile.offerings, draw.whole(2, len(profile.offerings)))),
        )

    def _name_for(self, draft: _Draft, by: str, *, alone: bool, first: bool) -> str:
        if alone:
            return names.otherwise(draft.profile.name, draft.form, self._draw)
        if first:
            return draft.profile.name
        if by == "kvk" and self._draw.chance(0.15):
            return names.core_of(draft.profile.name, self._words)
        written = names.otherwise(draft.profile.name, draft.form, self._draw)
        return written.upper() if self._draw.chance(0.15) else written

    def _address_for(self, website: str) -> str:
        bare = website.removeprefix("https://www.")
        return self._draw.pick((website, f"http://{bare}", f"https://{bare}/", f"{website}/over-ons"))

    # --- the special ones ---

    def written(self, case: Mapping[str, Any], given: Mapping[str, Any]) -> Enterprise:
        """An enterprise of the cases file; what the file does not say is drawn."""
        town = _town(given["city"], given.get("municipality_code"))
        self._take(names.slug(given["name"]))
        draft = self._drafted(given["name"], given.get("form", "bv"), town, tables.trades()[given["trade"]])
        profile = replace(draft.profile, **_facts(given))
        return Enterprise(
            id=given.get("id", draft.id),
            in_area=given.get("in_area", town.in_area),
            entries=tuple(self._written_entry(profile, entry) for entry in given["entry"]),
            case=case["why"],
            for_a_person=case.get("for_a_person", False),
        )

    def _written_entry(self, profile: Profile, given: Mapping[str, Any]) -> Entry:
        if "branch" in given:
            profile = _branch(profile, _town(given["branch"]))
        shown = replace(profile, **_facts(given))
        entry = self._entry(given["register"], given.get("course", "steady"), shown, given.get("level", ""))
        later = given.get("renamed")
        return _renamed(entry, later) if later else entry

    # --- both ---

    def _entry(self, register: RegisterId, course_name: str, profile: Profile, level: str = "") -> Entry:
        line = course(register, course_name, self._dates, self._draw, level)
        first, second, third = (Showing(profile, s) if s else None for s in line.shown)
        if third and line.last_page_missing:
            third = replace(third, detail_page=False)
        return Entry(
            register, self._key(register, profile.name), (first, second, third), line.holds, course_name
        )

    def _key(self, register: RegisterId, name: str) -> str:
        self._numbers[register] += 1
        number = self._numbers[register]
        match register:
            case "pso":
                return f"/organisatie/{1000 + number}"
            case "cso":
                return f"{names.slug(name)}-{number}"
            case "senl":
                return f"SE-{number:04}"
            case "cedris":
                return f"CD-{number:02}"
            case "bcorp":
                return f"{names.slug(name)}-b{number:02}"


def _branch(profile: Profile, town: Town) -> Profile:
    """The same company in another town."""
    return replace(
        profile,
        city=town.city,
        municipality=town.municipality,
        province=town.province,
        street="Stationsweg 5",
        postcode=f"{town.postcodes[0]} AB",
    )


def _town(city: str, municipality_code: str | None = None) -> Town:
    return next(
        town
        for town in tables.towns()
        if town.city == city and municipality_code in (None, town.municipality_code)
    )


_PROFILE_FIELDS: Final = frozenset(Profile.__dataclass_fields__)


def _facts(given: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if key in _PROFILE_FIELDS}


def _renamed(entry: Entry, name: str) -> Entry:
    """The entry, going by another name from the second day on."""
    first, *later = entry.showings
    second, third = (s and replace(s, profile=replace(s.profile, name=name)) for s in later)
    return replace(entry, showings=(first, second, third))
