# SPDX-License-Identifier: EUPL-1.2
"""The rule of ranking.md over concepts, labels and places: what counts as found, what is let go, who goes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapstok.regions.region_file import Label
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.label_words import LabelWords
from kapstok.search.question import FALL_OFF, ON_THE_SPOT, nearness
from kapstok.search.shapes import Document, Dropped, Point, Query, Sort
from tests.search.directories import PlainIndex, concept, keys, thesaurus, written

DEVENTER, ZUTPHEN, ARNHEM, BREDA = (
    Point(52.2661, 6.1552),
    Point(52.1389, 6.2017),
    Point(51.9851, 5.8987),
    Point(51.5872, 4.7758),
)
CHAIN = Chain(
    thesaurus(
        concept("glasbewassing", "ramen wassen", asks=("vieze ramen",), near=("dakgoot",)),
        concept("kantoorschoonmaak"),
        concept("dakgoot", "dakgoten legen", category="45260000"),
        concept("groen", "tuinonderhoud", category="77310000", asks=("gras",)),
    ),
    LabelWords.of(
        {"pso": Label(name="Prestatieladder", short="PSO", levels=("1", "2", "3"), flags=("30+",))}
    ),
)


def of(*documents: Document, path: Path) -> PlainIndex:
    return written(path, documents, chain=CHAIN)


def windows(key: str, point: Point | None = None, label: str = "") -> Document:
    facets = {"label": (label,)} if label else {}
    return Document(key, f"Bedrijf {key}", offerings=("glasbewassing",), point=point, facets=facets)


# What is worth what


def test_main_side_neighbour_category_and_mere_mention_go_in_this_order(tmp_path: Path) -> None:
    index = of(
        Document(
            "mention", "E", offerings=("tuinonderhoud",), description="Ons kantoor. Onze glasbewassing."
        ),
        Document("category", "D", offerings=("kantoorschoonmaak",)),
        Document("neighbour", "C", offerings=("dakgoten legen",)),
        Document("side", "B", sectors=("tuinonderhoud",), offerings=("ramen wassen",)),
        Document("main", "A", offerings=("ramen wassen",)),
        Document("none", "F", offerings=("tuinonderhoud",)),
        path=tmp_path,
    )
    found = index.search(Query("glasbewassing "))
    assert keys(found) == ["main", "side", "neighbour", "category", "mention"]
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)


def test_who_uses_the_readers_words_goes_before_who_uses_others(tmp_path: Path) -> None:
    index = of(windows("other"), Document("same", "A", offerings=("ramen wassen",)), path=tmp_path)
    assert keys(index.search(Query("ramen wassen "))) == ["same", "other"]
    assert keys(index.search(Query("glasbewassing "))) == ["other", "same"]


def test_a_whole_name_goes_before_every_trade(tmp_path: Path) -> None:
    index = of(windows("trade"), Document("named", "Glasbewassing B.V."), path=tmp_path)
    assert keys(index.search(Query("glasbewassing"))) == ["named", "trade"]


def test_asking_without_naming_finds_the_same_for_less(tmp_path: Path) -> None:
    index = of(windows("one"), path=tmp_path)
    named, asked = (index.search(Query(text)).hits[0].score for text in ("glasbewassing ", "vieze ramen "))
    assert 0 < asked < named


def test_two_things_together_go_before_either(tmp_path: Path) -> None:
    index = of(
        windows("one"),
        Document("other", "B", offerings=("tuinonderhoud",)),
        Document("both", "C", offerings=("glasbewassing", "tuinonderhoud")),
        path=tmp_path,
    )
    found = keys(index.search(Query("glasbewassing en tuinonderhoud ")))
    assert (found[0], set(found)) == ("both", {"one", "other", "both"})


def test_a_purpose_need_not_be_found(tmp_path: Path) -> None:
    index = of(windows("one"), Document("school", "Schoolbord"), path=tmp_path)
    assert keys(index.search(Query("ramen wassen voor de school "))) == ["one"]


def test_the_category_of_a_trade_is_a_facet(tmp_path: Path) -> None:
    index = of(windows("one"), Document("none", "B"), path=tmp_path)
    result = index.search(Query())
    assert result.facets["category"] == {"90910000": 1}
    assert keys(index.search(Query(filters={"category": frozenset({"90910000"})}))) == ["one"]


# Places


def test_near_goes_before_far_among_those_who_offer_it(tmp_path: Path) -> None:
    index = of(
        windows("breda", BREDA),
        windows("zutphen", ZUTPHEN),
        windows("nowhere"),
        windows("deventer", DEVENTER),
        Document("garden", "G", offerings=("kantoorschoonmaak",), point=DEVENTER),
        path=tmp_path,
    )
    result = index.search(Query("ramen wassen Deventer"))
    assert keys(result)[:2] == ["deventer", "zutphen"]
    assert keys(result)[-1] == "garden"
    assert set(keys(result)[2:4]) == {"breda", "nowhere"}
    assert result.hits[0].distance == pytest.approx(0, abs=3)
    assert result.distances[5] == 2


def test_a_question_that_is_nothing_but_a_place_puts_the_nearest_first(tmp_path: Path) -> None:
    index = of(windows("breda", BREDA), windows("zutphen", ZUTPHEN), windows("arnhem", ARNHEM), path=tmp_path)
    assert keys(index.search(Query("Deventer"))) == ["zutphen", "arnhem", "breda"]


def test_a_point_that_was_chosen_goes_before_a_place_in_the_text(tmp_path: Path) -> None:
    index = of(windows("breda", BREDA), windows("deventer", DEVENTER), path=tmp_path)
    chosen = Query("ramen wassen Deventer", near=BREDA, sort=Sort.DISTANCE)
    assert keys(index.search(chosen)) == ["breda", "deventer"]


def test_nearness_falls_to_37_percent_over_14_kilometres() -> None:
    assert nearness(-3) == nearness(0) == ON_THE_SPOT
    assert nearness(FALL_OFF) / ON_THE_SPOT == pytest.approx(0.37, abs=0.005)


def test_a_reach_in_the_text_narrows_and_is_let_go_where_it_leaves_nothing(tmp_path: Path) -> None:
    far, near = windows("breda", BREDA), windows("zutphen", ZUTPHEN)
    question = Query("ramen wassen binnen 20 km van Deventer")
    narrowed = of(far, near, path=tmp_path).search(question)
    assert (keys(narrowed), narrowed.dropped) == (["zutphen"], ())
    let_go = of(far, path=tmp_path).search(question)
    assert (keys(let_go), let_go.dropped) == (["breda"], (Dropped.REACH,))


def test_a_reach_that_was_chosen_is_never_let_go(tmp_path: Path) -> None:
    result = of(windows("breda", BREDA), path=tmp_path).search(
        Query("glasbewassing ", near=DEVENTER, within=20)
    )
    assert (result.total, result.dropped, result.unfiltered) == (0, (), 1)


# Labels


def test_labels_in_the_text_filter_and_are_let_go_where_they_leave_nothing(tmp_path: Path) -> None:
    held, other = windows("held", label="pso"), windows("other", label="cso")
    result = of(held, other, path=tmp_path).search(Query("glasbewassing PSO"))
    assert (keys(result), result.dropped) == (["held"], ())
    let_go = of(other, path=tmp_path).search(Query("glasbewassing PSO"))
    assert (keys(let_go), let_go.dropped) == (["other"], (Dropped.LABELS,))


def test_filters_that_were_chosen_stay_and_the_answer_says_what_there_is_without(tmp_path: Path) -> None:
    index = of(windows("other", label="cso"), path=tmp_path)
    result = index.search(Query("glasbewassing ", {"label": frozenset({"pso"})}))
    assert (result.total, result.dropped, result.unfiltered) == (0, (), 1)
    chosen = index.search(Query("glasbewassing PSO ", {"label": frozenset({"cso"})}))
    assert (keys(chosen), chosen.dropped) == (["other"], ())


def test_words_are_let_go_before_reach_and_labels(tmp_path: Path) -> None:
    garden = Document("one", "A", offerings=("tuinonderhoud",), point=BREDA, facets={"label": ("cso",)})
    question = "tuinonderhoud glasbewassing kantoorschoonmaak PSO binnen 5 km van Deventer"
    result = of(garden, path=tmp_path).search(Query(question))
    assert (keys(result), result.dropped) == (["one"], (Dropped.WORDS, Dropped.REACH, Dropped.LABELS))
    assert result.asked is not None
    assert result.asked.place is not None


def test_taken_literally_a_label_and_a_place_are_words(tmp_path: Path) -> None:
    index = of(windows("one", DEVENTER, "pso"), Document("psobv", "PSO Deventer"), path=tmp_path)
    assert keys(index.search(Query("pso deventer ", literal=True))) == ["psobv"]
