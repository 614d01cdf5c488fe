# SPDX-License-Identifier: EUPL-1.2
"""The same settings on Spark: the same pairs, the same bits, the same companies, the same links as on DuckDB."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow
import pytest

from bench.known_pairs import records_of
from bench.market import Market, creditors, invent
from kapstok.resolution.bands import FLOOR
from kapstok.resolution.candidates import candidate_pairs, without_platforms
from kapstok.resolution.clustering import Clustering, cluster
from kapstok.resolution.linking import Linking, Paired, link
from kapstok.resolution.matching import opinions
from kapstok.resolution.model.engine import GAMMAS, Engine, duckdb, score
from kapstok.resolution.model.scoring import rarity, scored
from kapstok.resolution.model.spark import spark
from kapstok.resolution.model.weights import shipped
from tests.resolution.judging import as_shipped

pytestmark = pytest.mark.usefixtures("running")


@pytest.fixture(scope="module")
def market() -> Market:
    return invent(31, size=300)


def spelt_apart() -> Iterator[tuple[str, str]]:
    """Texts and what slips of the pen make of them, some with letters that are more than one byte; always the same."""
    chance = random.Random(5)
    names = ("degroenehoed", "aanpakde12", "tomingroep", "kanteling", "ab", "ñandu", "παντα", "ца")
    for _ in range(4_000):
        text = chance.choice(names)
        letters = list(text)
        for _ in range(chance.randint(0, 4)):
            at = chance.randrange(len(letters) + 1)
            letters[at : at + chance.randint(0, 2)] = chance.choice(
                (["a"], ["ñ"], [], letters[at : at + 2][::-1])
            )
        yield text, "".join(letters)
    for _ in range(4_000):
        one, other = ("".join(chance.choices("abc", k=chance.randint(1, 7))) for _ in "ab")
        yield one, other


def measured(engine: Engine, words: pyarrow.Table, slips: str, likeness: str) -> list[tuple[float, float]]:
    with engine(None) as database:
        frame = database.register(words, table_name="words")
        asked = f"SELECT n, {slips}(a, b) AS slips, {likeness}(a, b) AS likeness FROM {{this}}"
        rows = frame.query_sql(asked).as_pyarrow_table().sort_by("n").to_pylist()
    return [(row["slips"], row["likeness"]) for row in rows]


def test_slips_and_likeness_are_measured_alike() -> None:
    pairs = sorted(set(spelt_apart()))
    words = pyarrow.table(
        {"n": range(len(pairs)), "a": [one for one, _ in pairs], "b": [other for _, other in pairs]}
    )

    here = measured(duckdb, words, "damerau_levenshtein", "jaro_winkler_similarity")
    there = measured(spark, words, "kapstok_slips", "kapstok_likeness")

    assert [slips for slips, _ in there] == [slips for slips, _ in here]
    for pair, (_, likeness), (_, same) in zip(pairs, here, there, strict=True):
        # Below what any level asks for the exact figure is of no use to anybody.
        assert max(likeness, 0.8) == pytest.approx(max(same, 0.8), abs=1e-9), pair
    assert [likeness >= 0.9 for _, likeness in there] == [likeness >= 0.9 for _, likeness in here]


def faces_scored(market: Market, engine: Engine) -> dict[tuple[int, int], dict[str, Any]]:
    """What Splink makes of a list of 300 beside the entries, and nobody after it."""
    rows = [row.values for row in creditors(market, seed=31, count=300, known_share=0.3)]
    groups = {number: shown.truth for number, shown in enumerate(market.entries)}
    found = Paired.of(records_of(market), rows, groups)
    table = score(found.faces, found.pairs, found.rarity, shipped("list"), engine=engine)
    return {(row.pop("l"), row.pop("r")): row for row in table.to_pylist()}


def test_pairs_get_the_same_levels_and_bits(market: Market) -> None:
    here, there = faces_scored(market, duckdb), faces_scored(market, spark)

    assert len(here) > 100
    assert there.keys() == here.keys()
    for pair, row in here.items():
        assert [there[pair][name] for name in GAMMAS] == [row[name] for name in GAMMAS], pair
        assert there[pair]["bits"] == pytest.approx(row["bits"], abs=1e-6), pair


def resolved(market: Market, engine: Engine) -> tuple[Mapping[tuple[int, int], Any], Clustering]:
    records = {r.entry: r for r in without_platforms(records_of(market))}
    pairs = candidate_pairs(list(records.values()))
    scores = scored(records, pairs, rarity(records.values()), shipped(), floor=FLOOR, engine=engine)
    return scores, cluster(list(records.values()), opinions(records, scores, as_shipped()), {})


def test_entries_become_the_same_companies(market: Market) -> None:
    here, companies = resolved(market, duckdb)
    there, same_companies = resolved(market, spark)

    assert len(here) > 100
    assert there.keys() == here.keys()
    for pair, one in here.items():
        assert (there[pair].levels, there[pair].kind) == (one.levels, one.kind), pair
        # Bits are kept in thousandths, and either side of a half is a thousandth apart.
        assert there[pair].bits == pytest.approx(one.bits, abs=1.1e-3), pair
    assert any(len(members) > 1 for members in companies.clusters)
    assert same_companies.clusters == companies.clusters
    assert same_companies.open == companies.open


def linked(market: Market, engine: Engine, work: Path) -> Linking:
    rows = [row.values for row in creditors(market, seed=31, count=300, known_share=0.3)]
    groups = {number: shown.truth for number, shown in enumerate(market.entries)}
    return link(records_of(market), rows, groups=groups, work=work, told=lambda _: None, engine=engine)


def test_a_list_gets_the_same_links(market: Market, tmp_path: Path) -> None:
    here = linked(market, duckdb, tmp_path).links
    there = linked(market, spark, tmp_path).links

    assert len(here) > 30
    assert there.keys() == here.keys()
    for row, one in here.items():
        assert (there[row].group, there[row].band, there[row].why) == (one.group, one.band, one.why), row
        assert there[row].probability == pytest.approx(one.probability, abs=1e-3), row


def test_a_list_like_nothing_known_has_no_links_and_leaves_nothing(market: Market, tmp_path: Path) -> None:
    rows = [{"name": "Xyzzy Quux", "city": "Maastricht"}]
    groups = {number: shown.truth for number, shown in enumerate(market.entries)}
    found = link(records_of(market), rows, groups=groups, work=tmp_path, told=lambda _: None, engine=spark)
    assert found.links == {}
    assert [*tmp_path.iterdir()] == []
