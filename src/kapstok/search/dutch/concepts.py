# SPDX-License-Identifier: EUPL-1.2
"""Which concepts a text names. The rule, in our own words: concepts.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kapstok.search.dutch.entries import Entry, Parts, Strength, read
from kapstok.search.dutch.tokens import SMALL_WORDS

Place = tuple[int, int]

# How far apart the words of one entry may stand in a text, in words; in a question they may stand anywhere.
NEARBY = 4
_REMEMBERED = 65_536


class Match(NamedTuple):
    """A concept that a text names: by which entry, how strongly, and which parts of which words it took."""

    concept: str
    entry: str
    strength: Strength
    places: frozenset[Place]

    @property
    def words(self) -> frozenset[int]:
        """The positions of the words it took something of."""
        return frozenset(at for at, _ in self.places)


class Concepts:
    """Finds concepts in texts, by entries as `entries.entries` gives them. Shared between threads; made at once."""

    def __init__(self, entries: Mapping[str, str], parts: Callable[[str], Parts]):
        self._parts = parts
        self._all = _Entries(entries, Strength.CPV)
        self._words = _Entries(entries, Strength.WORD)
        self._told: dict[str, Parts] = {}

    def in_text(self, words: Sequence[str]) -> tuple[Match, ...]:
        """What a seller's text names, by words that stand close together."""
        return self._found(list(map(self._telling, words)), self._words, NEARBY)

    def in_question(self, words: Sequence[str]) -> tuple[Match, ...]:
        """What a question names or asks for, wherever its words stand."""
        return self._found(list(map(self._telling, words)), self._all, len(words))

    def by_beginning(self, word: str) -> tuple[Match, ...]:
        """What the beginning of a compound asks for, when the whole is unknown: *sportveld* in *sportveldbeheer*."""
        parts = self._telling(word)
        for kept in range(len(parts) - 1, 0, -1):
            if found := self._found([parts[:kept]], self._all, 1):
                return found
        return ()

    def _telling(self, word: str) -> Parts:
        found = self._told.get(word)
        if found is None:
            if len(self._told) >= _REMEMBERED:
                self._told.clear()
            found = self._told[word] = () if word in SMALL_WORDS else self._parts(word)
        return found

    def _found(self, text: Sequence[Parts], entries: _Entries, nearby: int) -> tuple[Match, ...]:
        standing: dict[str, list[Place]] = {}
        for at, parts in enumerate(text):
            for place, part in enumerate(parts):
                standing.setdefault(part, []).append((at, place))
        matches = [
            Match(entry.concept, entry.text, entry.strength, places)
            for entry in _candidates(standing, entries)
            if (places := _places(entry, text, standing, nearby))
        ]
        return tuple(_best(matches)) if len(matches) > 1 else tuple(matches)


class _Under(NamedTuple):
    """The entries under one part: those of this part alone, and the others by one more of their parts."""

    alone: tuple[Entry, ...]
    beside: Mapping[str, tuple[Entry, ...]]

    @classmethod
    def of(cls, part: str, found: Iterable[Entry]) -> _Under:
        alone: list[Entry] = []
        beside: dict[str, tuple[Entry, ...]] = {}
        for entry in found:
            if len(entry.parts) == 1:
                alone.append(entry)
            else:
                other = max(entry.parts - {part}, key=lambda each: (len(each), each))
                beside[other] = (*beside.get(other, ()), entry)
        return cls(tuple(alone), beside)


class _Entries(dict[str, _Under]):
    """Entries by their rarest part, read when they are first asked for; ask only for parts that `lines` has."""

    def __init__(self, lines: Mapping[str, str], least: Strength):
        super().__init__()
        self.lines = lines
        self._least = least

    def __missing__(self, part: str) -> _Under:
        under = self[part] = _Under.of(part, read(self.lines[part], self._least))
        return under


def _candidates(standing: Mapping[str, list[Place]], entries: _Entries) -> Iterator[Entry]:
    """The entries of which all parts stand somewhere."""
    present = frozenset(standing)
    for part in standing:
        if part in entries.lines:
            alone, beside = entries[part]
            yield from alone
            for other in beside.keys() & present:
                yield from (entry for entry in beside[other] if entry.parts <= present)


def _places(
    entry: Entry, text: Sequence[Parts], standing: Mapping[str, list[Place]], nearby: int
) -> frozenset[Place] | None:
    """Where an entry stands: as a word or the last parts of one, else its parts in words close together."""
    count = len(entry.written)
    for at, place in standing[entry.written[-1]]:
        if place == len(text[at]) - 1:
            if count == 1:
                return frozenset([(at, place)])
            if text[at][-count:] == entry.written:
                return frozenset([(at, each) for each in range(place - count + 1, place + 1)])
    return _apart(entry, text, standing, nearby) if count > 1 else None


def _apart(
    entry: Entry, text: Sequence[Parts], standing: Mapping[str, list[Place]], nearby: int
) -> frozenset[Place] | None:
    """Where its parts stand as the last ones of more than one word."""
    candidates = {at for part in entry.parts for at, _ in standing[part]}
    if len(candidates) == 1:
        return None
    given = {at: kept for at in sorted(candidates) if (kept := _last_parts(text[at], entry.parts))}
    if entry.is_word:
        # A compound written apart: its parts are whole words then, and near each other in a question too.
        given = {at: kept for at, kept in given.items() if len(kept) == len(text[at])}
        nearby = min(nearby, NEARBY)
    return _together(entry.parts, text, given, nearby) if len(given) > 1 else None


def _together(
    wanted: frozenset[str], text: Sequence[Parts], given: Mapping[int, range], nearby: int
) -> frozenset[Place] | None:
    """The closest words whose given parts make up all that is wanted; None where they stand too far apart."""
    best: list[Place] | None = None
    width = nearby + 1
    for first in given:
        seen: set[str] = set()
        places: list[Place] = []
        for at, kept in given.items():
            if at < first or at - first >= width:
                continue
            mine = {text[at][place] for place in kept}
            if not mine <= seen:
                seen |= mine
                places += [(at, place) for place in kept]
            if len(seen) == len(wanted) and at > first:
                best, width = places, at - first
                break
        if width == 1:
            break
    return None if best is None else frozenset(best)


def _last_parts(parts: Parts, wanted: frozenset[str]) -> range:
    """The places of a word's last parts that are wanted: right-headed, so *raam* counts in *kantoorramen* only."""
    begin = len(parts)
    while begin and parts[begin - 1] in wanted:
        begin -= 1
    return range(begin, len(parts))


def _best(matches: Iterable[Match]) -> Iterator[Match]:
    """Without what lies within a longer match, and without the weaker of two that took the same; in text order."""
    kept: dict[tuple[str, frozenset[Place]], Match] = {}
    for match in sorted(matches, key=lambda one: (-one.strength, one.entry)):
        kept.setdefault((match.concept, match.places), match)
    strongest: dict[frozenset[Place], Strength] = {}
    for _, places in kept:
        found = max(match.strength for match in kept.values() if match.places == places)
        strongest[places] = found
    for match in sorted(kept.values(), key=lambda one: (min(one.places), -one.strength, one.concept)):
        longer = any(match.places < other for other in strongest)
        if not longer and (match.strength is not Strength.CPV or strongest[match.places] is Strength.CPV):
            yield match
