# SPDX-License-Identifier: EUPL-1.2
"""The figures of searching: how well, how fast, how soon; ours beside other engines on the same documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bench.figures import Figure, Part
from bench.searching.following import measured
from bench.searching.task import QUESTIONS, Done, done_by

_OURS: Final = "ours"
_OTHERS: Final = {"raw_tantivy": "raw tantivy", "fts5": "SQLite FTS5", "postgresql": "PostgreSQL dutch"}
# Milliseconds within which 95 of 100 questions are to be answered, by how many documents there are at most.
_TARGETS: Final = {10_000: 5.0, 100_000: 8.0, 1_000_000: 35.0}
# The others are not waited for beyond this.
_MOST_OF_OTHERS: Final = 100_000
_FOLLOWED: Final = 10_000


def parts(counts: Sequence[int]) -> Iterator[Part]:
    """The judged questions and what surrounds a search, then the same questions over ever more documents."""
    for number, count in enumerate(counts):
        others = _OTHERS if count <= _MOST_OF_OTHERS else {}
        done = {engine: done_by(engine, count) for engine in (_OURS, *others)}
        if number == 0:
            yield Part(
                "80 judged questions over 3,200 documents, nDCG of the first ten", tuple(_relevance(done))
            )
        yield Part(
            f"{QUESTIONS} questions over {count:,} documents, 5 filters counted and 10 hits marked: processor",
            tuple(_figures(done, count)),
        )
    yield _surrounding()


def _relevance(done: Mapping[str, Done]) -> Iterator[Figure]:
    ours = done[_OURS].ndcg * 100
    for engine, name in _OTHERS.items():
        if engine in done:
            yield Figure("nDCG@10", ours, "%", name, done[engine].ndcg * 100)


def _figures(done: Mapping[str, Done], count: int) -> Iterator[Figure]:
    ours = done[_OURS]
    target = next((bar for size, bar in _TARGETS.items() if count <= size), max(_TARGETS.values()))
    yield Figure("p95", ours.p95, "ms", "target", target)
    yield Figure("p95, texts that were never shown before", ours.first_p95, "ms", "target", target)
    for what, of in (("median", "median"), ("p95", "p95")):
        for engine, name in _OTHERS.items():
            if engine in done:
                yield Figure(what, getattr(ours, of), "ms", name, getattr(done[engine], of))
    for engine, name in _OTHERS.items():
        if engine in done:
            yield Figure("questions that find something", ours.found, "", name, done[engine].found)
    for engine, name in _OTHERS.items():
        if engine in done:
            yield Figure("until all is indexed", ours.built, "s", name, done[engine].built)
    if not done.keys() & _OTHERS:
        yield Figure("until all is indexed", ours.built, "s", "target", 300 * count / 1_000_000)


def _surrounding() -> Part:
    known = measured(_FOLLOWED)
    return Part(
        f"around a search of {_FOLLOWED:,} documents",
        (
            Figure(
                "processor of a fresh process until it understands a question",
                known.chain,
                "s",
                "target",
                1.0,
            ),
            Figure(
                "built anew from the outbox, processor of one of the two", known.rebuilt, "s", "target", 5.0
            ),
            Figure("saved until every worker finds it, median", known.saved_p50, "s", "target", 1.0),
            Figure("saved until every worker finds it, p95", known.saved_p95, "s", "target", 1.0),
            Figure("suggestions, median", known.suggested_p50, "ms", "target", 5.0),
            Figure("suggestions, p95", known.suggested_p95, "ms", "target", 5.0),
        ),
    )
