# SPDX-License-Identifier: EUPL-1.2
"""From records and pairs of them to how likely each pair is one company. Rule: model.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    return commonness(places(records))


Places = dict[str, set[str | None]]


def places(records: Iterable[Record]) -> Places:
    """For each core, the places in which records have it."""
    found: Places = defaultdict(set)
    for r in records:
        for name in r.names:
            found[name.core].add(r.at.home)
    return found


def commonness(found: Places) -> dict[str, float]:
    """In how many places each core counts as found: the next power of two."""
    return {core: float(2 ** (len(where) - 1).bit_length()) for core, where in found.items()}


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
    for left, right, one in seen_pairs(found, alternatives):
        first, second = sorted((rows[left][0], rows[right][0]))
        before = best.get((first, second))
        if before is None or one.outweighs(before):
            best[first, second] = one
    return best


def seen_pairs(found: pyarrow.Table, alternatives: Alternatives) -> Iterator[tuple[int, int, Scored]]:
    """The pairs of faces that an engine scored, each against what else it may be; never all in memory at once."""
    for batch in found.to_batches():
        columns = [batch[name].to_pylist() for name in ("l", "r", "bits", *GAMMAS)]
        for left, right, bits, *levels in zip(*columns, strict=True):
            yield left, right, alternatives.weighed(bits, tuple(levels))
