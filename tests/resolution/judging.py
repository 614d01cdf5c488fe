# SPDX-License-Identifier: EUPL-1.2
"""Opinions on records as the model in force has them, asked in as few batches as may be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kapstok.resolution.bands import FLOOR, SHIPPED
from kapstok.resolution.candidates import candidate_pairs, without_platforms
from kapstok.resolution.matching import Model, Opinion, opinions
from kapstok.resolution.model.scoring import rarity, scored
from kapstok.resolution.model.second import shipped_second
from kapstok.resolution.model.weights import shipped
from kapstok.resolution.records import Pair, Record


def as_shipped(version: str = "shipped") -> Model:
    """The model that the program comes with, under a version of the caller's."""
    return Model(version, shipped(), shipped_second(), SHIPPED)


def thought(records: Iterable[Record]) -> dict[Pair, Opinion]:
    """What is thought of the pairs of these records: one call of the model."""
    known = {r.entry: r for r in without_platforms(list(records))}
    return _thought(known, candidate_pairs(list(known.values())), rarity(known.values()))


def thought_of(pairs: Sequence[tuple[Record, Record]]) -> list[Opinion | None]:
    """What is thought of each of these pairs by itself, as if nobody else bore such names: one call of the model."""
    known = {r.entry: r for both in pairs for r in both}
    asked = {one for both in pairs for one in candidate_pairs(both)}
    rare = {name.core: 1.0 for r in known.values() for name in r.names}
    found = _thought(known, asked, rare)
    return [found.get(pair(*both)) for both in pairs]


def _thought(
    known: Mapping[int, Record], asked: Collection[Pair], rare: Mapping[str, float]
) -> dict[Pair, Opinion]:
    scores = scored(known, asked, rare, shipped(), floor=FLOOR)
    return opinions(known, scores, as_shipped())


def pair(a: Record, b: Record) -> Pair:
    return (min(a.entry, b.entry), max(a.entry, b.entry))


def together(*records: Record) -> frozenset[int]:
    return frozenset(r.entry for r in records)
