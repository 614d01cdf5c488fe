# SPDX-License-Identifier: EUPL-1.2
"""Distance and sorting: over documents in three places, on three days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.search.distances import kilometres
from kapstok.search.engine import Reader
from kapstok.search.folder import IndexFolder
from kapstok.search.index import SearchIndex
from kapstok.search.shapes import DISTANCES, Document, Point, Query, Sort
from tests.search.directories import keys, written

DAY = date(2026, 11, 22)
ZWOLLE, HATTEM, DEVENTER = Point(52.5168, 6.0830), Point(52.4600, 6.0676), Point(52.2661, 6.1552)
PLACES: Sequence[Point | None] = (ZWOLLE, HATTEM, DEVENTER, None)
WORLD = [
    Document(
        f"k{number}",
        f"Bedrijf {'ZYX'[number % 3]} {number:02}",
        offerings=("brood",) if number % 2 else ("bier",),
        facets={"label": ("pso",) if number % 5 else ("cso",), "province": ("Overijssel",)},
        point=PLACES[number % 4],
        since=DAY - timedelta(days=number % 3),
    )
    for number in range(60)
]
BY_KEY = {one.key: one for one in WORLD}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return written(tmp_path_factory.mktemp("world"), WORLD)


def test_each_hit_says_how_far_it_is_and_nothing_where_nobody_knows(world: SearchIndex) -> None:
    hits = world.search(Query(near=ZWOLLE, limit=100)).hits
    for hit in hits:
        at = BY_KEY[hit.key].point
        assert hit.distance == (pytest.approx(kilometres(ZWOLLE, at), abs=0.02) if at else None)
    assert {hit.distance for hit in world.search(Query(limit=100)).hits} == {None}


@pytest.mark.parametrize(
    ("within", "places"), [(1, {ZWOLLE}), (10, {ZWOLLE, HATTEM}), (40, set(PLACES) - {None})]
)
def test_only_what_is_near_enough_is_found_and_counted(
    world: SearchIndex, within: float, places: set[Point]
) -> None:
    result = world.search(Query("brood ", near=ZWOLLE, within=within, limit=100))
    wanted = {one.key for one in WORLD if "brood" in one.offerings and one.point in places}
    assert set(keys(result)) == wanted
    assert result.total == len(wanted) == sum(result.facets["label"].values())


def test_how_many_are_within_each_distance_does_not_feel_the_distance_that_was_asked(
    world: SearchIndex,
) -> None:
    for within in (None, 5):
        result = world.search(Query(near=ZWOLLE, within=within, filters={"label": frozenset({"pso"})}))
        assert result.distances == {5: 12, 10: 24, 25: 24, 50: 36}
    assert tuple(result.distances) == DISTANCES
    assert world.search(Query()).distances == {}


def test_the_nearest_go_first_and_who_is_nowhere_known_last(world: SearchIndex) -> None:
    hits = world.search(Query(near=HATTEM, sort=Sort.DISTANCE, limit=100)).hits
    away = [float("inf") if hit.distance is None else hit.distance for hit in hits]
    assert len(hits) == 60
    assert away == sorted(away)


def test_among_equally_near_the_better_answer_goes_first(tmp_path: Path) -> None:
    index = written(
        tmp_path,
        [
            Document("described", "A", description="brood", point=ZWOLLE),
            Document("offered", "B", offerings=("brood",), point=ZWOLLE),
            Document("near", "C", description="brood", point=HATTEM),
        ],
    )
    found = index.search(Query("brood ", near=HATTEM, sort=Sort.DISTANCE))
    assert keys(found) == ["near", "offered", "described"]


def test_without_a_point_sorting_by_distance_is_sorting_by_relevance(world: SearchIndex) -> None:
    plain = world.search(Query("brood", limit=60, day=DAY))
    assert keys(world.search(Query("brood", limit=60, day=DAY, sort=Sort.DISTANCE))) == keys(plain)


def test_names_go_by_the_alphabet(world: SearchIndex) -> None:
    found = keys(world.search(Query(sort=Sort.NAME, limit=100)))
    assert [BY_KEY[key].name for key in found] == sorted(one.name for one in WORLD)


def test_names_that_begin_alike_are_all_looked_at(tmp_path: Path) -> None:
    crowd = [Document(f"k{number}", f"Werkplaats van de {number:03}") for number in range(700)]
    found = keys(written(tmp_path, crowd).search(Query(sort=Sort.NAME, limit=5, offset=300)))
    assert found == [f"k{number}" for number in range(300, 305)]


def test_the_newest_go_first(world: SearchIndex) -> None:
    found = keys(world.search(Query(sort=Sort.NEWEST, limit=100)))
    days = [str(BY_KEY[key].since) for key in found]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("sort", [Sort.DISTANCE, Sort.NEWEST])
def test_equals_change_places_every_day(world: SearchIndex, sort: Sort) -> None:
    orders = [
        keys(world.search(Query(sort=sort, near=ZWOLLE, limit=100, day=DAY + timedelta(days))))
        for days in range(14)
    ]
    assert all(order != next_order for order, next_order in pairwise(orders))


def test_equal_names_change_places_too(tmp_path: Path) -> None:
    index = written(tmp_path, [Document(f"k{number}", "De Brug") for number in range(20)])
    first = {keys(index.search(Query(sort=Sort.NAME, day=DAY + timedelta(days))))[0] for days in range(14)}
    assert len(first) > 3


@given(
    st.sampled_from(Sort),
    st.sampled_from(["", "brood "]),
    st.sampled_from([None, ZWOLLE, DEVENTER]),
    st.sampled_from([None, 10.0, 30.0]),
    st.integers(1, 50),
    st.dates(),
)
def test_pages_together_are_all_hits_once_in_one_order(
    world: SearchIndex, sort: Sort, text: str, near: Point | None, within: float | None, size: int, day: date
) -> None:
    def asked(limit: int, offset: int = 0) -> list[str]:
        return keys(
            world.search(
                Query(text, limit=limit, offset=offset, day=day, sort=sort, near=near, within=within)
            )
        )

    whole = asked(1_000)
    pages = [key for start in range(0, len(whole) + size, size) for key in asked(size, start)]
    assert pages == whole
    assert len(set(whole)) == len(whole)


def test_all_keys_that_answer_can_be_asked_at_once(world: SearchIndex) -> None:
    query = Query("brood ", {"label": frozenset({"cso"})}, limit=1, near=ZWOLLE, within=40)
    found = world.keys(query)
    assert found is not None
    assert set(found) == {
        one.key for one in WORLD if one.point and "brood" in one.offerings and "cso" in one.facets["label"]
    }


def test_without_an_index_there_are_no_keys_to_ask(tmp_path: Path) -> None:
    assert SearchIndex(tmp_path).keys(Query()) is None


def test_what_was_counted_is_counted_again_after_a_commit(tmp_path: Path) -> None:
    index = written(tmp_path, WORLD[:10])
    assert index.search(Query()).facets["province"] == {"Overijssel": 10}
    written(tmp_path, WORLD[:12])
    result = index.search(Query())
    assert (result.total, result.facets["province"]) == (12, {"Overijssel": 12})


def test_a_snapshot_forgets_rather_than_grows(tmp_path: Path) -> None:
    written(tmp_path, WORLD[:1])
    generation = IndexFolder(tmp_path).current()
    assert generation is not None
    snapshot = Reader(generation).latest()
    made = [snapshot.once(number, lambda number=number: number) for number in range(1_000)]  # type: ignore[misc]
    assert made == list(range(1_000))
    assert len(snapshot._remembered) <= 256
