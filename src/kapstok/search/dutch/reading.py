# SPDX-License-Identifier: EUPL-1.2
"""What a chain makes of a question and of a document."""

from __future__ import annotations

from dataclasses import dataclass, field

from kapstok.search.dutch.concepts import Match
from kapstok.search.dutch.entries import Strength
from kapstok.search.dutch.label_words import LabelAsked
from kapstok.search.dutch.places import PlaceAsked
from kapstok.search.dutch.tokens import tokens

COLUMNS = ("name", "offerings", "sectors", "place", "description")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was typed or corrected (folded), its stem, its parts' stems; `unfinished` while being typed."""

    text: str
    stem: str
    parts: tuple[str, ...]
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that is asked: its words, the concepts that they name, how much it counts (1, less for a purpose)."""

    words: tuple[Word, ...]
    concepts: tuple[Match, ...] = ()
    weight: float = 1.0

    @property
    def is_gist(self) -> bool:
        """Whether it is the whole question once more, by what all its words together are about."""
        return any(match.strength is Strength.GIST for match in self.concepts)

    @property
    def is_likeness(self) -> bool:
        """Whether nothing of it is known: its words are only like these concepts in meaning (meaning.md)."""
        return any(match.strength is Strength.MEANING for match in self.concepts)


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that nobody knows, and the one that was meant."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What was asked: the things that count, around where, with which labels, the whole as a name, what was mended."""

    units: tuple[Unit, ...]
    title: str
    place: PlaceAsked | None = None
    labels: tuple[LabelAsked, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def corrected(self, text: str) -> str:
        """The words of the question as they were searched (folded)."""
        meant = {each.typed: each.meant for each in self.corrections}
        return " ".join(meant.get(word, word) for word in tokens(text))

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that count, in no special order."""
        return tuple(word for unit in self.units for word in unit.words)

    @property
    def is_empty(self) -> bool:
        """Whether no thing was asked (a place or a label may still be)."""
        return not self.units


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text of a document, as a reader may see it again, its words (folded), and the concepts that it names."""

    text: str
    words: tuple[str, ...]
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trades:
    """What a document's enterprise does: concepts by how much they are its own, the categories of its main trade."""

    main: frozenset[str] = frozenset()
    side: frozenset[str] = frozenset()
    mentioned: frozenset[str] = frozenset()
    categories: tuple[str, ...] = ()
    other_categories: frozenset[str] = frozenset()

    @property
    def all_categories(self) -> tuple[str, ...]:
        """Those of the main trade first."""
        return (*self.categories, *sorted(self.other_categories))


@dataclass(frozen=True, slots=True)
class Analysed:
    """A document as terms: its phrases by column (see COLUMNS), its names as one would type them, and its trades."""

    columns: dict[str, tuple[Phrase, ...]]
    titles: tuple[str, ...]
    trades: Trades = field(default_factory=Trades)
