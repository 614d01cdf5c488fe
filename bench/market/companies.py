# SPDX-License-Identifier: EUPL-1.2
"""Invented companies, and those that are easily taken for one another: sisters, branches, namesakes."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Final

from bench.market.naming import SMALL_WORDS, STREETS, Name, invented, pick, slug, surname, with_trade
from bench.market.places import Town, Towns

_FORMS: Final = ("bv",) * 44 + ("stichting",) * 26 + ("eenmanszaak",) * 14 + ("vof",) * 7 + (
    ("cooperatie",) * 4 + ("vereniging",) * 3 + ("nv", "maatschap")
)  # fmt: skip
_WITHOUT_RSIN: Final = frozenset({"eenmanszaak", "vof", "maatschap"})
_LETTERS: Final = "ABCDEGHJKLMNPRSTVWXZ"
_SECOND_LETTERS: Final = "BCEGHJKLMNPRTVWXZ"  # SA, SD and SS are not issued
_DOMAIN_ENDS: Final = (".nl",) * 16 + (".com", ".com", ".eu", ".org", ".net")


@dataclass(frozen=True)
class Company:
    """All that is true of one company.

    `statutory` is its name by the notary where that is another than the trade name, else empty. `domain` and `mail` are
    empty where it has none, `other_domain` is a second site, `old` an address it left. `kin` is the company it is
    easily taken for, and `likeness` how: "sister", "branch", "namesake elsewhere", "namesake in town", "other trade".
    """

    number: int
    name: Name
    statutory: str
    form: str
    kvk: str
    rsin: str
    town: Town
    postcode: str
    street: str
    domain: str
    mail: str
    other_domain: str = ""
    old: tuple[str, str] | None = None
    kin: int | None = None
    likeness: str = ""
    has_sister: bool = False


class Taken:
    """What can be one company's only: its number, its domain, and mostly its name in its town."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def copy(self) -> Taken:
        """As it is now: what is taken in the copy is free here."""
        other = Taken()
        other._seen = set(self._seen)
        return other

    def take(self, *facts: str) -> bool:
        """Whether nobody had any of it yet; from now on it is taken."""
        free = self._seen.isdisjoint(facts)
        self._seen.update(facts)
        return free


def company(number: int, town: Town, taken: Taken, rng: random.Random, name: Name | None = None) -> Company:
    """A company in a town, with a name of its own unless it is given one."""
    name = name or _free_name(town, taken, rng)
    form = pick(rng, _FORMS)
    domain = _domain(name, town, taken, rng) if rng.random() < 0.86 else ""
    return Company(
        number=number,
        name=name,
        statutory=_statutory(name, rng) if rng.random() < 0.2 else "",
        form=form,
        kvk=_kvk(taken, rng),
        rsin=_rsin(rng) if form not in _WITHOUT_RSIN else "",
        town=town,
        postcode=_postcode(town, rng),
        street=_street(rng),
        domain=domain,
        mail=_mail(domain, name, rng),
        other_domain=_domain(name, town, taken, rng) if domain and rng.random() < 0.12 else "",
        old=(_postcode(town, rng), _street(rng)) if rng.random() < 0.12 else None,
    )


def sister(of: Company, number: int, taken: Taken, rng: random.Random) -> Company:
    """The foundation of a private company, or the company of a foundation: mostly one site and one address."""
    name = of.name
    if rng.random() < 0.2:
        name = replace(
            name, text=f"{name.text} {pick(rng, ('Beheer', 'Holding', 'Vastgoed', 'Diensten', 'Werk'))}"
        )
    at_home = rng.random() < 0.7
    return replace(
        company(number, of.town, taken, rng, name),
        form="bv" if of.form == "stichting" else "stichting",
        rsin=_rsin(rng),
        statutory="",
        postcode=of.postcode if at_home else _postcode(of.town, rng),
        street=of.street if at_home else _street(rng),
        domain=of.domain if rng.random() < 0.75 else "",
        other_domain="",
        mail=of.mail if rng.random() < 0.5 else "",
        kin=of.number,
        likeness="sister",
        has_sister=True,
    )


def branch(of: Company, number: int, towns: Towns, taken: Taken, rng: random.Random) -> Company:
    """A company of the same group in another town: "X Hilversum" beside "X Almere", with one site."""
    core = of.name.text.removesuffix(f" {of.town.name}")
    town = _another(of.town, towns, rng)
    while not taken.take(f"{core}|branch|{town.name}"):
        town = _another(of.town, towns, rng)
    made = company(number, town, taken, rng, replace(of.name, text=f"{core} {town.name}", kind="branch"))
    return replace(
        made,
        form=of.form,
        statutory="",
        domain=of.domain,
        mail=of.mail,
        other_domain="",
        kin=of.number,
        likeness="branch",
    )


