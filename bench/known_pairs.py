# SPDX-License-Identifier: EUPL-1.2
"""Pairs of an invented market as the model scores them, with the truth: what the second look is fitted to.

Left out is what the rules decide without it: numbers, forms and parts of a group that contradict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import Final

from bench.fitting import Known
from bench.market import Market, Row
from kapstok.enterprises.locating import entry_location
from kapstok.resolution import matching
from kapstok.resolution.bands import FLOOR
from kapstok.resolution.candidates import candidate_pairs, without_platforms
from kapstok.resolution.linking import Found, Paired, by_row
from kapstok.resolution.model.alternatives import Scored, levels_of
from kapstok.resolution.model.comparisons import OTHER
from kapstok.resolution.model.engine import score
from kapstok.resolution.model.scoring import rarity, scored
from kapstok.resolution.model.weights import Weights
from kapstok.resolution.records import Record, record

_LIST_FLOOR: Final = -6.0


def records_of(market: Market) -> list[Record]:
    """The entries as resolution compares them, numbered by their position."""
    return [
        record(entry=number, register=one.register, values=one.values, location=entry_location(one.values))
        for number, one in enumerate(market.entries)
    ]


def of_entries(market: Market, weights: Weights) -> Iterator[Known]:
    """Two entries of a market, each pair that may be one company."""
    known = {r.entry: r for r in without_platforms(records_of(market))}
    pairs = candidate_pairs(list(known.values()))
    scores = scored(known, pairs, rarity(known.values()), weights, floor=FLOOR)
    possible = {
        pair: one for pair, one in scores.items() if matching.possible(known[pair[0]], known[pair[1]], one)
    }
    rivals = matching.rivals(known, possible)
    for (a, b), one in possible.items():
        if market.entries[a].register != market.entries[b].register and not _ruled_out(one):
            same = market.entries[a].truth == market.entries[b].truth
            yield Known(one.levels, one.bits, rivals[a, b], same)


def of_list(market: Market, rows: Sequence[Row], weights: Weights) -> Iterator[Known]:
    """A row of a creditor list and the enterprise that it is likeliest to be."""
    groups = {entry: one.truth for entry, one in enumerate(market.entries)}
    found = Paired.of(records_of(market), (row.values for row in rows), groups)
    scores = score(found.faces, found.pairs, found.rarity, weights, floor=_LIST_FLOOR)
    for row, by_group in by_row(scores, found, groups, weights).items():
        one = by_group[0]
        if not _ruled_out(one.seen):
            yield Known(one.seen.levels, one.seen.bits, _rival(by_group), rows[row].truth == one.group)


def _rival(by_group: Sequence[Found]) -> float:
    return by_group[1].seen.bits if len(by_group) > 1 else -inf


def _ruled_out(one: Scored) -> bool:
    held = levels_of(one.levels)
    return held.get("kvk") == OTHER or matching.contradicts(held)
