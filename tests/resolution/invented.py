# SPDX-License-Identifier: EUPL-1.2
"""Five registers of an invented region, with the truth about which entries are one company.

Seeded, so that a figure that a test asserts is the same on every machine. Every trap is a method named after it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from kapstok.regions.gazetteer import Place, gazetteer
from kapstok.resolution.records import Record, record

REGISTERS = ("ladder", "code", "leden", "werk", "kring")

_BEGINNINGS = """
Groen Zilver Over Nieuw Samen Hand Zon Werk Buurt Fiets Hout Klei Wolk Ster Tuin Brood Koren Linnen Weef Vuur Spoor Dijk
Bron Vlinder Anker Kompas Veld Molen Haven Berk Egel Kiem Spiegel Draad Kruid Schakel Wissel Pijler Vonk
"""
_ENDS = """
kracht plaats hoeve werk atelier kamer gilde huis makers fabriek zorg goed lijn bak loods erf tafel zaak maat groep baan
schuur winst kans school bouw stroom spinnerij bakkers keuken ruimte post bron hof mand
"""
_TRADES = (
    "Kringloop",
    "Schoonmaak",
    "Hoveniers",
    "Drukkerij",
    "Catering",
    "Timmerwerken",
    "Logistiek",
    "Textiel",
)
_FORMS = ("", "Stichting", "B.V.", "V.O.F.", "Coöperatie")
_ARTICLES = ("", "", "", "De ", "Het ", "'t ")
_VILLAGES = (
    "Hertme",
    "Zenderen",
    "Notter",
    "Heino",
    "Mariënheem",
    "Lettele",
    "Diepenveen",
    "Gorssel",
    "Harfsen",
)
_ADDRESSES = ("https://www.{}/", "http://{}", "{}", "WWW.{}/over-ons")


@dataclass(frozen=True)
class Company:
    """The truth: what one company is called, where it is, and what it can be known by."""

    truth: int
    core: str
    home: Place
    kvk: str
    site: str | None
    postcode: str
    article: str = ""
    form: str = ""
    trade_name: str | None = None
    place_in_name: bool = False
    shows_number: bool = False
    shows_form: bool = False


@dataclass
class Region:
    """The entries of all registers, and for each the company it stands for, its trap, and what it tells of itself."""

    records: list[Record] = field(default_factory=list)
    truth: dict[int, int] = field(default_factory=dict)
    trap: dict[int, str] = field(default_factory=dict)
    tells: dict[int, frozenset[str]] = field(default_factory=dict)

    def decidable_pairs(self) -> set[tuple[int, int]]:
        """The pairs of entries that are one company and tell of one fact by which that can be known."""
        entries: dict[int, list[int]] = defaultdict(list)
        for entry, company in self.truth.items():
            entries[company].append(entry)
        pairs = (pair for group in entries.values() for pair in combinations(group, 2))
        return {(a, b) for a, b in pairs if self.tells[a] & self.tells[b]}


def invented_region(seed: int, size: int) -> Region:
    """A region of some `size` companies (entries: three and a half times as many)."""
    return _Inventor(seed, size).invent()


class _Inventor:
    def __init__(self, seed: int, size: int):
        self.random = random.Random(seed)
        self.size = size
        self.numbers = iter(self.random.sample(range(20_000_000, 89_999_999), size * 3))
        self.region = Region()
        self.cores: set[str] = set()
        self.homes = [
            place
            for m in gazetteer().municipalities()
            if m.province in {"Overijssel", "Gelderland", "Utrecht"}
            for place in gazetteer().places_named(m.name)
            if len(gazetteer().places_named(m.name)) == 1
        ]
        self.postcodes: dict[str | None, list[int]] = defaultdict(list)
        for code in range(3400, 9000):
            self.postcodes[gazetteer().locate(postcode=f"{code}AA").municipality].append(code)

    def invent(self) -> Region:
        shares: dict[Callable[[], Iterator[Company]], float] = {
            self.ordinary: 0.50,
            self.in_a_village: 0.08,
            self.branches_on_one_site: 0.10,
            self.namesakes_elsewhere: 0.10,
            self.namesakes_in_one_city: 0.05,
            self.foundation_and_its_company: 0.06,
        }
        for trap, share in shares.items():
            for _ in range(round(self.size * share)):
                for company in trap():
                    self.register(company, trap.__name__)
        self.copy_numbers_wrongly()
        return self.region

    def ordinary(self) -> Iterator[Company]:
        yield self.company(trade_name=self.core() if self.chance(0.08) else None)

    def in_a_village(self) -> Iterator[Company]:
        (village,) = gazetteer().places_named(self.random.choice(_VILLAGES))
        yield self.company(home=village)

    def branches_on_one_site(self) -> Iterator[Company]:
        first = self.company(place_in_name=self.chance(0.5))
        yield first
        for home in self.random.sample([p for p in self.homes if p != first.home], 2):
            yield self.another(first, home=home)

    def namesakes_elsewhere(self) -> Iterator[Company]:
        first = self.company()
        yield first
        yield self.another(first, home=self.elsewhere(first.home), site=None)

    def namesakes_in_one_city(self) -> Iterator[Company]:
        first = self.company(shows_number=True)
        yield first
        yield self.another(first, home=first.home, site=f"het-andere-{_domain(first.core)}")

    def foundation_and_its_company(self) -> Iterator[Company]:
        first = self.company(form="Stichting", shows_form=True)
        yield first
        yield replace(self.another(first, home=first.home), form="B.V.", postcode=first.postcode)

    def copy_numbers_wrongly(self) -> None:
        """Two numbers in a hundred are that of another company, elsewhere and with another name and site."""
        numbered = [r for r in self.region.records if r.kvk]
        for victim in self.random.sample(numbered, len(numbered) // 50):
            others = [r for r in numbered if r.at.municipality != victim.at.municipality]
            other = self.random.choice([r for r in others if r.register != victim.register])
            at = self.region.records.index(victim)
            self.region.records[at] = replace(victim, kvk=other.kvk)
            self.region.tells[victim.entry] = frozenset()
            self.region.trap[victim.entry] = "number copied wrongly"

    def company(self, *, home: Place | None = None, **known: Any) -> Company:
        core, home = self.core(), home or self.random.choice(self.homes)
        chosen = {
            "form": self.random.choice(_FORMS),
            "site": _domain(core) if self.chance(0.75) else None,
        } | known
        return Company(
            truth=next(self.numbers),
            core=core,
            home=home,
            kvk=str(next(self.numbers)),
            postcode=self.postcode(home),
            article=self.random.choice(_ARTICLES),
            **chosen,
        )

    def another(self, first: Company, *, home: Place, **other: Any) -> Company:
        number = next(self.numbers)
        return replace(first, truth=number, kvk=str(number), home=home, postcode=self.postcode(home), **other)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def core(self) -> str:
        while True:
            begin, end = self.random.choice(_BEGINNINGS.split()), self.random.choice(_ENDS.split())
            core = begin + self.random.choice(["", " "]) + end
            if self.chance(0.3):
                core += " " + self.random.choice(_TRADES)
            elif self.chance(0.15):
                core += " & " + self.random.choice(_BEGINNINGS.split())
            key = core.replace(" ", "").casefold()
            if key not in self.cores:
                self.cores.add(key)
                return core

    def elsewhere(self, home: Place) -> Place:
        return self.random.choice([p for p in self.homes if p.municipality != home.municipality])

    def postcode(self, home: Place) -> str:
        letters = "".join(self.random.choices("ABCDEFGHJ", k=2))
        return f"{self.random.choice(self.postcodes[home.municipality])}{letters}"

    def register(self, company: Company, trap: str) -> None:
        for register in self.random.sample(REGISTERS, self.random.choice([1, 2, 2, 3, 3, 4])):
            values, tells = self.shown(company, register)
            known = {name: values[name] for name in ("postcode", "municipality", "city") if name in values}
            entry = len(self.region.records) + 1
            location = gazetteer().locate(**known)
            self.region.records.append(
                record(entry=entry, register=register, values=values, location=location)
            )
            self.region.truth[entry] = company.truth
            self.region.trap[entry] = trap
            self.region.tells[entry] = tells

    def shown(self, company: Company, register: str) -> tuple[dict[str, str], frozenset[str]]:
        traded = company.trade_name if register in {"leden", "kring"} else None
        core = traded or company.core
        values, tells = {"name": self.written(company, core)}, {core}
        if traded and self.chance(0.5):
            values["statutory_name"] = self.written(company, company.core)
            tells.add(company.core)
        values |= self.address(company, register)
        if company.shows_number or (register in {"code", "kring"} and self.chance(0.6)):
            values["kvk"] = company.kvk if self.chance(0.8) else f"{company.kvk[:4]} {company.kvk[4:]}"
            tells.add(company.kvk)
        if company.site and register == "leden":
            values["email"] = f"info@{company.site}"
            tells.add(company.site)
        elif company.site and register != "werk" and self.chance(0.8):
            values["website"] = self.random.choice(_ADDRESSES).format(company.site)
            tells.add(company.site)
        elif self.chance(0.4):
            shared = {
                "website": f"https://facebook.com/{_domain(core)}",
                "email": f"{_domain(core)}@gmail.com",
            }
            name = self.random.choice(sorted(shared))
            values[name] = shared[name]
        return values, frozenset(tells)

    def address(self, company: Company, register: str) -> dict[str, str]:
        municipality = gazetteer().municipality(company.home.municipality).name
        city = company.home.name if self.chance(0.85) else municipality
        shown = {} if register == "werk" else {"city": city.upper() if self.chance(0.1) else city}
        if register == "werk" or (register == "leden" and self.chance(0.5)):
            shown["municipality"] = municipality
        if register == "ladder" and self.chance(0.8):
            shown["postcode"] = company.postcode.lower() if self.chance(0.3) else company.postcode
        return shown

    def written(self, company: Company, core: str) -> str:
        name = (company.article if self.chance(0.7) else "") + self.spelled(core)
        name += f" {company.home.name}" if company.place_in_name else ""
        form = company.form if company.shows_form or self.chance(0.6) else ""
        if form in {"Stichting", "Coöperatie"}:
            name = self.random.choice(["{0} {1}", "{0} {1}", "{1}, {0}", "{1} ({0})"]).format(form, name)
            name += " U.A." if form == "Coöperatie" and self.chance(0.5) else ""
        elif form:
            name += " " + self.random.choice([form, form.replace(".", ""), form.lower(), form[:-1]])
        return name.upper() if self.chance(0.1) else name

    def spelled(self, core: str) -> str:
        if "&" in core:
            return core.replace("&", self.random.choice(["&", "&", "en", "+"]))
        return core.replace(" ", self.random.choice([" ", " ", " ", "-", ""]))


def _domain(core: str) -> str:
    return core.lower().replace(" ", "").replace("&", "-") + ".nl"