def with_sister(one: Company) -> Company:
    """The same company as one of two: a foundation, or else a private company."""
    return replace(one, has_sister=True, form="stichting" if one.form == "stichting" else "bv")


def headed(one: Company) -> Company:
    """The same company under a name that carries its town, as one of a group of branches has it."""
    text = one.name.text
    return replace(
        one, name=replace(one.name, text=text if one.town.name in text else f"{text} {one.town.name}")
    )


def namesake(
    of: Company, number: int, towns: Towns, taken: Taken, rng: random.Random, *, in_town: bool
) -> Company:
    """Another company of that name, in another town or, rarely, in the same."""
    town = of.town if in_town else _another(of.town, towns, rng)
    name = replace(of.name, text=of.name.text.replace(of.town.name, town.name))
    likeness = "namesake in town" if in_town else "namesake elsewhere"
    made = company(number, town, taken, rng, name)
    return replace(made, kin=of.number, likeness=likeness)


def other_trade(
    of: Company, number: int, towns: Towns, taken: Taken, rng: random.Random, *, in_town: bool
) -> Company:
    """A company that has nothing to do with one but its own word: "Groenlinde Catering" beside "Groenlinde Bouw"."""
    town = of.town if in_town else _another(of.town, towns, rng)
    name = with_trade(of.name.core, rng)
    made = company(number, town, taken, rng, name)
    return replace(made, kin=of.number, likeness="other trade")


def _another(town: Town, towns: Towns, rng: random.Random) -> Town:
    while (found := towns.draw(rng)).name == town.name:
        pass
    return found


def _statutory(name: Name, rng: random.Random) -> str:
    family, drawn = surname(rng), rng.random()
    if drawn < 0.35:
        return f"{family} {pick(rng, ('Beheer', 'Holding', 'Groep', 'Exploitatie', 'Participaties'))}"
    if drawn < 0.6:
        return f"{pick(rng, _LETTERS)}.{pick(rng, _LETTERS)}. {family}"
    other = invented(rng, _NOWHERE)
    return f"{other.core} {pick(rng, SMALL_WORDS)}" if drawn < 0.8 else other.text


_NOWHERE: Final = Town("Nederland", "Nederland", "", ("1000",), 1.0, 52.0, 5.0)


def _free_name(town: Town, taken: Taken, rng: random.Random) -> Name:
    """A name that nobody in this town has; now and then somebody has."""
    while True:
        name = invented(rng, town)
        if taken.take(f"{name.core}|{name.trade}|{town.name}") or rng.random() < 0.02:
            return name


def _kvk(taken: Taken, rng: random.Random) -> str:
    # Older numbers begin with a zero, which spreadsheets lose.
    while True:
        old = rng.random() < 0.2
        number = f"{int(rng.random() * (9e6 if old else 8e7)) + (1_000_000 if old else 10_000_000):08}"
        if taken.take(number):
            return number


def _rsin(rng: random.Random) -> str:
    """Nine digits that pass the eleven-test."""
    while True:
        eight = int(rng.random() * 9_000_000) + 80_000_000
        rest = sum(int(d) * w for d, w in zip(str(eight), range(9, 1, -1), strict=True)) % 11
        if rest < 10:
            return f"{eight}{rest}"


def _postcode(town: Town, rng: random.Random) -> str:
    return f"{pick(rng, town.digits)} {pick(rng, _LETTERS)}{pick(rng, _SECOND_LETTERS)}"


def _street(rng: random.Random) -> str:
    return f"{pick(rng, STREETS)} {int(rng.random() ** 2 * 240) + 1}{pick(rng, _ADDITIONS)}"


_ADDITIONS: Final = ("",) * 12 + ("a", "b", " A", "-2", " bis")


def _domain(name: Name, town: Town, taken: Taken, rng: random.Random) -> str:
    drawn = rng.random()
    own = slug(name.core if drawn < 0.4 and name.kind != "family" else name.text)
    end = pick(rng, _DOMAIN_ENDS)
    shortest_first = (f"{own}{end}", f"{slug(name.text)}{end}", f"{own}{slug(town.name)}.nl")
    free = next((domain for domain in shortest_first if taken.take(domain)), "")
    return free or f"{own}{int(rng.random() * 1e6)}.nl"


def _mail(domain: str, name: Name, rng: random.Random) -> str:
    if domain and rng.random() < 0.85:
        return f"{pick(rng, ('info', 'info', 'administratie', 'contact', 'facturen'))}@{domain}"
    return f"{slug(name.core)[:18]}@{pick(rng, ('gmail.com', 'hotmail.com', 'ziggo.nl', 'outlook.com'))}"
