# SPDX-License-Identifier: EUPL-1.2
"""A task that every engine gets alike: documents to index, then questions, each with counts and marked texts.

An engine is a program of its own, `python -m bench.searching.task ENGINE DOCUMENTS`, so that none finds the caches of
another warm; it tells what it measured as JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from itertools import islice
from math import log2
from pathlib import Path
from typing import NamedTuple, Protocol

from bench.figures import quantile
from bench.processes import PYTHON, ROOT, run
from bench.searching.asked import questions
from bench.searching.documents import document, documents
from kapstok.search.judging import judged_documents, judged_queries
from kapstok.search.shapes import Document

# The filters that are counted beside every question.
COUNTED = ("label", "level", "municipality", "labour_market_region", "province")
SHOWN = 10
QUESTIONS = 300
_WARM = 30
_BATCH = 1_000
_PREFIX = "kapstok-bench-"
Clock = Callable[[], float]


class Engine(Protocol):
    """Something that indexes and answers. `mark` marks in the texts of what is shown where it was found."""

    def add(self, batch: Sequence[Document]) -> None: ...

    def finish(self) -> None: ...

    def ask(self, text: str) -> tuple[list[str], Mapping[str, Mapping[str, int]]]: ...

    def mark(self, text: str, shown: Sequence[Document]) -> int: ...


Making = Callable[[Path], Engine]


@dataclass(frozen=True)
class Done:
    """Seconds until all is indexed; milliseconds a question; how many found anything; nDCG of the judged questions.

    `first_p95` is that of questions whose hits were never shown before, `p95` where their texts were.
    """

    built: float
    median: float
    p95: float
    first_p95: float
    found: int
    ndcg: float


def done_by(engine: str, count: int) -> Done:
    """Lets an engine do the task, over so many documents. Raises `CommandFailed`."""
    program = [PYTHON, "-m", "bench.searching.task", engine, str(count)]
    if engine == "postgresql":
        program = [str(ROOT / "scripts" / "with-postgresql"), *program]
    return Done(**json.loads(run(*program).output))


def work(making: Making, count: int, clock: Clock = time.process_time) -> Done:
    """Does the task here and now, by a clock: an engine that works in this process is measured in processor time."""
    ndcg = _relevance(making)
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as place:
        engine = making(Path(place))
        built = _indexed(engine, documents(count), clock)
        # What is read once in a process is read before the clock runs.
        for text in questions(_WARM, "kapstok bench warm"):
            _timed(engine, text, clock)
        took = [_timed(engine, text, clock) for text in questions(QUESTIONS)]
        return Done(
            built=built,
            median=quantile([each.again for each in took], 0.5),
            p95=quantile([each.again for each in took], 0.95),
            first_p95=quantile([each.first for each in took], 0.95),
            found=sum(each.found for each in took),
            ndcg=ndcg,
        )


def _indexed(engine: Engine, told: Iterable[Document], clock: Clock) -> float:
    """Only the engine's own seconds: inventing a document takes as long as indexing one."""
    rest, took = iter(told), 0.0
    while batch := list(islice(rest, _BATCH)):
        began = clock()
        engine.add(batch)
        took += clock() - began
    began = clock()
    engine.finish()
    return took + clock() - began


class _Took(NamedTuple):
    """Milliseconds for an answer with its counts and marks."""

    first: float
    again: float
    found: bool


def _timed(engine: Engine, text: str, clock: Clock) -> _Took:
    """Reading the texts of what is shown does not count; marking them is done twice."""
    began = clock()
    keys, _ = engine.ask(text)
    answered = clock() - began
    shown = [document(int(key)) for key in keys[:SHOWN]]
    marked = []
    for _ in range(2):
        began = clock()
        engine.mark(text, shown)
        marked.append(clock() - began)
    first, again = marked
    return _Took((answered + first) * 1_000, (answered + again) * 1_000, bool(keys))


def _relevance(making: Making) -> float:
    """The mean nDCG of the first ten, over the judged questions."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as place:
        engine = making(Path(place))
        _indexed(engine, judged_documents(), time.process_time)
        asked = judged_queries()
        return sum(_ndcg(engine.ask(query.text)[0], query.grades) for query in asked) / len(asked)


def _ndcg(keys: Sequence[str], grades: Mapping[str, int]) -> float:
    ideal = sorted(grades.values(), reverse=True)[:SHOWN]
    return _gained([grades.get(key, 0) for key in keys[:SHOWN]]) / _gained(ideal)


def _gained(grades: Sequence[int]) -> float:
    return sum(float(2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def main(engine: str, count: str) -> None:
    """Measures one engine."""
    module = import_module(f"bench.searching.{engine}")
    clock = time.perf_counter if engine == "postgresql" else time.process_time
    json.dump(asdict(work(module.make, int(count), clock)), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
