# SPDX-License-Identifier: EUPL-1.2
"""How good an answer is where the truth is known: precision, recall, F1, and which kinds of error were made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import TypeVar

from bench.market.companies import Company
from bench.market.creditors import Row
from bench.market.entries import Market, Shown

Pair = tuple[int, int]
_T = TypeVar("_T")


@dataclass(frozen=True)
class Score:
    """How many were found, how many of those are right, and how many there are to find."""

    found: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        """Right among the found; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Right among those that there are to find."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0

    def __str__(self) -> str:
        return f"P {self.precision:.4f}  R {self.recall:.4f}  F1 {self.f1:.4f}  (false {self.found - self.right})"


def true_pairs(entries: Sequence[Shown]) -> set[Pair]:
    """Every two entries of different registers that are one company, the lower number first."""
    return set(_across(_by_company(entries).values(), entries))


def pairs_of(clusters: Iterable[Iterable[int]], entries: Sequence[Shown]) -> set[Pair]:
    """Every two entries of different registers that stand in one cluster."""
    return set(_across(clusters, entries))


def score(found: set[Pair], wanted: set[Pair]) -> Score:
    """The pairs that were found beside those that there are."""
    return Score(len(found), len(found & wanted), len(wanted))


def _by_company(entries: Sequence[Shown]) -> dict[int, list[int]]:
    homes: dict[int, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        homes[entry.truth].append(number)
    return homes


def _across(clusters: Iterable[Iterable[int]], entries: Sequence[Shown]) -> Iterator[Pair]:
    for members in clusters:
        for a, b in combinations(sorted(members), 2):
            if entries[a].register != entries[b].register:
                yield a, b


@dataclass(frozen=True)
class Point:
    """The score of everything at or above a threshold."""

    threshold: float
    score: Score


def curve(scored: Mapping[Pair, float], wanted: set[Pair]) -> list[Point]:
    """The score at each threshold that makes a difference, from strict to lenient."""
    found = right = 0
    points = []
    for threshold, tier in groupby(sorted(scored, key=lambda p: -scored[p]), key=lambda p: scored[p]):
        pairs = list(tier)
        found, right = found + len(pairs), right + sum(pair in wanted for pair in pairs)
        points.append(Point(threshold, Score(found, right, len(wanted))))
    return points


def best(points: Iterable[Point], floor: float = 0.0) -> Point | None:
    """The point of the highest F1 whose precision is not below the floor; None where there is none."""
    return max((p for p in points if p.score.precision >= floor), key=lambda p: p.score.f1, default=None)


@dataclass(frozen=True)
class Confusion:
    """The kinds of error: of false pairs each under one kind, of missed pairs each under all traps that it has.

    `share` is the part of all true pairs with that trap that was missed.
    """

    false: Counter[str]
    missed: Counter[str]
    share: dict[str, float]

    def __str__(self) -> str:
        false = "\n".join(f"  {count:6} {kind}" for kind, count in self.false.most_common())
        missed = "\n".join(
            f"  {count:6} {self.share[kind]:6.1%} of {kind}" for kind, count in self.missed.most_common()
        )
        return f"false pairs by kind\n{false}\nmissed pairs by trap\n{missed}"


def confusion(market: Market, found: set[Pair], wanted: set[Pair]) -> Confusion:
    """What went wrong between entries, by kind."""
    entries, companies = market.entries, market.companies
    false = Counter(_kind_of_false(entries[a], entries[b], companies) for a, b in found - wanted)
    traps = {(a, b): (entries[a].traps | entries[b].traps) or {"no trap"} for a, b in wanted}
    return _confusion(false, traps, wanted - found)


def confusion_of_rows(market: Market, rows: Sequence[Row], linked: Mapping[int, int]) -> Confusion:
    """What went wrong between a creditor list and the companies; `linked`: the company of a row."""
    wrong = [row for row, number in linked.items() if rows[row].truth != number]
    false = Counter(_kind_of_wrong(rows[row], linked[row], market.companies) for row in wrong)
    known = {i: row.traps or {"no trap"} for i, row in enumerate(rows) if row.truth is not None}
    return _confusion(false, known, {i for i in known if linked.get(i) != rows[i].truth})


def score_of_rows(rows: Sequence[Row], linked: Mapping[int, int]) -> Score:
    """Rows that got a company beside the rows that are one."""
    right = sum(rows[row].truth == number for row, number in linked.items())
    return Score(len(linked), right, sum(row.truth is not None for row in rows))


def _confusion(false: Counter[str], traps: Mapping[_T, Iterable[str]], missed: set[_T]) -> Confusion:
    having = Counter(trap for found in traps.values() for trap in found)
    lost = Counter(trap for one in missed for trap in traps[one])
    return Confusion(false, lost, {trap: count / having[trap] for trap, count in lost.items()})


def _kind_of_false(a: Shown, b: Shown, companies: Sequence[Company]) -> str:
    if "wrong kvk" in a.traps | b.traps and a.values.get("kvk") == b.values.get("kvk"):
        return "wrong kvk"
    return likeness(companies[a.truth], companies[b.truth])


def _kind_of_wrong(row: Row, number: int, companies: Sequence[Company]) -> str:
    if "wrong kvk" in row.traps and row.values["kvk"] == companies[number].kvk:
        return "wrong kvk"
    if row.truth is not None:
        return likeness(companies[row.truth], companies[number])
    kinds = {"sister", "branch", "namesake elsewhere", "namesake in town", "other trade"} & row.traps
    return kinds.pop() if kinds and row.kin == number else "stranger"


def likeness(a: Company, b: Company) -> str:
    """How two companies are easily taken for one another."""
    if a.kin == b.number or (a.kin is not None and a.kin == b.kin):
        return a.likeness
    if b.kin == a.number:
        return b.likeness
    near = "in town" if a.town.code == b.town.code else "elsewhere"
    return f"same word {near}" if a.name.core == b.name.core else f"stranger {near}"
