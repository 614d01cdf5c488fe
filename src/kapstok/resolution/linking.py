# SPDX-License-Identifier: EUPL-1.2
"""A list of creditors laid beside what the registers show: which row is which enterprise. Rule: linking.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kapstok.resolution.calibration import BandOfBits, Calibration, calibrated
from kapstok.resolution.candidates import without_platforms
from kapstok.resolution.matching import TIE, borne_out, contradicts, doubts, only_neighbours
from kapstok.resolution.model.alternatives import KVK, Alternatives, Scored, levels_of
from kapstok.resolution.model.columns import COLUMNS, faces, table
from kapstok.resolution.model.comparisons import OTHER
from kapstok.resolution.model.engine import Engine, duckdb, score
from kapstok.resolution.model.scoring import commonness, places, seen_pairs
from kapstok.resolution.model.second import shipped_second
from kapstok.resolution.model.weights import Weights, shipped
from kapstok.resolution.preparing import Prepared, Values, prepared
from kapstok.resolution.reasons import reasons
from kapstok.resolution.records import Record

if TYPE_CHECKING:
    import pyarrow


class Band(StrEnum):
    SAME = "same"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Link:
    """The enterprise that a row of the list is, surely or perhaps.

    `row` is its position in the list, `group` the enterprise, `probability` from 0 to 1, `why` short Dutch phrases.
    """

    row: int
    group: int
    probability: float
    band: Band
    why: tuple[str, ...]


@dataclass(frozen=True)
class Linking:
    """The links by row (a row that is like nothing known has none), and how sure the bits were on this list."""

    links: Mapping[int, Link]
    calibration: tuple[BandOfBits, ...]


# Of all links called sure, so many are expected to be right. Chosen on the tuning lists: were fewer wrong ones allowed,
# a buyer would have to look at many more rows that are right.
_SURE: Final = 0.9905
# And none of them is less likely than this.
_EACH: Final = 0.865
# Nobody needs to look at a pair that is less likely than this.
_LOOK: Final = 0.15
_FLOOR: Final = -6.0


@dataclass(frozen=True, slots=True)
class Found:
    """A row and an enterprise: the pair as the model sees it, and as it would without the trade register numbers."""

    group: int
    seen: Scored
    blind: Scored


def link(
    known: Sequence[Record],
    rows: Iterable[Values],
    *,
    groups: Mapping[int, int],
    work: Path,
    told: Callable[[int], None],
    processes: int = 2,
    engine: Engine = duckdb,
) -> Linking:
    """Links the rows of a list to enterprises.

    `known` are the records of all entries, `groups` says which enterprise each entry belongs to. `rows` has for each
    row its values by the names of register fields (name, kvk, vat, rsin, street, postcode, city, website, email), empty
    ones left out. `work` is a folder for what outgrows memory, which the caller removes; `told` hears how many
    rows were read. Bits are calibrated on the list itself: its rows with a trade register number tell.
    """
    weights = shipped("list")
    found = Paired.of(known, rows, groups, processes, told)
    scores = score(found.faces, found.pairs, found.rarity, weights, floor=_FLOOR, engine=engine, work=work)
    best = by_row(scores, found, groups, weights)
    judged = {row: _judged(found) for row, found in best.items()}
    calibration = _calibration(judged.values())
    return Linking(dict(_links(judged, calibration)), calibration.table)


def _completed(known: Sequence[Record], groups: Mapping[int, int]) -> list[Record]:
    """The records, each with what the other entries of its enterprise show and it does not."""
    together: dict[int, list[Record]] = defaultdict(list)
    for r in known:
        together[groups[r.entry]].append(r)
    return [_with(r, together[groups[r.entry]]) for r in known]


def _with(r: Record, others: Sequence[Record]) -> Record:
    if len(others) == 1:
        return r
    site = r if r.domain else next((o for o in others if o.domain), r)
    home = r if r.postcode else next((o for o in others if o.postcode), r)
    return replace(
        r,
        kvk=frozenset().union(*(o.kvk for o in others)),
        rsin=frozenset().union(*(o.rsin for o in others)),
        domain=site.domain,
        website=site.website,
        postcode=home.postcode,
        street=r.street or home.street,
        at=r.at if r.at.settled else next((o.at for o in others if o.at.settled), r.at),
        legal_forms=r.legal_forms or frozenset().union(*(o.legal_forms for o in others)),
    )


class Paired:
    """The faces of both sides as one table, the known ones first, and the pairs between them."""

    def __init__(self, known: Sequence[Record]):
        rows = [row for r in known for row in faces(r.entry, r)]
        self._tables = [table(rows)]
        self._at: dict[int, list[int]] = defaultdict(list)
        for face, row in enumerate(rows):
            self._at[row[0]].append(face)
        self.known = len(rows)
        self._places = places(known)
        self._left: list[pyarrow.Array] = []
        self._right: list[pyarrow.Array] = []

    @classmethod
    def of(
        cls,
        known: Sequence[Record],
        rows: Iterable[Values],
        groups: Mapping[int, int],
        processes: int = 1,
        told: Callable[[int], None] = lambda _: None,
    ) -> Paired:
        """The pairs of a list and the known records, each completed with what its enterprise shows elsewhere."""
        completed = _completed(without_platforms(known), groups)
        return cls(completed)._read(prepared(completed, rows, processes), told)

    def _read(self, chunks: Iterable[Prepared], told: Callable[[int], None]) -> Paired:
        import pyarrow

        count, face = 0, self.known
        for chunk in chunks:
            both = [
                (a + face, b)
                for a, entry in zip(chunk.left, chunk.right, strict=True)
                for b in self._at[entry]
            ]
            self._left.append(pyarrow.array([a for a, _ in both], pyarrow.int64()))
            self._right.append(pyarrow.array([b for _, b in both], pyarrow.int64()))
            numbers = pyarrow.array(range(face, face + len(chunk.faces)), pyarrow.int64())
            self._tables.append(chunk.faces.set_column(0, COLUMNS[0], numbers))
            for core, place in chunk.places:
                self._places[core].add(place)
            face, count = face + len(chunk.faces), count + chunk.rows
            told(count)
        return self

    @property
    def faces(self) -> pyarrow.Table:
        import pyarrow

        return pyarrow.concat_tables(self._tables)

    @property
    def pairs(self) -> pyarrow.Table:
        import pyarrow

        kind = pyarrow.int64()
        return pyarrow.table(
            {"l": pyarrow.chunked_array(self._left, kind), "r": pyarrow.chunked_array(self._right, kind)}
        )

    @property
    def rarity(self) -> dict[str, float]:
        return commonness(self._places)


def by_row(
    scores: pyarrow.Table, found: Paired, groups: Mapping[int, int], weights: Weights
) -> dict[int, list[Found]]:
    """For each row the enterprises that it may be, the likeliest first."""
    records = found.faces["record"].to_pylist()
    alternatives = Alternatives(weights)
    best: dict[int, dict[int, Found]] = defaultdict(dict)
    for left, right, seen in seen_pairs(scores, alternatives):
        # The list's faces were numbered after the known ones.
        row, group = records[max(left, right)], groups[records[min(left, right)]]
        before = best[row].get(group)
        if before is None or seen.outweighs(before.seen):
            best[row][group] = Found(group, seen, alternatives.without(KVK, seen))
    return {
        row: sorted(by_group.values(), key=lambda one: (-one.seen.bits, one.group))
        for row, by_group in sorted(best.items())
    }


@dataclass(frozen=True, slots=True)
class _Judged:
    """The likeliest enterprise of a row: its bits after the second look, and what stands in the way.

    `told` has the bits without the number, and whether the number is this enterprise's; None where no number tells.
    """

    likeliest: Found
    bits: float
    ruled_out: bool
    doubted: bool
    why: tuple[str, ...]
    told: tuple[float, bool] | None


def _judged(found: Sequence[Found]) -> _Judged:
    one, rival = found[0], found[1].seen.bits if len(found) > 1 else -inf
    held = levels_of(one.seen.levels)
    return _Judged(
        one,
        shipped_second("list").odds(one.seen.levels, one.seen.bits, rival),
        ruled_out=held.get(KVK) == OTHER or only_neighbours(held),
        doubted=one.seen.bits - rival < TIE
        or contradicts(held)
        or not borne_out(held)
        or _may_be_a_sister(held),
        why=doubts(held, one.seen.bits - rival),
        told=_told(found),
    )


def _may_be_a_sister(held: Mapping[str, str]) -> bool:
    """Whether a list, which has the companies beside ours as often as ours, may mean one of those.

    Only one side calls itself a foundation and no address or site is shared; or another name says another trade, or
    another part of a group.
    """
    if held.get(KVK) == "equal":
        return False
    other_name = held.get("core") == OTHER and OTHER in {held.get("part"), held.get("trade")}
    shared = "equal" in {held.get("postcode"), held.get("domain")}
    return other_name or (held.get("form") == "foundation shown once" and not shared)


def _told(found: Sequence[Found]) -> tuple[float, bool] | None:
    """What a row's number tells of the enterprise that is likeliest without it."""
    one, *rest = sorted(found, key=lambda one: -one.blind.bits)
    held = levels_of(one.blind.levels)
    number = levels_of(one.seen.levels).get(KVK)
    if number is None or contradicts(held) or not borne_out(held) or only_neighbours(held):
        return None
    rival = rest[0].blind.bits if rest else -inf
    return shipped_second("list").odds(one.blind.levels, one.blind.bits, rival), number == "equal"


def _calibration(judged: Iterable[_Judged]) -> Calibration:
    """How sure the bits are on this list, by what its rows with a number tell."""
    all_ = list(judged)
    return calibrated([one.bits for one in all_], [one.told for one in all_ if one.told])


def _links(judged: Mapping[int, _Judged], calibration: Calibration) -> Iterator[tuple[int, Link]]:
    free = (one.bits for one in judged.values() if not one.ruled_out and not one.doubted)
    least = calibration.surest(free, _SURE, _EACH)
    for row, one in judged.items():
        share = calibration.probability(one.bits)
        if one.ruled_out or share < _LOOK:
            continue
        sure = not one.doubted and one.bits >= least
        seen = one.likeliest.seen
        why = (
            reasons(seen.levels, seen.kind)
            if sure
            else (*one.why, *reasons(seen.levels, seen.kind, doubted=True))
        )
        yield row, Link(row, one.likeliest.group, share, Band.SAME if sure else Band.UNSURE, why)
