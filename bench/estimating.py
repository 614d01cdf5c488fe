# SPDX-License-Identifier: EUPL-1.2
"""Makes the numbers that the program ships, from invented markets: the weights, and the second look fitted upon them.

`python -m bench.estimating VERSION` writes weights.json and second.json of src/kapstok/resolution/model from the tuning
seeds, the same each time; nothing of the reporting seeds goes in. Regions have other shares: `kapstok review refit`
estimates anew from their own entries.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from bench import known_pairs
from bench.fitting import fitted
from bench.known_pairs import records_of
from bench.market import TUNING, Market, Row, creditors, invent, other_habits
from kapstok.resolution.candidates import candidate_pairs, without_platforms
from kapstok.resolution.linking import Paired, by_row
from kapstok.resolution.model.alternatives import UNKNOWN, Levels, names
from kapstok.resolution.model.comparisons import COMPARED
from kapstok.resolution.model.engine import score
from kapstok.resolution.model.scoring import rarity, scored
from kapstok.resolution.model.weights import SAME, STRANGER, Weights
from kapstok.resolution.records import Pair

_FOLDER = Path("src/kapstok/resolution/model")
# Registers elsewhere show less, or more: the second look is to hold there too.
_ELSEWHERE = (
    other_habits(kvk=0.4, website=0.7, address=0.7, plain=0.8),
    other_habits(kvk=1.6, website=1.2, address=1.4, plain=1.3),
    other_habits(kvk=1.0, website=0.5, address=1.2, plain=0.5),
)
# So many pairs of every kind are added, divided over the levels as all pairs are: a level that was never seen of a
# kind is rare, not impossible.
_ADDED = 5.0


# Registers hardly ever show an RSIN, and so the markets do not: what is known of it is that a legal person has one, and
# that a fiscal unity of sisters shares one VAT number.
_RSIN = {"equal": (0.97, 0.00001, 0.3), "other": (0.03, 0.99999, 0.7)}


_LIKENESSES = {"sister", "branch", "namesake elsewhere", "namesake in town", "other trade"}
# The lists that are counted: as long as a small municipality's, with as many known enterprises in it.
_ROWS, _KNOWN = 10_000, 0.10
Judged = Iterable[tuple[str, Levels]]


def estimated(version: str, judged: Judged) -> Weights:
    """Counted over pairs of which it is known what they are."""
    seen = Counter[str]()
    held: dict[str, list[Counter[int]]] = defaultdict(lambda: [Counter() for _ in COMPARED])
    for kind, levels in judged:
        seen[kind] += 1
        for counter, level in zip(held[kind], levels, strict=True):
            counter[level] += 1
    total = sum(seen.values())
    return Weights(
        version,
        {kind: round(count / total, 6) for kind, count in sorted(seen.items())},
        {compared.name: _levels(compared.name, number, held) for number, compared in enumerate(COMPARED)}
        | {"rsin": {level: _by_kind(set(seen), *shares) for level, shares in _RSIN.items()}},
    )


def _by_kind(kinds: set[str], same: float, stranger: float, kin: float) -> dict[str, float]:
    return {kind: {SAME: same, STRANGER: stranger}.get(kind, kin) for kind in sorted(kinds)}


def of_entries(market: Market) -> Iterator[tuple[str, Levels]]:
    """What the pairs of entries are, and what held of each comparison."""
    records = without_platforms(records_of(market))
    known = {r.entry: r for r in records}
    pairs = {pair for pair in candidate_pairs(records) if known[pair[0]].register != known[pair[1]].register}
    kin = _kin(market)
    for pair, one in scored(known, pairs, rarity(records), _even()).items():
        yield kin(pair), one.levels


def of_list(market: Market, seed: int) -> Iterator[tuple[str, Levels]]:
    """What the pairs of an enterprise and a row of a creditor list are, and what held of each comparison."""
    rows = creditors(market, seed=seed, count=_ROWS, known_share=_KNOWN)
    groups = {entry: one.truth for entry, one in enumerate(market.entries)}
    found = Paired.of(records_of(market), (row.values for row in rows), groups)
    scores = score(found.faces, found.pairs, found.rarity, _even())
    for row, by_group in by_row(scores, found, groups, _even()).items():
        for one in by_group:
            yield _of_row(rows[row], one.group), one.seen.levels


def _of_row(row: Row, company: int) -> str:
    if row.truth == company:
        return SAME
    return next(iter(sorted(_LIKENESSES & row.traps)), STRANGER) if row.kin == company else STRANGER


def _kin(market: Market) -> Callable[[Pair], str]:
    likeness = {
        frozenset({one.number, one.kin}): one.likeness for one in market.companies if one.kin is not None
    }

    def kind(pair: Pair) -> str:
        first, second = (market.entries[entry].truth for entry in pair)
        return SAME if first == second else likeness.get(frozenset({first, second}), STRANGER)

    return kind


def _levels(comparison: str, number: int, held: dict[str, list[Counter[int]]]) -> dict[str, dict[str, float]]:
    known = {
        kind: {level: n for level, n in counters[number].items() if level != UNKNOWN}
        for kind, counters in held.items()
    }
    over_all = Counter[int]()
    for counts in known.values():
        over_all.update(counts)
    rungs = names(comparison)
    base = [(over_all[level] + 1) / (sum(over_all.values()) + len(rungs)) for level in range(len(rungs))]
    return {
        rung: {
            kind: round((counts.get(level, 0) + _ADDED * base[level]) / (sum(counts.values()) + _ADDED), 9)
            for kind, counts in sorted(known.items())
        }
        for level, rung in enumerate(rungs)
    }


def _even() -> Weights:
    """Weights that say nothing: only the levels are asked for."""
    return Weights(
        "even",
        {SAME: 0.5, STRANGER: 0.5},
        {
            compared.name: {rung: {SAME: 0.5, STRANGER: 0.5} for rung in names(compared.name)}
            for compared in COMPARED
        },
    )


def main(version: str) -> None:
    """Writes the numbers for entries among themselves and for lists beside entries."""
    markets = {seed: invent(seed) for seed in TUNING}
    entries = estimated(version, (one for market in markets.values() for one in of_entries(market)))
    lists = estimated(version, (one for seed, market in markets.items() for one in of_list(market, seed)))
    _write("weights.json", {"entries": entries.as_json(), "list": lists.as_json()})
    second_looks(entries, lists)


def second_looks(entries: Weights, lists: Weights) -> None:
    """Writes the second looks upon these weights, at home and in regions with other habits."""
    everywhere = {(seed, False): invent(seed) for seed in TUNING} | {
        (seed, True): invent(seed, habits=habits) for seed, habits in zip(TUNING, _ELSEWHERE, strict=False)
    }
    pairs = (one for market in everywhere.values() for one in known_pairs.of_entries(market, entries))
    rows = (
        one
        for (seed, _), market in everywhere.items()
        for one in known_pairs.of_list(market, creditors(market, seed, _ROWS, _KNOWN), lists)
    )
    _write("second.json", {"entries": fitted(pairs).as_json(), "list": fitted(rows).as_json()})


def _write(name: str, told: Mapping[str, object]) -> None:
    (_FOLDER / name).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kapstok.config.settings")
    main(sys.argv[1])
