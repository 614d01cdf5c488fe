# SPDX-License-Identifier: EUPL-1.2
"""Kapstok as its commands do it, without the database: clusters of entries, and links of a creditor list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from bench.linking.task import Pair, Task, work
from kapstok.enterprises.locating import entry_location
from kapstok.resolution.bands import FLOOR, SHIPPED
from kapstok.resolution.candidates import candidate_pairs, without_platforms
from kapstok.resolution.clustering import cluster
from kapstok.resolution.linking import Band, link
from kapstok.resolution.matching import Model, opinions
from kapstok.resolution.model.scoring import rarity, scored
from kapstok.resolution.model.second import shipped_second
from kapstok.resolution.model.weights import shipped
from kapstok.resolution.records import Record, record

CERTAIN = 1.0


def linked(task: Task) -> Mapping[Pair, float]:
    """The pairs that it joins: all of them certain, since what it doubts goes to a person."""
    records = [
        record(entry=i, register=register, values=values, location=entry_location(values))
        for i, (register, values) in enumerate(zip(task.registers, task.entries, strict=True))
    ]
    pairs = _of_creditors(records, task) if task.creditors else _of_entries(records)
    return dict.fromkeys(pairs, CERTAIN)


def _of_entries(records: Sequence[Record]) -> Iterator[Pair]:
    known = {r.entry: r for r in without_platforms(records)}
    model = Model("bench", shipped(), shipped_second(), SHIPPED)
    scores = scored(
        known, candidate_pairs(list(known.values())), rarity(known.values()), model.weights, floor=FLOOR
    )
    for members in cluster(records, opinions(known, scores, model), {}).clusters:
        for a, b in combinations(sorted(members), 2):
            if records[a].register != records[b].register:
                yield a, b


def _of_creditors(records: Sequence[Record], task: Task) -> Iterator[Pair]:
    first: dict[int, int] = {}
    for entry, group in enumerate(task.groups):
        first.setdefault(group, entry)
    found = link(
        records,
        task.creditors,
        groups=dict(enumerate(task.groups)),
        work=task.folder,
        told=lambda _: None,
    )
    for row, one in found.links.items():
        if one.band is Band.SAME:
            yield first[one.group], row


if __name__ == "__main__":
    work(linked)
