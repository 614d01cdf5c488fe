# SPDX-License-Identifier: EUPL-1.2
"""Dutch compounds taken apart: "kerstpakketten" is kerst and pakketten. The rule: compounds.md.

The table is made by scripts/compute-compound-parts from a word list and compounds.txt; nothing here is learnt at run
time, so a word has the same parts in every process that has the same table.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import takewhile

from kapstok.search.dutch.forms import doubles, plural_bases, singulars, without_ending

TABLE = "parts.txt.gz"

LONGEST = 40
_MOST_SHARED = 25
_JOINED = re.compile("([A-Z])([a-z]*)")
_SHORTEST_COMPOUND = 6
_LONGEST_PART = 18
_IMPOSSIBLE = 1e9
# A word that was never seen in this place may still stand there, at a price.
_UNSEEN = 19.0
_SHORTEST_UNSEEN = 5
# What ends one compound may stand inside a longer one: brand|weer|kazerne, bed|goed|verhuur.
_INNER = 3.0
_FIXED = 15.0
# A head that costs less is so common a noun that what stands in front of it is no verb's particle.
_COMMON_HEAD = 12.5
# How many bits a letter may cost where a word must be made of its parts beyond doubt.
EVIDENT = 2.8
_TAKE_S = ("ings", "heids", "teits", "schaps")
_SEPARABLE = ("aan", "af", "be", "bij", "door", "in", "na", "om", "ont", "op", "over", "uit", "ver")
_DERIVING = ("aan", "af", "be", "in", "ont", "op", "uit", "ver")
_PARTICLES = (
    "aan achter af be bij binnen buiten door er ge heen her in los mee mis na neer om on onder ont op over samen tegen"
    " terug toe tussen uit vast ver voor voort weer weg"
).split()


@dataclass(frozen=True, slots=True)
class Parts:
    """What words can be made of.

    `modifiers`: spelling in front of another part -> (cost in bits, how many letters at its end only link);
    `heads`: last part -> cost in bits; `whole`: words that are never taken apart, `names` likewise, but they are no
    part either; `fixed`: words with given parts; `barred`: words that are parts only where they were counted as such.
    """

    modifiers: Mapping[str, tuple[float, int]]
    heads: Mapping[str, float]
    whole: frozenset[str]
    names: frozenset[str]
    fixed: Mapping[str, tuple[str, ...]]
    barred: frozenset[str] = frozenset()
    # What may be an unseen part begins like a whole word: looked at first, since most places in a word do not.
    _beginnings: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        beginnings = frozenset(word[:_SHORTEST_UNSEEN] for word in self.whole)
        object.__setattr__(self, "_beginnings", beginnings)

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word in order, each a piece of the word itself; a simple word alone."""
        if word in self.whole or word in self.names or not _SHORTEST_COMPOUND <= len(word) <= LONGEST:
            return (word,)
        if word in self.fixed:
            return self.fixed[word]
        pieces, _ = self.cheapest(word)
        if len(pieces) == 1 or not self.whole.isdisjoint(plural_bases(word)):
            return (word,)
        return tuple(part for piece in pieces for part in self.split(piece))

    def knows(self, word: str) -> bool:
        """Whether the table has the word itself."""
        return (
            word in self.whole
            or word in self.names
            or word in self.heads
            or word in self.modifiers
            or word in self.fixed
        )

    def makes(self, word: str) -> bool:
        """Whether the word is made of words that the table has, without stretching it."""
        pieces, bits = self.cheapest(word)
        head = pieces[-1]
        if len(pieces) == 1 or not (
            head in self.heads or (len(head) > _SHORTEST_COMPOUND and head in self.whole)
        ):
            return False
        if len(pieces) == 2 and pieces[0] in self.modifiers:
            return True
        if not all(piece in self.modifiers or piece + "s" in self.modifiers for piece in pieces[1:-1]):
            return False
        return bits <= EVIDENT * len(word) and len(head) > 3 and all(map(self.knows, pieces))

    def bases(self, word: str) -> Iterator[str]:
        """What a word may be a regular form of: itself, without its ending, without what stands in front of a verb."""
        yield from without_ending(word)
        for particle in _PARTICLES:
            rest = word.removeprefix(particle)
            if len(rest) < len(word) and len(rest) >= 4 and self.heads.get(rest, _IMPOSSIBLE) > _COMMON_HEAD:
                yield from without_ending(rest)
                if rest.startswith("ge") and len(rest) >= 6:
                    yield from without_ending(rest[2:])

    def cheapest(self, word: str) -> tuple[tuple[str, ...], float]:
        """The cheapest way to make the word of modifiers and a head, and its cost; itself when all are too dear."""
        ways = self._ways(word)
        best: tuple[str, ...] = (word,)
        cost = bits_allowed(len(word))
        for start in range(2, len(word) - 1):
            if start in ways:
                head = word[start:]
                total = ways[start][0] + self._head(head)
                if total < cost and not doubles(word, start):
                    best, cost = (*ways[start][1], head), total
        return best, cost

    def _ways(self, word: str) -> dict[int, tuple[float, tuple[str, ...]]]:
        """For each place that modifiers can fill the word up to: the cheapest way."""
        ways: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        for start in range(len(word) - 3):
            if start not in ways:
                continue
            spent, before = ways[start]
            for end in range(start + 2, min(start + _LONGEST_PART, len(word) - 1)):
                cost, link = self._modifier(word[start:end], first=not start)
                if spent + cost < ways.get(end, (_IMPOSSIBLE,))[0]:
                    ways[end] = (spent + cost, (*before, word[start : end - link]))
        return ways

    def _modifier(self, piece: str, *, first: bool) -> tuple[float, int]:
        found = self.modifiers.get(piece)
        if found:
            return found
        if not first and piece in self.heads:
            return self.heads[piece] + _INNER, 0
        if piece[:_SHORTEST_UNSEEN] in self._beginnings or piece.startswith(_SEPARABLE):
            return self._unseen_modifier(piece)
        return _IMPOSSIBLE, 0

    def _unseen_modifier(self, piece: str) -> tuple[float, int]:
        if len(piece) >= _SHORTEST_UNSEEN and piece not in self.barred:
            if piece in self.whole or self._is_verb(piece):
                return _UNSEEN, 0
            if piece[-1] == "s" and len(piece) > _SHORTEST_UNSEEN:
                if piece.endswith(_TAKE_S) and not self.whole.isdisjoint(self.bases(piece[:-1])):
                    return _UNSEEN, 1
                if piece[:-1] in self.whole:
                    return _UNSEEN + 1, 1
            for base in singulars(piece[:-2]) if piece.endswith("en") else ():
                if base in self.whole and piece.startswith(base):
                    return _UNSEEN + 1, len(piece) - len(base)
        return _IMPOSSIBLE, 0

    def _is_verb(self, piece: str) -> bool:
        """Whether it is what stands of a verb with a particle in front of another part: opruim, inbind."""
        return piece.startswith(_SEPARABLE) and any(
            piece.startswith(particle) and piece.removeprefix(particle) in self.whole
            for particle in _SEPARABLE
        )

    def _head(self, piece: str) -> float:
        found = self.heads.get(piece)
        if found:
            return found
        if piece in self.fixed:
            return _FIXED
        if len(piece) < _SHORTEST_UNSEEN or piece in self.barred:
            return _IMPOSSIBLE
        derived = piece.startswith(_DERIVING)
        if not derived and piece[:_SHORTEST_UNSEEN] not in self._beginnings:
            return _IMPOSSIBLE
        unseen = not self.whole.isdisjoint(self.bases(piece) if derived else without_ending(piece))
        return _UNSEEN if unseen else _IMPOSSIBLE


