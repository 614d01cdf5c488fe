# SPDX-License-Identifier: EUPL-1.2
"""From records and pairs of them to how likely each pair is one company. Rule: model.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kapstok.resolution.model.alternatives import Alternatives, Scored
from kapstok.resolution.model.columns import Row, faces, table
from kapstok.resolution.model.engine import GAMMAS, Engine, duckdb, score
from kapstok.resolution.model.weights import Weights
from kapstok.resolution.records import Pair, Record

if TYPE_CHECKING:
    import pyarrow


def scored(
    records: Mapping[int, Record],
    pairs: Collection[Pair],
    rarity: Mapping[str, float],
    weights: Weights,
    *,
    floor: float | None = None,
    engine: Engine = duckdb,
    work: Path | None = None,
) -> dict[Pair, Scored]:
    """What the model thinks of pairs of records, by their numbers; of several names the likest two count.

    Pairs that Splink gives less than `floor` bits are left out.
    """
    if not pairs:
        return {}
    import pyarrow

    rows, at = _rows(records, {number for pair in pairs for number in pair})
    left, right = _face_pairs(pairs, at)
    found = score(
        table(rows),
        pyarrow.table({"l": left, "r": right}),
        rarity,
        weights,
        floor=floor,
        engine=engine,
        work=work,
    )
    return _best(found, rows, Alternatives(weights))


def rarity(records: Iterable[Record]) -> dict[str, float]:
    """For each core, in how many places it is found: how many companies may have it, as far as places tell them apart.

    Counted in powers of two, so that one company more in a region does not change what thousands of others weigh.
    """
    places: dict[str, set[str | None]] = defaultdict(set)
    for r in records:
        for name in r.names:
            places[name.core].add(r.at.municipality or r.at.place)
    return {core: commonness(len(where)) for core, where in places.items()}


def commonness(places: int) -> float:
    """In how many places a core counts as found: the next power of two."""
    return float(2 ** (places - 1).bit_length())


def _rows(records: Mapping[int, Record], wanted: Iterable[int]) -> tuple[list[Row], dict[int, list[int]]]:
    rows: list[Row] = []
    at: dict[int, list[int]] = {}
    for number in sorted(wanted):
        own = list(faces(number, records[number]))
        at[number] = list(range(len(rows), len(rows) + len(own)))
        rows += own
    return rows, at


def _face_pairs(pairs: Iterable[Pair], at: Mapping[int, Sequence[int]]) -> tuple[list[int], list[int]]:
    both = [(a, b) for first, second in sorted(pairs) for a in at[first] for b in at[second]]
    return [a for a, _ in both], [b for _, b in both]


def _best(found: pyarrow.Table, rows: Sequence[Row], alternatives: Alternatives) -> dict[Pair, Scored]:
    best: dict[Pair, Scored] = {}
    columns = [found[name].to_pylist() for name in ("l", "r", "bits", *GAMMAS)]
    for left, right, bits, *levels in zip(*columns, strict=True):
        first, second = sorted((rows[left][0], rows[right][0]))
        one = alternatives.weighed(bits, tuple(levels))
        before = best.get((first, second))
        # Of two that weigh the same it must not matter which the engine gave first.
        if before is None or (one.bits, one.levels) > (before.bits, before.levels):
            best[first, second] = one
    return best
