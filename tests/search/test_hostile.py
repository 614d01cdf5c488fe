# SPDX-License-Identifier: EUPL-1.2
"""Whatever strangers type and registers write: an answer, in bounded time, and an index that stays whole.

Over the whole chain as it is shipped, because what is long or strange must be bounded in each of its steps.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapstok.regions.region_file import Label
from kapstok.search.dutch.chain import MAX_QUERY_WORDS, Chain
from kapstok.search.dutch.label_words import LabelWords
from kapstok.search.dutch.prepared import shipped_source
from kapstok.search.reasons import explain
from kapstok.search.shapes import Document, Point, Query, Sort
from tests.search.directories import GLANS, LUNCH, TUIN, PlainIndex, keys, written

# Seconds of processor: far more than an answer takes (milliseconds), far less than what is not bounded would.
SOON = 1.0
LABELS = {"pso": Label(name="Prestatieladder", short="PSO", levels=("1", "2", "3"), flags=("30+",))}
ENGINE = [
    "name_stems:brood AND (NOT *) OR [a TO z]~2^9",
    '"brood',
    '"brood koffie"~10',
    "((((((((",
    "/.*.*.*.*.*b/",
    "*:*",
    "kind:marker",
    "+brood -koffie !thee ^2 ~1 {a TO b} \\",
]
STRANGE = [
    "\x00\x01\x02\x1b[31mbrood\x7f",
    "\u202ebrood\u202c \u2066koffie\u2069",
    "br\u200bo\u200do\ufeffd",
    "b\u0300\u0301\u0302\u0303r\u0304" * 60,
    "brood\ud800\udfff",
    "🍞" * 200,
    "👩‍👩‍👧‍👦 brood",
    "ｂｒｏｏｄ ﬁets ① Ⅷ ㎏",
    "Яблоко 麵包 لبن पानी",
    "ﷺ" * 200,
    "%s %d {0} ${x} {{ x }} <script>alert(1)</script>",
    "' OR 1=1; DROP TABLE enterprises; --",
    "../../../etc/passwd\x00.toml",
    "\n\t\r\v\f\x85\u2028",
]
LONG = [
    "x" * 10_000,
    "brood " * 2_000,
    " ".join(f"woord{number}" for number in range(2_000)),
    "kerstpakket" * 1_000,
    "ramen wassen " * 800,
    "a " * 5_000,
    "schoonmaakbedrijfsvoertuigenverzekeringsmaatschappij" * 20,
    "glasbewasing " * 800,
    "binnen 10 km van " * 600,
    "Deventer " * 1_000,
    "pso 30+ trede 3 " * 600,
    "8011 AB " * 1_000,
    "voor " * 2_000,
    "-" * 10_000,
    "." * 10_000,
    "'" * 10_000,
    "b.v." * 2_500,
    "́" * 10_000,
]
FEW = [
    "de het een",
    "wie kan voor ons",
    "0",
    "1234567890" * 20,
    "8011",
    "8011 AB",
    "08123456",
    "-1",
    "1e309",
    "3.14",
    "x",
    "é",
    "'s",
    "km",
    "binnen",
    "binnen 999999999999999999999 km van Deventer",
    "binnen 0 km van Deventer",
    "pso",
    "PSO 30+",
    "voorbehouden",
    "nederland",
    "",
    " ",
]
QUESTIONS = [*ENGINE, *STRANGE, *LONG, *FEW]


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Chain(shipped_source(), LabelWords.of(LABELS))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, chain: Chain) -> PlainIndex:
    documents = [
        replace(GLANS, point=Point(52.5168, 6.0830)),
        replace(TUIN, point=Point(52.2661, 6.1552)),
        LUNCH,
    ]
    made = written(tmp_path_factory.mktemp("hostile"), documents, chain=chain)
    # What is read once in a process is read before the clock runs.
    made.search(Query("glasbewasing Deventer"))
    return made


# Questions


@pytest.mark.parametrize("literal", [False, True])
@pytest.mark.parametrize("text", QUESTIONS, ids=lambda text: ascii(text[:20]))
def test_every_question_gets_an_answer_soon(
    index: PlainIndex, chain: Chain, text: str, literal: bool
) -> None:
    began = time.thread_time()
    result = index.search(Query(text, {"label": frozenset({text, "pso"})}, literal=literal))
    assert time.thread_time() - began < SOON
    assert result.available
    assert result.asked is not None
    assert len({word.text for word in result.asked.words}) <= MAX_QUERY_WORDS
    for line in explain(result.asked, GLANS, chain, 3.0):
        assert len(line) < 1_000


@pytest.mark.parametrize("sort", Sort)
def test_every_order_bears_every_question(index: PlainIndex, sort: Sort) -> None:
    for text in QUESTIONS:
        assert index.search(Query(text, sort=sort, near=Point(52.0, 6.0), within=1e9)).available


@pytest.mark.parametrize(
    "near", [Point(90.0, 180.0), Point(-90.0, -180.0), Point(0.0, 0.0), Point(1e300, -1e300)]
)
@pytest.mark.parametrize("within", [None, 0.0, -1.0, 1e300])
def test_no_point_and_no_reach_is_an_error(index: PlainIndex, near: Point, within: float | None) -> None:
    assert index.search(Query("ramen", near=near, within=within, sort=Sort.DISTANCE)).available


def test_nothing_typed_reaches_the_engines_own_language(index: PlainIndex) -> None:
    for text in ENGINE:
        asked = index.search(Query(text)).asked
        assert asked is not None
        assert all(word.text.isalnum() for word in asked.words)
    assert index.search(Query("kind:marker")).total == 0


@given(st.text(max_size=300))
@settings(max_examples=100)
def test_no_text_is_an_error(index: PlainIndex, text: str) -> None:
    assert index.search(Query(text)).available


# Documents


FIELDS = ("key", "name", "names", "offerings", "sectors", "description", "city", "municipality", "facets")


def document(field: str, text: str, number: int) -> Document:
    told: object = text
    if field == "key":
        told = f"{number} {text}"
    if field in ("names", "offerings", "sectors"):
        told = (text, text[:50], *(f"{text[:30]} {each}" for each in range(300)))
    if field == "facets":
        told = {"label": (text, text), "province": (text,) * 500}
    return replace(Document(str(number), "Bakkerij", offerings=("brood",)), **{field: told})


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_bears_every_text(tmp_path: Path, chain: Chain, field: str) -> None:
    hostile = [document(field, text, number) for number, text in enumerate(QUESTIONS)]
    for one in hostile:
        began = time.thread_time()
        chain.analyse(one)
        assert time.thread_time() - began < SOON
    made = written(tmp_path, [*hostile, GLANS], chain=chain)
    assert made.search(Query()).total == len(hostile) + 1
    assert "glans" in keys(made.search(Query("glasbewassing", limit=100)))
    asked = made.search(Query("brood", {"label": frozenset(QUESTIONS)})).asked
    assert asked is not None
    assert all(len(line) < 1_000 for one in hostile[::7] for line in explain(asked, one, chain))


def test_a_huge_document_is_read_as_far_as_it_is_useful(tmp_path: Path, chain: Chain) -> None:
    sentences = " ".join(f"Wij verzorgen woord{number} en ramen wassen." for number in range(50_000))
    huge = Document("huge", "Groot", offerings=tuple(sentences.split(". ")), description=sentences)
    began = time.thread_time()
    made = written(tmp_path, [huge], chain=chain)
    assert time.thread_time() - began < 5 * SOON
    assert keys(made.search(Query("ramen wassen"))) == ["huge"]
    assert made.search(Query("woord1 ", literal=True)).total == 1
    assert made.search(Query("woord40000 ", literal=True)).total == 0


@given(st.lists(st.text(max_size=60), min_size=6, max_size=6), st.text(max_size=300))
@settings(max_examples=40)
def test_no_document_is_an_error(chain: Chain, texts: list[str], description: str) -> None:
    key, name, city, label, offering, sector = texts
    told = Document(key, name, (name,), (offering,), (sector,), description, city, city, {"label": (label,)})
    analysed = chain.analyse(told)
    assert set(analysed.trades.all_categories) <= set(chain.thesaurus.categories)
