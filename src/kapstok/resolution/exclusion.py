# SPDX-License-Identifier: EUPL-1.2
"""What keeps two growing clusters apart, however good a link between them looks. Rule: matching.md, "Clusters"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import product

from kapstok.resolution.miscopies import Agreement, miscopied
from kapstok.resolution.records import Record
from kapstok.resolution.whereabouts import Nearness, nearness


class Bar(IntEnum):
    """What stands between two clusters; links of each kind pass the bars below their own.

    SOFT stops name, site and place; HARD also an equal KvK number; WORD also a person's "same".
    """

    NONE = 0
    SOFT = 1  # places or legal forms contradict, and none agree
    HARD = 2  # KvK numbers contradict, one register has both, or a number looks miscopied
    WORD = 3  # a person said "different", or the link between them is held


@dataclass(frozen=True)
class Atom:
    """Entries that count as one: a single entry, or those that a person joined."""

    records: tuple[Record, ...]
    kvk: frozenset[str]
    registers: frozenset[str]

    @classmethod
    def of(cls, records: Iterable[Record]) -> Atom:
        all_ = tuple(records)
        return cls(all_, frozenset().union(*(r.kvk for r in all_)), frozenset(r.register for r in all_))


@dataclass(frozen=True, eq=False)
class Node:
    """A cluster as it is now; a merge makes a new one."""

    atoms: tuple[Atom, ...]
    members: frozenset[int]

    @classmethod
    def of(cls, record: Record) -> Node:
        return cls((Atom.of([record]),), frozenset({record.entry}))

    @classmethod
    def merged(cls, nodes: Iterable[Node]) -> Node:
        all_ = list(nodes)
        members = frozenset[int]().union(*(node.members for node in all_))
        return cls(tuple(atom for node in all_ for atom in node.atoms), members)

    def sealed(self) -> Node:
        return Node((Atom.of(self.records),), self.members) if len(self.atoms) > 1 else self

    @property
    def records(self) -> Iterator[Record]:
        return (r for atom in self.atoms for r in atom.records)


def bar(x: Node, y: Node) -> Bar:
    """What the facts of two clusters put between them."""
    if plainly_two(x, y) or _holds_a_miscopy(x, y):
        return Bar.HARD
    return Bar.SOFT if _contradicts(x, y) else Bar.NONE


def plainly_two(x: Node, y: Node) -> bool:
    """Whether numbers contradict, or one register has an entry in both without a number that those two share."""
    return any(_plainly_two(a, b) for a, b in product(x.atoms, y.atoms))


def _plainly_two(a: Atom, b: Atom) -> bool:
    if a.kvk and b.kvk:
        return a.kvk.isdisjoint(b.kvk)
    return not a.registers.isdisjoint(b.registers)


def _holds_a_miscopy(x: Node, y: Node) -> bool:
    return any(r.kvk & s.kvk and miscopied(r, s) for r, s in product(x.records, y.records))


def _contradicts(x: Node, y: Node) -> bool:
    """Whether places contradict and none agree, or legal forms do; entries that share a number do not count."""
    pairs = [(r, s) for r, s in product(x.records, y.records) if not r.kvk & s.kvk]
    return _one_sided(_place(r, s) for r, s in pairs) or _one_sided(_form(r, s) for r, s in pairs)


def _one_sided(agreements: Iterable[Agreement]) -> bool:
    found = set(agreements)
    return Agreement.CONTRARY in found and Agreement.EQUAL not in found


def _place(r: Record, s: Record) -> Agreement:
    near = nearness(r.at, s.at)
    if near is Nearness.SAME or (r.postcode and r.postcode == s.postcode):
        return Agreement.EQUAL
    return Agreement.CONTRARY if near is Nearness.APART else Agreement.OPEN


def _form(r: Record, s: Record) -> Agreement:
    if not r.legal_forms or not s.legal_forms:
        return Agreement.OPEN
    return Agreement.EQUAL if r.legal_forms & s.legal_forms else Agreement.CONTRARY
