# SPDX-License-Identifier: EUPL-1.2
"""Which pairs of entries are worth an opinion: never all of them. Rule: matching.md, "Two entries"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from kapstok.resolution.records import Pair, Record, own_label

# A fact that more entries share than this, at one place, identifies nobody; their pairs are not looked at.
_BLOCK: Final = 100
_WORD_BLOCK: Final = 30
_KNOWN_BLOCK: Final = 60
_KNOWN_TRACES: Final = 20
_SHORTEST_WORD: Final = 5
_KEY_START: Final = 5
_SHORTEST_INITIALS: Final = 3
_NAMES_OF_A_PLATFORM: Final = 3


def without_platforms(records: Sequence[Record]) -> list[Record]:
    """The records without the domains that one register shows for three or more unlike names.

    Entries of one register are different companies, so such a site (a business centre, a municipality, a platform that
    is not on our list) says nothing about who they are.
    """
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for r in records:
        if r.domain and r.names:
            names[r.register, r.domain].add(r.names[0].stem)
    shared = {domain for (_, domain), stems in names.items() if _unlike(stems) >= _NAMES_OF_A_PLATFORM}
    return [replace(r, domain=None, website=False) if r.domain in shared else r for r in records]


def _unlike(stems: Iterable[str]) -> int:
    """How many of the names do not begin with another: "WVS Groen" is like "WVS"."""
    kept: list[str] = []
    for stem in sorted(stems):
        if not (kept and stem.startswith(kept[-1])):
            kept.append(stem)
    return len(kept)


def candidate_pairs(records: Sequence[Record]) -> set[Pair]:
    """The pairs worth an opinion: those that share a number, a site, a name, a postcode, or a word of it at one place.

    Never all pairs: a block that is too large is split by place, and what is then still too large is left. Two
    entries of one register are a pair only when they share a KvK number.
    """
    pairs: set[Pair] = set()
    for keys, limit in ((_facts, _BLOCK), (_traces, _WORD_BLOCK)):
        for block in _blocks(records, keys).values():
            for part in _split(block, limit):
                pairs.update(
                    (min(a.entry, b.entry), max(a.entry, b.entry))
                    for a, b in combinations(part, 2)
                    if a.register != b.register or a.kvk & b.kvk
                )
    return pairs


class Index:
    """Which of many known records another may be, found by what they share; for lists too long to hold at once."""

    def __init__(self, records: Sequence[Record]):
        self._facts = self._by(records, _facts, _KNOWN_BLOCK)
        self._traces = self._by(records, _traces, _KNOWN_TRACES)

    def candidates(self, r: Record) -> set[int]:
        """The known entries worth comparing with a record."""
        found = {entry for key in set(_facts(r)) for entry in self._facts.get(key, ())}
        return found.union(*(self._traces.get(key, ()) for key in set(_traces(r))))

    @staticmethod
    def _by(
        records: Sequence[Record], keys: Callable[[Record], Iterator[Hashable]], limit: int
    ) -> dict[Hashable, tuple[int, ...]]:
        blocks = _blocks(records, keys)
        return {key: tuple(r.entry for r in block) for key, block in blocks.items() if len(block) <= limit}


def _blocks(
    records: Iterable[Record], keys: Callable[[Record], Iterator[Hashable]]
) -> dict[Hashable, list[Record]]:
    blocks: dict[Hashable, list[Record]] = defaultdict(list)
    for r in records:
        for key in set(keys(r)):
            blocks[key].append(r)
    return blocks


def _split(block: list[Record], limit: int) -> Iterator[list[Record]]:
    if len(block) <= limit:
        yield block
        return
    by_place = _blocks(block, lambda r: iter([r.at.home]))
    yield from (part for part in by_place.values() if len(part) <= limit)


def _facts(r: Record) -> Iterator[Hashable]:
    yield from (("kvk", number) for number in r.kvk)
    yield from (("rsin", number) for number in r.rsin)
    if r.domain:
        yield "domain", r.domain
        yield "own", own_label(r.domain)
    for name in r.names:
        yield "name", name.key
        yield "own", name.core
        yield "words", tuple(sorted(name.core_words))
        if name.foundation:
            yield "name", name.foundation


def _traces(r: Record) -> Iterator[Hashable]:
    """Weaker keys: a postcode, or at one place a part of the name, its letters first and last, or its initials."""
    if r.postcode:
        yield "postcode", r.postcode
    here = r.at.home
    if here:
        for name in r.names:
            yield "start", here, name.key[:_KEY_START]
            yield "start", here, name.core[:_KEY_START]
            yield "end", here, name.core[-_KEY_START:]
            yield from (("word", here, word) for word in name.words if len(word) >= _SHORTEST_WORD)
            if len(name.initials) >= _SHORTEST_INITIALS:
                yield "initials", here, name.initials
            if len(name.core) >= _SHORTEST_INITIALS:
                yield "initials", here, name.core
