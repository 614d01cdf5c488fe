# SPDX-License-Identifier: EUPL-1.2
"""The creditor list of an invented municipality, as its administration exports it.

Most creditors are nobody's entry: companies of every kind, schools, clubs and authorities; among them those that look
like an enterprise with a label (its sister, its branch, its namesake) and are not.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bench.market.companies import Company, Taken, branch, company, namesake, other_trade, sister
from bench.market.entries import Market
from bench.market.naming import pick, public_body
from bench.market.places import Towns, towns
from bench.market.slips import kvk_as_written
from bench.market.writing import statutory, written

# Shares of the rows that are nobody's entry.
_NAMESAKES, _IN_TOWN, _SISTERS, _BRANCHES, _OTHER_TRADES = 0.02, 0.0015, 0.01, 0.01, 0.02
_PUBLIC: Final = 0.07
_NEARBY: Final = 0.45
_KVK, _WRONG_NUMBER, _VAT, _EMAIL, _WEBSITE = 0.5, 0.01, 0.12, 0.35, 0.03
_ADDRESS, _CITY, _PLAIN, _STATUTORY, _CATEGORISED = 0.86, 0.95, 0.4, 0.6, 0.4
_LENGTHS: Final = (35, 50, 200)
_CATEGORIES: Final = (
    "Schoonmaak", "Groenvoorziening", "Inhuur personeel", "Catering", "Drukwerk", "Onderhoud gebouwen", "ICT", "Advies",
    "Subsidies", "Vervoer", "Energie", "Welzijn", "Jeugdzorg", "Wegen", "Kantoorartikelen", "Opleidingen", "Overig",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One creditor: what the list says of it, the company it is (None: none with an entry), and the traps in it.

    `values` has the fields as `link` wants them, and the administration's own: number, iban, amount, category. `kin`
    is the company with an entry that the creditor is easily taken for; how stands in `traps`.
    """

    values: dict[str, str]
    truth: int | None
    traps: frozenset[str]
    kin: int | None = None


@dataclass(frozen=True)
class _Administration:
    """How one municipality keeps its list: it sees mostly its neighbours, and it has a field of one width."""

    nearby: Towns
    width: int
    capitals: float


def creditors(market: Market, seed: int, count: int, known_share: float = 0.10) -> list[Row]:
    """So many rows, of which that share is a company with an entry; the same for the same arguments."""
    rng = random.Random(f"creditors {seed} {count} {known_share}")  # noqa: S311
    everywhere, shown = towns(), market.shown()
    administration = _Administration(
        everywhere.near(everywhere.draw(rng), 40), pick(rng, _LENGTHS), rng.random() * 0.8
    )
    known = round(count * known_share)
    strangers = _strangers(shown, administration, everywhere, market.taken.copy(), rng)
    rows = [_row(pick(rng, shown), market, administration, rng, known=True) for _ in range(known)]
    rows += [_row(one, market, administration, rng, known=False) for one in islice(strangers, count - known)]
    rng.shuffle(rows)
    for number, row in enumerate(rows):
        row.values["number"] = f"C{number:06}"
    return rows


def _strangers(
    shown: list[Company], administration: _Administration, everywhere: Towns, taken: Taken, rng: random.Random
) -> Iterator[Company]:
    """Companies without an entry, without end."""
    number = 10_000_000
    while True:
        number += 1
        yield _lookalike(pick(rng, shown), number, everywhere, taken, rng) or _stranger(
            number, administration.nearby if rng.random() < _NEARBY else everywhere, taken, rng
        )


def _lookalike(
    of: Company, number: int, everywhere: Towns, taken: Taken, rng: random.Random
) -> Company | None:
    drawn = rng.random()
    if drawn < _NAMESAKES:
        return namesake(of, number, everywhere, taken, rng, in_town=False)
    if drawn < (edge := _NAMESAKES + _IN_TOWN):
        return namesake(of, number, everywhere, taken, rng, in_town=True)
    if drawn < (edge := edge + _SISTERS):
        return sister(of, number, taken, rng)
    if drawn < (edge := edge + _BRANCHES):
        return branch(of, number, everywhere, taken, rng)
    if drawn < edge + _OTHER_TRADES:
        return other_trade(of, number, everywhere, taken, rng, in_town=rng.random() < 0.5)
    return None


def _stranger(number: int, around: Towns, taken: Taken, rng: random.Random) -> Company:
    town = around.draw(rng)
    return company(number, town, taken, rng, public_body(rng, town) if rng.random() < _PUBLIC else None)


def _row(
    one: Company, market: Market, administration: _Administration, rng: random.Random, *, known: bool
) -> Row:
    name, traps = _name(one, administration, rng)
    values = {"name": name}
    for given, more in (_numbers(one, market, rng), _address(one, rng), _online(one, rng)):
        values |= given
        traps |= more
    values["iban"] = f"NL{int(rng.random() * 98) + 1:02}BANK{int(rng.random() * 1e10):010}"
    values["amount"] = f"{rng.lognormvariate(7.5, 1.8):.2f}"
    if rng.random() < _CATEGORISED:
        values["category"] = pick(rng, _CATEGORIES)
    if not known and one.likeness:
        traps.add(one.likeness)
    return Row(values, one.number if known else None, frozenset(traps), None if known else one.kin)


def _name(one: Company, administration: _Administration, rng: random.Random) -> tuple[str, set[str]]:
    if one.statutory and rng.random() < _STATUTORY:
        name, traps = statutory(one, rng), {"statutory name only"}
    else:
        name, traps = written(one, rng, plain=_PLAIN)
    if rng.random() < administration.capitals:
        name = name.upper()
    if len(name) > administration.width:
        name = name[: administration.width].rstrip()
        traps.add("cut off")
    return name, traps


def _numbers(one: Company, market: Market, rng: random.Random) -> tuple[dict[str, str], set[str]]:
    values, traps = dict[str, str](), set[str]()
    if rng.random() >= _KVK:
        traps.add("no kvk")
    elif rng.random() < _WRONG_NUMBER:
        values["kvk"] = pick(rng, market.companies).kvk
        traps.add("wrong kvk")
    else:
        values["kvk"], trap = kvk_as_written(one.kvk, rng)
        traps |= {trap} - {""}
    if one.rsin and rng.random() < _VAT:
        values["vat"] = pick(rng, ("NL{}B01", "NL{}B01", "NL {} B02", "{}B01")).format(one.rsin)
    return values, traps


def _address(one: Company, rng: random.Random) -> tuple[dict[str, str], set[str]]:
    values, traps = dict[str, str](), set[str]()
    postcode, street = one.postcode, one.street
    if one.old and rng.random() < 0.5:
        postcode, street = one.old
        traps.add("moved address")
    if rng.random() < _ADDRESS:
        values["street"] = street.upper() if rng.random() < 0.3 else street
        values["postcode"] = postcode if rng.random() < 0.6 else postcode.replace(" ", "")
    if rng.random() < _CITY:
        as_municipality = one.town.is_village and rng.random() < 0.1
        city = one.town.municipality if as_municipality else one.town.name
        values["city"] = city.upper() if rng.random() < 0.5 else city
        traps |= {"municipality as city"} if as_municipality else set()
    elif "postcode" not in values:
        traps.add("no place")
    return values, traps


def _online(one: Company, rng: random.Random) -> tuple[dict[str, str], set[str]]:
    values = dict[str, str]()
    if one.mail and rng.random() < _EMAIL:
        values["email"] = one.mail
    if one.domain and rng.random() < _WEBSITE:
        values["website"] = f"www.{one.domain}"
    return values, set()
