# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kapstok.search.index import SearchIndex, search_index
from kapstok.search.shapes import FACETS, Document, Query
from kapstok.search.turns import Turn, draws
from tests.search.directories import GLANS, LUNCH, TUIN, keys, written

Build = Callable[..., SearchIndex]
DAY = date(2026, 11, 22)


# What is found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("glasbewassing", ["glans", "tuin"]),  # offered, then only described
        ("ramen", ["glans"]),
        ("raam", ["glans"]),
        ("tuinen", ["tuin"]),  # the beginning of a compound
        ("cater", ["lunch"]),  # still being typed
        ("lu", ["lunch"]),
        ("hovenier", ["tuin"]),
        ("schone ramen", ["glans"]),
        ("GLANS bv", ["glans"]),
        ("wie kan onze ramen wassen?", ["glans"]),
        ("ruimtevaart", []),
    ],
)
def test_what_people_type_finds_what_is_offered(build: Build, typed: str, found: list[str]) -> None:
    result = build(GLANS, TUIN, LUNCH).search(Query(typed))
    assert keys(result) == found
    assert result.total == len(found)
    assert result.available


def test_a_whole_name_goes_before_all_and_then_name_offerings_sector_place_and_description(
    build: Build,
) -> None:
    index = build(
        Document("whole", "Brood B.V."),
        Document("name", "Brood en Co"),
        Document("offerings", "A", offerings=("brood",)),
        Document("sectors", "B", sectors=("Brood",)),
        Document("beginning", "C", offerings=("broodbeleg",)),
        Document("description", "D", description="Geen brood."),
    )
    assert keys(index.search(Query("brood "))) == [
        "whole",
        "name",
        "offerings",
        "sectors",
        "beginning",
        "description",
    ]


def test_a_common_word_in_a_name_still_goes_before_the_same_word_elsewhere_twice(build: Build) -> None:
    crowd = [Document(f"c{n}", f"Bakker {n}", offerings=("brood",), sectors=("brood",)) for n in range(50)]
    index = build(*crowd, Document("name", "Brood en Co"))
    assert keys(index.search(Query("brood ")))[0] == "name"


def test_more_words_go_before_fewer_and_half_of_them_is_enough(build: Build) -> None:
    index = build(
        Document("all", "A", offerings=("schilderen", "timmeren", "stukadoren", "metselen")),
        Document("half", "B", offerings=("schilderen", "timmeren")),
        Document("one", "Schilderen"),
    )
    assert keys(index.search(Query("schilderen timmeren stukadoren metselen "))) == ["all", "half"]


def test_where_nothing_holds_enough_words_any_of_them_will_do(build: Build) -> None:
    index = build(Document("one", "A", offerings=("schilderen",)), TUIN)
    assert keys(index.search(Query("schilderen ruimtevaart diamanten "))) == ["one"]


def test_enough_is_judged_within_the_filters(build: Build) -> None:
    index = build(
        Document("there", "A", offerings=("schilderen en timmeren en metselen",), facets={"label": ("pso",)}),
        Document("here", "B", offerings=("schilderen",), facets={"label": ("cso",)}),
    )
    query = Query("schilderen timmeren metselen ", {"label": frozenset({"cso"})})
    assert keys(index.search(query)) == ["here"]


# Filters and counts


def chosen(**filters: str) -> Mapping[str, frozenset[str]]:
    return {facet: frozenset(values.split()) for facet, values in filters.items()}


def test_values_of_one_facet_widen_and_facets_narrow(build: Build) -> None:
    index = build(GLANS, TUIN, LUNCH)
    assert set(keys(index.search(Query(filters=chosen(label="cso"))))) == {"glans", "lunch"}
    assert set(keys(index.search(Query(filters=chosen(label="cso pso"))))) == {"glans", "tuin", "lunch"}
    assert keys(index.search(Query(filters=chosen(label="cso pso", municipality="GM0150")))) == ["tuin"]
    assert keys(index.search(Query(filters=chosen(label="geen")))) == []
    assert index.search(Query(filters={"label": frozenset()})).total == 3


