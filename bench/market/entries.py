# SPDX-License-Identifier: EUPL-1.2
"""A market: invented companies, and the entries that four registers show of some of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bench.market.companies import (
    Company,
    Taken,
    branch,
    company,
    headed,
    namesake,
    other_trade,
    sister,
    with_sister,
)
from bench.market.naming import pick
from bench.market.places import Towns, towns
from bench.market.slips import kvk_as_written
from bench.market.writing import statutory, written

_MOST: Final = 0.97
_SHOWN: Final = 0.345  # of the companies, by each register for itself
# The chance that a company comes with such others.
_SISTERS, _BRANCHES, _NAMESAKES, _IN_TOWN, _OTHER_TRADES = 0.022, 0.025, 0.06, 0.007, 0.08
_WRONG_NUMBER: Final = 0.01
_PLATFORMS: Final = (
    "https://www.facebook.com/{}",
    "https://nl.linkedin.com/company/{}",
    "https://{}.jouwweb.nl",
)

_WRITTEN_AS: Final = (
    "https://www.{}", "https://www.{}/", "http://www.{}", "www.{}", "https://{}/over-ons", "{}"
)  # fmt: skip


@dataclass(frozen=True)
class Habit:
    """What a register shows: the share of its entries that has each fact."""

    register: str
    kvk: float
    website: float
    email: float
    address: float
    municipality: float
    plain: float
    statutory: float


HABITS: Final = (
    Habit(
        "ladder",
        kvk=0.70,
        website=0.55,
        email=0.08,
        address=0.60,
        municipality=0.10,
        plain=0.65,
        statutory=0.50,
    ),
    Habit(
        "code",
        kvk=0.35,
        website=0.90,
        email=0.15,
        address=0.40,
        municipality=0.05,
        plain=0.30,
        statutory=0.15,
    ),
    Habit(
        "leden",
        kvk=0.35,
        website=0.80,
        email=0.12,
        address=0.50,
        municipality=0.30,
        plain=0.25,
        statutory=0.20,
    ),
    Habit(
        "cedris",
        kvk=0.56,
        website=0.62,
        email=0.18,
        address=0.75,
        municipality=0.20,
        plain=0.50,
        statutory=0.40,
    ),
)


def other_habits(kvk: float, website: float, address: float, plain: float) -> tuple[Habit, ...]:
    """The same registers showing so many times as much, or as little, of each fact."""
    return tuple(
        replace(
            habit,
            kvk=min(_MOST, habit.kvk * kvk),
            website=min(_MOST, habit.website * website),
            address=min(_MOST, habit.address * address),
            plain=min(_MOST, habit.plain * plain),
        )
        for habit in HABITS
    )


@dataclass(frozen=True)
class Shown:
    """One entry of a register: what it shows (fields as in a register file), whose it is, and the traps in it."""

    register: str
    key: str
    values: dict[str, str]
    truth: int
    traps: frozenset[str]


@dataclass(frozen=True)
class Market:
    """The companies, the entries (their position is their number), and what names are taken."""

    companies: list[Company]
    entries: list[Shown]
    taken: Taken

    def shown(self) -> list[Company]:
        """The companies of which at least one register has an entry."""
        numbers = {entry.truth for entry in self.entries}
        return [one for one in self.companies if one.number in numbers]


def invent(seed: int, size: int = 6_000, habits: Sequence[Habit] = HABITS) -> Market:
    """A market of so many companies: the same for the same arguments, whenever and wherever it is made."""
    rng, taken = random.Random(f"market {seed}"), Taken()  # noqa: S311
    found = _companies(size, towns(), taken, rng)
    entries = [_entry(habit, one, found, rng) for habit in habits for one in found if rng.random() < _SHOWN]
    return Market(found, entries, taken)


def _companies(size: int, everywhere: Towns, taken: Taken, rng: random.Random) -> list[Company]:
    found: list[Company] = []
    while len(found) < size:
        found.append(company(len(found), everywhere.draw(rng), taken, rng))
        found += _kin(found, everywhere, taken, rng)
    return found[:size]


def _kin(found: list[Company], everywhere: Towns, taken: Taken, rng: random.Random) -> list[Company]:
    """Those that come with the company that was made last, which may get its town behind its name."""
    one, number, drawn = found[-1], len(found), rng.random()
    if drawn < (edge := _SISTERS):
        found[-1] = with_sister(one)
        return [sister(one, number, taken, rng)]
    if drawn < (edge := edge + _BRANCHES):
        found[-1] = one = headed(one)
        return [branch(one, number + i, everywhere, taken, rng) for i in range(1 + int(rng.random() * 3))]
    if drawn < (edge := edge + _NAMESAKES):
        return [namesake(one, number, everywhere, taken, rng, in_town=False)]
    if drawn < (edge := edge + _IN_TOWN):
        return [namesake(one, number, everywhere, taken, rng, in_town=True)]
    if drawn < edge + _OTHER_TRADES:
        return [other_trade(one, number, everywhere, taken, rng, in_town=rng.random() < 0.5)]
    return []


def _entry(habit: Habit, one: Company, found: list[Company], rng: random.Random) -> Shown:
    values, traps = _names(habit, one, rng)
    for given, more in (_number(habit, one, found, rng), _place(habit, one, rng), _online(habit, one, rng)):
        values |= given
        traps |= more
    key = f"{habit.register}-{one.number}"
    return Shown(habit.register, key, values, one.number, frozenset(traps))


def _names(habit: Habit, one: Company, rng: random.Random) -> tuple[dict[str, str], set[str]]:
    name, traps = written(one, rng, plain=habit.plain)
    if rng.random() < 0.04:
        name = name.upper()
    if not one.statutory or rng.random() >= habit.statutory:
        return {"name": name}, traps
    drawn = rng.random()
    if drawn < 0.25:
        return {"name": f"{one.statutory} h.o.d.n. {name}"}, traps | {"both names"}
    if drawn < 0.5:
        return {"name": name, "statutory_name": statutory(one, rng)}, traps | {"both names"}
    return {"name": statutory(one, rng)}, {"statutory name only"}


def _number(
    habit: Habit, one: Company, found: list[Company], rng: random.Random
) -> tuple[dict[str, str], set[str]]:
    if rng.random() >= habit.kvk:
        return {}, {"no kvk"}
    if rng.random() < _WRONG_NUMBER:
        return {"kvk": pick(rng, found).kvk}, {"wrong kvk"}
    number, trap = kvk_as_written(one.kvk, rng)
    return {"kvk": number}, {trap} - {""}


def _place(habit: Habit, one: Company, rng: random.Random) -> tuple[dict[str, str], set[str]]:
    values, traps = dict[str, str](), set[str]()
    postcode, street = one.postcode, one.street
    if one.old and rng.random() < 0.4:
        postcode, street = one.old
        traps.add("moved address")
    if rng.random() < habit.address:
        values["postcode"] = postcode if rng.random() < 0.7 else postcode.replace(" ", "")
        if rng.random() < 0.85:
            values["street"] = street
    if rng.random() < 0.04:
        return values, traps | {"no place"}
    if one.town.is_village and rng.random() < 0.3:
        return values | {"city": one.town.municipality}, traps | {"municipality as city"}
    values["city"] = one.town.name.upper() if rng.random() < 0.06 else one.town.name
    if rng.random() < habit.municipality:
        values["municipality"] = one.town.municipality
    return values, traps


def _online(habit: Habit, one: Company, rng: random.Random) -> tuple[dict[str, str], set[str]]:
    values, traps = dict[str, str](), set[str]()
    wanted = rng.random() < habit.website
    if wanted and one.domain:
        values["website"] = _website(one, rng)
        traps |= _trap_of_website(values["website"], one)
    elif wanted and rng.random() < 0.35:
        values["website"] = pick(rng, _PLATFORMS).format(f"bedrijf{one.number}")
        traps.add("platform for a website")
    if one.mail and rng.random() < (0.3 if wanted and not values else habit.email):
        values["email"] = one.mail
        traps |= {"e-mail for a website"} if not values.get("website") else set()
    return values, traps


def _trap_of_website(shown: str, one: Company) -> set[str]:
    if one.domain in shown:
        return set()
    return {"another website" if one.other_domain and one.other_domain in shown else "platform for a website"}


def _website(one: Company, rng: random.Random) -> str:
    drawn = rng.random()
    if drawn < 0.04:
        return pick(rng, _PLATFORMS).format(one.domain.partition(".")[0])
    other = one.other_domain if drawn > 0.6 else ""
    return pick(rng, _WRITTEN_AS).format(other or one.domain)
