# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bench.known_pairs import records_of
from bench.market import Market, creditors, invent
from kapstok.resolution.linking import Band, Link, Linking, link
from kapstok.resolution.preparing import Values
from kapstok.resolution.reasons import CONTESTED
from kapstok.resolution.records import Record
from tests.resolution.entries import entry

HOME = {"postcode": "8011 AA", "city": "Zwolle", "street": "Brink 1"}
X = {"name": "De Vlindertuin", "website": "vlindertuin.nl", **HOME}


def linked(
    known: Sequence[Record],
    rows: Sequence[Values],
    work: Path,
    groups: Mapping[int, int] | None = None,
    processes: int = 1,
) -> Linking:
    own = {r.entry: r.entry for r in known} if groups is None else groups
    return link(known, rows, groups=own, work=work, told=lambda _: None, processes=processes)


@pytest.fixture(scope="module")
def market() -> Market:
    return invent(21, size=150)


@pytest.fixture(scope="module")
def rows(market: Market) -> list[Values]:
    return [row.values for row in creditors(market, seed=21, count=400, known_share=0.3)]


def told_of(market: Market, rows: Sequence[Values], work: Path, processes: int = 1) -> Linking:
    groups = {number: shown.truth for number, shown in enumerate(market.entries)}
    return linked(records_of(market), rows, work, groups, processes)


def test_a_list_is_linked_rightly_and_each_row_once_at_most(
    market: Market, rows: list[Values], tmp_path: Path
) -> None:
    truth = [row.truth for row in creditors(market, seed=21, count=400, known_share=0.3)]

    found = told_of(market, rows, tmp_path).links

    sure = [one for one in found.values() if one.band is Band.SAME]
    assert all(row == one.row and 0 <= row < len(rows) for row, one in found.items())
    assert sum(truth[one.row] == one.group for one in sure) >= 0.97 * len(sure)
    assert len(sure) > 0.5 * sum(company is not None for company in truth)
    assert all(0 <= one.probability <= 1 and one.why for one in found.values())


def test_the_order_of_rows_and_of_known_entries_makes_no_difference(
    market: Market, rows: list[Values], tmp_path: Path
) -> None:
    order = list(range(len(rows)))
    random.Random(5).shuffle(order)

    there = told_of(market, rows, tmp_path)
    back = told_of(market, [rows[number] for number in order], tmp_path)

    assert {order[row]: (one.group, one.band, one.why) for row, one in back.links.items()} == {
        row: (one.group, one.band, one.why) for row, one in there.links.items()
    }
    assert back.calibration == there.calibration


SURE, NEVER_SURE, NOTHING = {Band.SAME}, {Band.UNSURE, None}, {None}
CASES: list[tuple[str, dict[str, str], set[Band | None]]] = [
    ("as the register shows it", X, SURE),
    ("in capitals, with a form", X | {"name": "DE VLINDERTUIN B.V."}, SURE),
    ("its number and name", {"name": "De Vlindertuin", "kvk": "11.22.33.44", "city": "Zwolle"}, SURE),
    ("no number that can be read", X | {"kvk": "onbekend", "vat": "NL", "postcode": "?"}, SURE),
    ("another number, all else equal", X | {"kvk": "55667788"}, NOTHING),
    ("a number on one digit", X | {"kvk": "11223345"}, NEVER_SURE),
    ("a foundation of that name", {"name": "Stichting De Vlindertuin", "city": "Zwolle"}, NEVER_SURE),
    ("its holding", X | {"name": "De Vlindertuin Holding"}, NEVER_SURE),
    ("a branch by name", X | {"name": "De Vlindertuin Deventer"}, NEVER_SURE),
    (
        "a namesake elsewhere",
        {"name": "De Vlindertuin", "city": "Deventer", "postcode": "7411 BB"},
        NEVER_SURE,
    ),
    ("a name alone", {"name": "De Vlindertuin"}, NEVER_SURE),
    ("another name at that address", HOME | {"name": "Kansrijk Zuid"}, NOTHING),
    ("nothing", {}, NOTHING),
    ("a name of signs", {"name": "\x00\x1b[2J \u202e ///", "city": "\x07"}, NOTHING),
    ("a name without end", {"name": "Vlinder " * 130_000}, NOTHING),
    ("empty texts", dict.fromkeys(X, ""), NOTHING),
]


def test_what_becomes_of_a_row(tmp_path: Path) -> None:
    known = [entry("ladder", **X, kvk="11223344")]

    found = linked(known, [row for _, row, _ in CASES], tmp_path).links

    bands = [(name, found[at].band if at in found else None) for at, (name, _, _) in enumerate(CASES)]
    assert [one for one, case in zip(bands, CASES, strict=True) if one[1] not in case[2]] == []


def test_a_row_that_fits_two_enterprises_waits_and_says_so(tmp_path: Path) -> None:
    known = [entry("ladder", **X, kvk="11223344"), entry("code", **X, kvk="55667788")]

    found = linked(known, [X, X | {"kvk": "55667788"}], tmp_path).links

    assert found[0].band is Band.UNSURE
    assert CONTESTED in found[0].why
    assert (found[1].band, found[1].group) == (Band.SAME, known[1].entry)


def test_an_entry_is_completed_with_what_its_enterprise_shows_elsewhere(tmp_path: Path) -> None:
    bare, numbered = (
        entry("ladder", name="De Vlindertuin", city="Zwolle"),
        entry("code", name="VT", kvk="11223344"),
    )
    row = {"name": "De Vlindertuin", "kvk": "11223344", "city": "Zwolle"}

    together = linked([bare, numbered], [row], tmp_path, {bare.entry: 7, numbered.entry: 7}).links

    assert (together[0].group, together[0].band) == (7, Band.SAME)
    assert "zelfde KvK-nummer" in together[0].why
    assert "zelfde naam" in together[0].why


def test_another_number_of_the_enterprise_rules_out_an_entry_without_one(tmp_path: Path) -> None:
    bare, numbered = entry("ladder", **X), entry("code", **X, kvk="11223344")
    row = X | {"kvk": "55667788"}

    assert linked([bare, numbered], [row], tmp_path, {bare.entry: 7, numbered.entry: 7}).links == {}


@pytest.mark.parametrize("known", [[], [entry("ladder", **X)]], ids=["an empty region", "an empty list"])
def test_nothing_gives_no_links(known: list[Record], tmp_path: Path) -> None:
    rows = [] if known else [X, {}]

    found = linked(known, rows, tmp_path)

    assert found == Linking({}, ())


def test_whoever_waits_hears_how_far_it_is(tmp_path: Path) -> None:
    heard: list[int] = []

    link([], iter([{}] * 12_000), groups={}, work=tmp_path, told=heard.append, processes=1)

    assert heard == [5_000, 10_000, 12_000]


def test_a_link_holds_no_value_of_the_list(tmp_path: Path) -> None:
    found: Link = linked([entry("ladder", **X)], [X], tmp_path).links[0]

    assert not any(word in " ".join(found.why).casefold() for word in ("vlinder", "8011", "zwolle", "brink"))