def test_counts_of_a_facet_do_not_feel_its_own_filter(build: Build) -> None:
    index = build(GLANS, TUIN, LUNCH)
    result = index.search(Query(filters=chosen(label="cso")))
    assert result.facets["label"] == {"pso": 2, "cso": 2}
    assert result.facets["province"] == {"Overijssel": 1, "Gelderland": 1}
    assert result.facets["flag"] == {"pso:30+": 1}
    assert tuple(result.facets) == FACETS


def test_counts_are_of_what_was_asked(build: Build) -> None:
    result = build(GLANS, TUIN, LUNCH).search(Query("glasbewassing"))
    assert result.facets["label"] == {"pso": 2, "cso": 1}


def test_a_chosen_value_that_nothing_has_is_counted_as_none(build: Build) -> None:
    result = build(GLANS).search(Query(filters=chosen(municipality="GM9999")))
    assert result.facets["municipality"] == {"GM0193": 1, "GM9999": 0}


def test_a_facet_that_does_not_exist_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="kleur"):
        Query(filters={"kleur": frozenset({"rood"})})
    with pytest.raises(ValueError, match="kleur"):
        Document("k", "n", facets={"kleur": ("rood",)})


LABELS, PLACES = ("pso", "cso", "sen"), ("GM1", "GM2", "GM3")
SUBSETS = st.frozensets(st.sampled_from(LABELS)), st.frozensets(st.sampled_from(PLACES))
WORLD = [
    Document(
        f"k{number}",
        f"Bedrijf {number}",
        offerings=("brood",) if number % 3 else ("bier",),
        facets={
            "label": tuple(label for at, label in enumerate(LABELS) if number >> at & 1),
            "municipality": (PLACES[number % 5 % 3],),
        },
    )
    for number in range(40)
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return written(tmp_path_factory.mktemp("world"), WORLD)


@given(st.sampled_from(["", "brood "]), *SUBSETS)
def test_filters_and_counts_agree_with_counting_by_hand(
    world: SearchIndex, text: str, labels: frozenset[str], places: frozenset[str]
) -> None:
    asked = [one for one in WORLD if not text or "brood" in one.offerings]
    by_label = [one for one in asked if not labels or labels & set(one.facets["label"])]
    by_place = [one for one in asked if not places or places & set(one.facets["municipality"])]
    both = {one.key for one in by_label} & {one.key for one in by_place}

    result = world.search(Query(text, {"label": labels, "municipality": places}, limit=100))

    assert set(keys(result)) == both
    assert result.total == len(both)
    assert result.facets["label"] == counted("label", by_place, labels)
    assert result.facets["municipality"] == counted("municipality", by_label, places)


def counted(facet: str, documents: list[Document], selected: frozenset[str]) -> dict[str, int]:
    return dict.fromkeys(selected, 0) | Counter(value for one in documents for value in one.facets[facet])


# Order and paging


@given(st.sampled_from(["", "brood ", "bedrijf"]), st.integers(1, 50), st.dates())
def test_pages_together_are_all_hits_once_in_one_order(
    world: SearchIndex, text: str, size: int, day: date
) -> None:
    whole = world.search(Query(text, limit=1_000, day=day))
    pages = [
        key
        for start in range(0, whole.total + size, size)
        for key in keys(world.search(Query(text, limit=size, offset=start, day=day)))
    ]
    assert pages == keys(whole)
    assert len(set(pages)) == len(pages) == whole.total


@pytest.mark.parametrize("text", ["", "bedrijf"])
def test_equals_change_places_every_day_and_never_stand_in_the_order_of_the_alphabet(
    world: SearchIndex, text: str
) -> None:
    orders = [keys(world.search(Query(text, limit=100, day=DAY + timedelta(days)))) for days in range(14)]
    assert all(order != next_order for order, next_order in pairwise(orders))
    assert sorted(orders[0]) not in orders


def test_the_order_does_not_depend_on_how_the_index_came_about(world: SearchIndex, tmp_path: Path) -> None:
    other = written(tmp_path, reversed(WORLD))
    for text in ("", "bedrijf"):
        query = Query(text, limit=100, day=DAY)
        assert keys(other.search(query)) == keys(world.search(query))


def test_more_equals_than_a_page_are_all_in_turn(tmp_path: Path) -> None:
    crowd = [Document(f"k{number:04}", "Brood") for number in range(700)]
    turn = Turn.of(DAY)
    in_turn = sorted((one.key for one in crowd), key=lambda key: turn.rank(draws(key)[turn.draw]))
    assert keys(written(tmp_path, crowd).search(Query("brood", limit=5, day=DAY))) == in_turn[:5]


@pytest.mark.parametrize(
    ("limit", "offset", "shown"),
    [(0, 0, 0), (-5, -5, 0), (2, 39, 1), (5, 10**18, 0), (10**18, 0, 40), (10, -3, 10)],
)
@pytest.mark.parametrize("text", ["", "bedrijf"])
def test_odd_pages_are_cut_to_what_there_is(
    world: SearchIndex, text: str, limit: int, offset: int, shown: int
) -> None:
    result = world.search(Query(text, limit=limit, offset=offset))
    assert (len(result.hits), result.total) == (shown, 40)


# Hostile questions


HOSTILE = [
    "x" * 10_000,
    "brood " * 2_000,
    " ".join(f"woord{number}" for number in range(2_000)),
    "brood\x00\x01\x1b[31m",
    "\u202ebrood\u202c",
    "title:brood AND (NOT *) OR [a TO z]~2^9",
    '"brood',
    "((((((((",
    "brood\ud800",
    "../../etc/passwd",
    "%s %d {0} ${x}",
    "' OR 1=1 --",
    "🍞",
    "\n\t\r ",
    "de het een",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_question_gets_an_answer(world: SearchIndex, text: str) -> None:
    result = world.search(Query(text, {"label": frozenset({text, "pso"})}))
    assert result.available
    assert result.took_ms < 1_000


@given(st.text(), st.dictionaries(st.sampled_from(FACETS), st.frozensets(st.text())))
@example("de", {})
def test_no_question_is_an_error(world: SearchIndex, text: str, filters: dict[str, frozenset[str]]) -> None:
    assert world.search(Query(text, filters)).available


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=5, max_size=5), st.lists(st.text(max_size=300), max_size=3))
def test_no_document_is_an_error(texts: list[str], facts: list[str]) -> None:
    name, city, offering, description, label = texts
    document = Document(
        "k", name, tuple(facts), (offering, *facts), (), description, city, city, {"label": (label,)}
    )
    with TemporaryDirectory() as folder:
        assert keys(written(Path(folder), [document]).search(Query())) == ["k"]


