# SPDX-License-Identifier: EUPL-1.2
"""From opinions on pairs to clusters of entries, each one company. Rule: matching.md, "Clusters"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import TypeVar

from kapstok.resolution.enums import Verdict
from kapstok.resolution.exclusion import Bar, Node, bar, plainly_two
from kapstok.resolution.matching import Opinion
from kapstok.resolution.records import Pair, Record

Cluster = frozenset[int]
_T = TypeVar("_T")


@dataclass(frozen=True)
class Clustering:
    """Every entry in exactly one cluster, ordered by its lowest entry; and the pairs that wait for a person.

    `held` are links that were not followed because another as good as they excludes them; `open` are those and the
    unsure pairs that nothing stronger settled.
    """

    clusters: tuple[Cluster, ...]
    held: frozenset[Pair]
    open: frozenset[Pair]


def cluster(
    records: Sequence[Record], opinions: Mapping[Pair, Opinion], decided: Mapping[Pair, Verdict]
) -> Clustering:
    """Derives the clusters: a pure function of its arguments, whatever the order in which they come.

    `decided` holds what a person said of a pair last: it goes before every opinion, and "different" and "related" keep
    whole clusters apart.
    """
    building = _Building(records, [pair for pair, word in decided.items() if word is not Verdict.SAME])
    building.join((pair for pair, word in decided.items() if word is Verdict.SAME), Bar.WORD)
    building.seal()
    links = {pair: o for pair, o in opinions.items() if o.verdict is Verdict.SAME and pair not in decided}
    for _, tier in groupby(sorted(links, key=lambda p: -links[p].strength), key=lambda p: links[p].strength):
        pairs = list(tier)
        building.join((pair for pair in pairs if links[pair].numbered), Bar.HARD)
        building.join((pair for pair in pairs if not links[pair].numbered), Bar.SOFT)
    unsure = {pair for pair, o in opinions.items() if o.verdict is Verdict.UNSURE and pair not in decided}
    return Clustering(
        clusters=tuple(sorted({node.members for node in building.homes.values()}, key=min)),
        held=frozenset(building.held),
        open=frozenset(pair for pair in building.held | unsure if building.is_open(*pair)),
    )


class _Building:
    """Clusters while they grow: `homes` has the node that each entry is in."""

    def __init__(self, records: Sequence[Record], words: Iterable[Pair]):
        self.homes = {r.entry: Node.of(r) for r in records}
        self.held: set[Pair] = set()
        self._words = _both_ways(words)
        self._holds: dict[int, set[int]] = defaultdict(set)

    def seal(self) -> None:
        """What a person joined counts from here as one entry with all its numbers."""
        sealed = {node.members: node.sealed() for node in self.homes.values()}
        self.homes = {entry: sealed[node.members] for entry, node in self.homes.items()}

    def join(self, pairs: Iterable[Pair], weakest: Bar) -> None:
        """Merges what links of equal strength bring together, unless a bar of `weakest` or more stands between.

        A link that leads to two nodes barred from each other is followed to neither: it is held for a person, and
        weaker evidence does not decide it either.
        """
        links = [pair for pair in pairs if pair[0] in self.homes and pair[1] in self.homes]
        while True:
            graph = self._graph(links, weakest)
            free = [
                pair for part in _components(graph) for pair in _free(part, graph, self._bars(part, weakest))
            ]
            if not free:
                break
            self._merge(free)
        for a, b in links:
            if self.homes[b] in graph.get(self.homes[a], ()):
                self.held.add((a, b))
                self._holds[a].add(b)
                self._holds[b].add(a)

    def is_open(self, a: int, b: int) -> bool:
        """Whether a person still has something to say of two entries."""
        x, y = self.homes.get(a), self.homes.get(b)
        if x is None or y is None or x is y:
            return False
        return not plainly_two(x, y) and not _named(x, y, self._words)

    def _graph(self, links: Iterable[Pair], weakest: Bar) -> dict[Node, set[Node]]:
        between = {(self.homes[a], self.homes[b]) for a, b in links}
        return _both_ways((x, y) for x, y in between if x is not y and self._bar(x, y) < weakest)

    def _bars(self, part: list[Node], weakest: Bar) -> dict[Node, set[Node]]:
        return _both_ways((x, y) for x, y in combinations(part, 2) if self._bar(x, y) >= weakest)

    def _bar(self, x: Node, y: Node) -> Bar:
        return Bar.WORD if _named(x, y, self._words) or _named(x, y, self._holds) else bar(x, y)

    def _merge(self, links: Iterable[tuple[Node, Node]]) -> None:
        for part in _components(_both_ways(links)):
            merged = Node.merged(part)
            self.homes.update(dict.fromkeys(merged.members, merged))


def _both_ways(pairs: Iterable[tuple[_T, _T]]) -> dict[_T, set[_T]]:
    found: dict[_T, set[_T]] = defaultdict(set)
    for a, b in pairs:
        found[a].add(b)
        found[b].add(a)
    return found


def _named(x: Node, y: Node, pairs: Mapping[int, set[int]]) -> bool:
    return any(not y.members.isdisjoint(pairs[entry]) for entry in x.members if entry in pairs)


def _components(graph: Mapping[Node, set[Node]], without: Node | None = None) -> list[list[Node]]:
    seen: set[Node] = set() if without is None else {without}
    parts: list[list[Node]] = []
    for start in graph:
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for node in part:
            fresh = graph[node] - seen
            seen |= fresh
            part.extend(fresh)
        parts.append(part)
    return parts


def _free(
    part: list[Node], graph: Mapping[Node, set[Node]], barred: Mapping[Node, set[Node]]
) -> list[tuple[Node, Node]]:
    """The links of a component that lead to one side only.

    A link from u to v is contested when from v, not through u, a node can be reached that is barred from u: following
    both would bring the two together.
    """
    inside = {node: graph[node] for node in part}
    contested: set[tuple[Node, Node]] = set()
    for u in part:
        if u not in barred:
            continue
        for rest in _components(inside, without=u):
            if not barred[u].isdisjoint(rest):
                contested |= {(u, v) for v in graph[u].intersection(rest)}
                contested |= {(v, u) for v in graph[u].intersection(rest)}
    return [(u, v) for u in part for v in graph[u] if (u, v) not in contested]
