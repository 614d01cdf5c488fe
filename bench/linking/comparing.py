# SPDX-License-Identifier: EUPL-1.2
"""The figures of linking: how good, how long, how large, and which kinds of error; ours beside the baselines."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.figures import Figure, Part
from bench.linking.answers import FLOOR, Answer, of_creditors, of_entries
from bench.linking.task import Done, Pair, done_by, lay
from bench.market import REPORTING, Market, Row, creditors, invent

_OURS: Final = "ours"
_METHODS: Final = {_OURS: "ours", "plain_splink": "plain Splink", "bare_names": "RapidFuzz"}
_BESIDE: Final = "plain_splink"
_KINDS: Final = 12


@dataclass(frozen=True)
class Target:
    """What is to be reached: precision and F1 or recall as shares, and seconds."""

    precision: float
    measure: str
    least: float
    seconds: float


ENTRIES: Final = Target(precision=0.995, measure="F1", least=0.85, seconds=5)
CREDITORS: Final = Target(precision=0.985, measure="recall", least=0.70, seconds=8)
MANY_CREDITORS: Final = Target(precision=0.985, measure="recall", least=0.70, seconds=150)
_MANY: Final = 100_000


def parts(size: int, counts: Sequence[int], seed: int = REPORTING[0]) -> Iterator[Part]:
    """Entries of a market among themselves, then creditor lists of so many rows beside it; each with its errors."""
    market = invent(seed, size)
    shown = f"{len(market.entries):,} entries of four registers"
    yield from _compared(
        f"which of {shown} are one company", market, [], ENTRIES, lambda found: of_entries(market, found)
    )
    for count in counts:
        rows = creditors(market, seed, count)
        yield from _of_list(market, rows, CREDITORS if count < _MANY else MANY_CREDITORS)


def _of_list(market: Market, rows: list[Row], target: Target) -> Iterator[Part]:
    title = f"which of {len(rows):,} creditors stand in {len(market.entries):,} entries"
    yield from _compared(title, market, rows, target, lambda found: of_creditors(market, rows, found))


def _compared(
    title: str,
    market: Market,
    rows: Sequence[Row],
    target: Target,
    judged: Callable[[Mapping[Pair, float]], Answer],
) -> Iterator[Part]:
    done = _done(market, rows)
    answers = {method: judged(cost.weights) for method, cost in done.items()}
    yield Part(title, tuple(_figures(done, answers, target)))
    yield Part("kinds of error", tuple(_errors(answers[_OURS], answers[_BESIDE])))


def _done(market: Market, rows: Sequence[Row]) -> dict[str, Done]:
    """Every method in turn, each in a process of its own, on the same files."""
    with tempfile.TemporaryDirectory(prefix="kapstok-bench-") as made:
        folder = Path(made)
        lay(market, rows, folder)
        return {method: done_by(method, folder) for method in _METHODS}


def _figures(done: Mapping[str, Done], answers: Mapping[str, Answer], target: Target) -> Iterator[Figure]:
    ours, others = answers[_OURS].best, [method for method in _METHODS if method != _OURS]
    reached = ours.f1 if target.measure == "F1" else ours.recall
    yield _share("precision", ours.precision, "target", target.precision)
    yield _share(target.measure, reached, "target", target.least)
    for name, of in (("precision", "precision"), ("recall", "recall"), ("F1", "f1")):
        for method in others:
            yield _share(name, getattr(ours, of), _METHODS[method], getattr(answers[method].best, of))
    for method in others:
        strict = answers[method].strict
        beside = f"{_METHODS[method]} at {FLOOR:.1%}"
        yield _share("recall, ours as it is", ours.recall, beside, strict.recall if strict else 0.0)
    yield Figure("until it is done", done[_OURS].seconds, "s", "target", target.seconds)
    for method in others:
        yield Figure("until it is done", done[_OURS].seconds, "s", _METHODS[method], done[method].seconds)
    for method in others:
        yield Figure("peak memory", done[_OURS].megabytes, "MB", _METHODS[method], done[method].megabytes)


def _share(what: str, value: float, beside: str, baseline: float) -> Figure:
    return Figure(what, value * 100, "%", beside, baseline * 100)


def _errors(ours: Answer, other: Answer) -> Iterator[Figure]:
    beside, mine, theirs = _METHODS[_BESIDE], ours.confusion, other.confusion
    for kind, _ in (mine.false + theirs.false).most_common():
        yield Figure(f"false: {kind}", mine.false[kind], "", beside, theirs.false[kind])
    for trap, _ in theirs.missed.most_common(_KINDS):
        missed = mine.share.get(trap, 0.0)
        yield _share(f"missed of those with: {trap}", missed, beside, theirs.share[trap])