def test_text_without_words_browses(world: SearchIndex) -> None:
    query = Query("!?", limit=100, day=DAY)
    assert keys(world.search(query)) == keys(world.search(replace(query, text="")))


def test_browsing_scores_nothing(build: Build) -> None:
    result = build(GLANS).search(Query())
    assert [(hit.key, hit.score) for hit in result.hits] == [("glans", 0.0)]
    assert result.asked is not None
    assert result.asked.is_empty


# Readers of a folder that others write


def test_a_folder_without_an_index_finds_nothing_and_says_so(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "nowhere")
    result = index.search(Query("brood"))
    assert not result.available
    assert (result.total, result.hits, set(result.facets)) == (0, (), set(FACETS))
    assert index.position() is None
    assert not (tmp_path / "nowhere").exists()


def test_an_empty_index_is_available(build: Build) -> None:
    result = build().search(Query("brood"))
    assert (result.total, result.available) == (0, True)
    assert build().search(Query()).total == 0


def test_a_reader_follows_a_swap_to_a_newer_generation(build: Build) -> None:
    index = build(GLANS)
    assert keys(index.search(Query())) == ["glans"]
    for documents in ((TUIN,), (LUNCH,), (GLANS, TUIN)):
        build(*documents)
        assert set(keys(index.search(Query()))) == {document.key for document in documents}


def test_one_process_opens_an_index_once(tmp_path: Path) -> None:
    assert search_index(tmp_path) is search_index(tmp_path)
