# SPDX-License-Identifier: EUPL-1.2
"""Invented companies, any number of them, always the same; the words are those of the demo, the names our own.

As in the demo nothing can be taken for someone: KvK numbers begin with 00, websites lie under `.example`. No two have
one name in one town, so that as many enterprises come out as companies go in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from kapstok.demo import names, tables
from kapstok.demo.draw import Draw
from kapstok.demo.tables import Town, Trade

# A company's own word: a front and a back, "Berkenhof".
_FRONT_WORDS = """
Berken Linden Elzen Wilgen Eiken Beuken Heide Veen Zand Leem Rogge Haver Gerst Tarwe Vlas Koren Molen Sluis Veer Dijk
Honing Hazel Kersen Appel Peren Zilver Koper Tin Gouden Winter Zomer Lente Avond Morgen Noorder Zuider Wester Ooster
"""
_BACK_WORDS = """
hof veld horst brink kamp esch laar werf goed stee bos beek dal berg hout rade mark weide broek donk schuur toren poort
"""
_FRONTS, _BACKS = tuple(_FRONT_WORDS.split()), tuple(_BACK_WORDS.split())
_FORMS = {"bv": 45.0, "stichting": 30.0, "vof": 8.0, "coop": 5.0, "sole": 12.0}


@dataclass(frozen=True)
class Company:
    """All that is true of one company; its label runs from `since` until `until`."""

    number: int
    name: str
    form: str
    kvk: str
    town: Town
    postcode: str
    street: str
    website: str
    sector: str
    offerings: tuple[str, ...]
    description: str
    level: str
    since: date
    until: date

    def written(self, register: str) -> str:
        """The name as one register writes it: the legal form moved or dropped, an ampersand, capitals."""
        return names.otherwise(self.name, self.form, Draw(f"{register} {self.number}"))


def companies(count: int, today: date) -> list[Company]:
    """So many companies of the east, each with a label that holds today."""
    return list(islice(_endless(Draw("kapstok bench"), today), count))


def _endless(draw: Draw, today: date) -> Iterator[Company]:
    towns = {town: float(town.weight) for town in tables.towns() if town.in_area}
    trades, taken, number = tuple(tables.trades().values()), set[tuple[str, str]](), 0
    while True:
        word, town, trade = draw.pick(_FRONTS) + draw.pick(_BACKS), draw.weighted(towns), draw.pick(trades)
        if (word, town.city) not in taken:
            taken.add((word, town.city))
            number += 1
            yield _company(number, draw.pick(trade.names).replace("{core}", word), town, trade, draw, today)


def _company(number: int, name: str, town: Town, trade: Trade, draw: Draw, today: date) -> Company:
    said = (draw.pick(trade.opening), draw.pick(tables.words().missions), draw.pick(trade.closing))
    return Company(
        number=number,
        name=name,
        form=draw.weighted(_FORMS),
        kvk=f"00{number:06}",
        town=town,
        postcode=f"{draw.pick(town.postcodes)} {draw.pick('ABCDEGHJKL')}{draw.pick('NPRTVWXZ')}",
        street=f"{draw.pick(tables.words().streets)} {draw.whole(1, 180)}",
        website=f"https://www.{names.slug(name)}-{number}.example",
        sector=trade.sector,
        offerings=tuple(draw.some(trade.offerings, draw.whole(3, 5))),
        description=" ".join(said).replace("{city}", town.city),
        level=draw.pick(("1", "1", "2", "2", "3", "basis")),
        since=today - timedelta(days=draw.whole(30, 600)),
        until=today + timedelta(days=draw.whole(40, 700)),
    )
