# SPDX-License-Identifier: EUPL-1.2
"""How well a chain answers: the judged questions put to the judged documents. What they are: judged/README.md."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from math import log2
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kapstok.search.columns import Position
from kapstok.search.dutch.chain import Chain
from kapstok.search.engine import Writer
from kapstok.search.folder import IndexFolder
from kapstok.search.index import SearchIndex
from kapstok.search.shapes import Document, Point, Query

DEPTH = 10
RECALL_DEPTH = 50
# From which grade a document offers what was asked; recall is of these.
OFFERED = 2
# The order among equals changes every day; a measurement takes one.
_A_DAY = date(2026, 1, 1)


class JudgedQuery(NamedTuple):
    """A question as a buyer typed it, its kind, and the grade (1..3) of every document that is worth finding."""

    text: str
    kind: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answered:
    """How well one question was answered: nDCG of the first ten, recall in the first fifty, and what came first."""

    query: JudgedQuery
    ndcg: float
    recall: float
    found: int
    first: tuple[str, ...]

    @property
    def is_useless(self) -> bool:
        """Nothing among the first ten is worth finding."""
        return not any(key in self.query.grades for key in self.first)


@dataclass(frozen=True)
class Measured:
    """How well all questions were answered."""

    answers: tuple[Answered, ...]

    @property
    def ndcg(self) -> float:
        """The mean nDCG of the first ten, 0..1."""
        return sum(answer.ndcg for answer in self.answers) / max(len(self.answers), 1)

    @property
    def recall(self) -> float:
        """The mean recall of the first fifty, 0..1."""
        return sum(answer.recall for answer in self.answers) / max(len(self.answers), 1)

    def of_kind(self, kind: str) -> Measured:
        """The same, of one kind of question."""
        return Measured(tuple(answer for answer in self.answers if answer.query.kind == kind))


def measured(chain: Chain, queries: Sequence[JudgedQuery] | None = None) -> Measured:
    """What this chain makes of the judged questions (absent: those that come with the program); takes some seconds."""
    with TemporaryDirectory(prefix="kapstok-judged-") as folder:
        index = _indexed(Path(folder), judged_documents(), chain)
        return Measured(tuple(answered(index, chain, query) for query in queries or judged_queries()))


def answered(index: SearchIndex, chain: Chain, query: JudgedQuery) -> Answered:
    """How well an index answers one question."""
    result = index.search(Query(query.text, limit=RECALL_DEPTH, day=_A_DAY), chain)
    keys = [hit.key for hit in result.hits]
    gains = [query.grades.get(key, 0) for key in keys[:DEPTH]]
    ideal = sorted(query.grades.values(), reverse=True)
    worth = {key for key, grade in query.grades.items() if grade >= OFFERED} or set(query.grades)
    return Answered(
        query,
        _discounted(gains) / _discounted(ideal[:DEPTH]),
        len(worth.intersection(keys)) / min(len(worth), RECALL_DEPTH),
        result.total,
        tuple(keys[:DEPTH]),
    )


@lru_cache(maxsize=1)
def judged_documents() -> tuple[Document, ...]:
    """The documents, each under its number."""
    lines = files("kapstok.search").joinpath("judged/documents.jsonl").read_text("utf-8").splitlines()
    return tuple(_document(str(number), *json.loads(line)) for number, line in enumerate(lines))


@lru_cache(maxsize=1)
def judged_queries() -> tuple[JudgedQuery, ...]:
    """The questions."""
    lines = files("kapstok.search").joinpath("judged/queries.jsonl").read_text("utf-8").splitlines()
    return tuple(_query(json.loads(line)) for line in lines)


def _document(
    key: str, name: str, city: str, category: str, offerings: str, description: str, lat: float, lon: float
) -> Document:
    return Document(
        key=key,
        name=name,
        offerings=tuple(filter(None, (each.strip() for each in offerings.split(";")))),
        sectors=(category,) if category else (),
        description=description,
        city=city,
        point=Point(lat, lon),
    )


def _query(line: dict[str, object]) -> JudgedQuery:
    graded = line["grades"]
    assert isinstance(graded, dict)
    grades = {str(key): int(grade) for grade, keys in graded.items() for key in keys}
    return JudgedQuery(str(line["query"]), str(line["type"]), grades)


def _indexed(path: Path, documents: Sequence[Document], chain: Chain) -> SearchIndex:
    folder = IndexFolder(path)
    generation = folder.new_generation()
    with Writer(generation, chain) as writer:
        writer.put({document.key: document for document in documents})
        writer.commit(Position(applied=0, epoch="judged", analysis=chain.version))
    folder.publish(generation)
    return SearchIndex(path)


def _discounted(gains: Sequence[int]) -> float:
    return sum(float(2**gain - 1) / log2(place + 2) for place, gain in enumerate(gains))