def bits_allowed(length: int) -> float:
    """How dear the parts of a word may be together: chance makes short words out of short parts."""
    return max(16.0 + 1.5 * length, 2.95 * length)


@lru_cache(maxsize=65_536)
def split(word: str) -> tuple[str, ...]:
    """The parts of a folded word in order, each a piece of the word itself, without linking letters.

    "bedrijfskleding" is ("bedrijf", "kleding"), a simple word ("catering",). Pure; any text is welcome.
    """
    return table().split(word)


def is_listed(word: str) -> bool:
    """Whether the table has this very word, folded."""
    return table().knows(word)


def is_known(word: str) -> bool:
    """Whether a folded word is Dutch as far as the table goes: it stands there, or is made of what stands there.

    Stricter than `split`, since a word that is known is never taken for a typing error: "loodgeiter" has no goats.
    """
    parts = table()
    return any(map(parts.knows, parts.bases(word))) or parts.makes(word)


@lru_cache(maxsize=1)
def table() -> Parts:
    """The table that is packaged, read once."""
    packed = files("kapstok.search.dutch").joinpath(TABLE).read_bytes()
    return read(gzip.decompress(packed).decode("utf-8"))


def read(text: str) -> Parts:
    """A table from its text: each line a kind, then words that share it. ValueError when a line has no known kind.

    `m COST LINK WORDS`, `h COST WORDS`, `w WORDS`, `n WORDS`, `x WORDS`, and `= WORD PART PART`. WORDS are `joined`.
    """
    modifiers: dict[str, tuple[float, int]] = {}
    heads: dict[str, float] = {}
    lists: dict[str, list[str]] = {"w": [], "n": [], "x": []}
    fixed: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        kind, *rest = line.split(" ")
        if kind == "m":
            modifiers.update(dict.fromkeys(taken_apart(rest[2]), (float(rest[0]), int(rest[1]))))
        elif kind == "h":
            heads.update(dict.fromkeys(taken_apart(rest[1]), float(rest[0])))
        elif kind in lists:
            lists[kind].extend(taken_apart(rest[0]))
        elif kind == "=":
            fixed[rest[0]] = tuple(rest[1:])
        elif kind != "#":
            raise ValueError(f"unknown kind of line: {kind[:20]!r}")
    plain = {spelling for spelling, (_, link) in modifiers.items() if not link}
    return Parts(
        modifiers, heads, frozenset({*lists["w"], *heads, *plain} - set(fixed)), frozenset(lists["n"]), fixed
    )


def joined(words: Iterable[str]) -> str:
    """Words as one text: each a capital for the letters it shares with the one before (A none), then its others."""
    written, before = [], ""
    for word in sorted(words):
        pairs = zip(before, word[:_MOST_SHARED], strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        written.append(chr(ord("A") + shared) + word[shared:])
        before = word
    return "".join(written)


def taken_apart(text: str) -> Iterator[str]:
    """The words that `joined` wrote."""
    word = ""
    for shared, rest in _JOINED.findall(text):
        word = word[: ord(shared) - ord("A")] + rest
        yield word
