# SPDX-License-Identifier: EUPL-1.2
"""What the index holds of a document: terms made by analysis.py, facet values, the draws for its turn, and its phrases.

The description is held as words only. Nothing in the index is shown as a fact: pages read the database again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import tantivy

from kapstok.search.alphabet import NAME_PARTS, name_parts
from kapstok.search.analysis import COLUMNS, Phrase, analyse, stem
from kapstok.search.shapes import FACETS, Document, Point
from kapstok.search.turns import DRAWS, draws

# Raise it when fields are added, dropped or meant otherwise: readers of another layout leave such an index alone.
LAYOUT = 2

KEY, KIND, TITLE, SHOWN = "key", "kind", "title", "shown"
POINT, SINCE, SPELLING = "point", "since", "spelling"
# The point of a document of which nobody knows where it is.
NOWHERE = "-"
DOCUMENT, MARKER = "document", "marker"
_MAX_PHRASE_SHOWN = 120
_MAX_VALUE = 200


@dataclass(frozen=True)
class Position:
    """How far an index has followed the outbox: the last number applied, of which timeline, by which analysis."""

    applied: int
    epoch: str
    analysis: str


class Shown(NamedTuple):
    """A column as the index keeps it to say why a document was found: its phrases, and their terms a line each."""

    phrases: list[str]
    words: str
    stems: str

    def with_stem(self, stem: str) -> str | None:
        """The first phrase that has a word with this stem."""
        return self._at(self.stems, f" {stem} ")

    def with_beginning(self, beginning: str) -> str | None:
        """The first phrase that has a word that begins so."""
        return self._at(self.words, f" {beginning}")

    def _at(self, lines: str, term: str) -> str | None:
        at = lines.find(term)
        return None if at < 0 else self.phrases[lines.count("\n", 0, at)]


def stems_of(column: str) -> str:
    """The field with a column's stems."""
    return f"{column}_stems"


def words_of(column: str) -> str:
    """The field with a column's words as they are written (folded), for matching beginnings."""
    return f"{column}_words"


def facet_field(facet: str) -> str:
    """The field with a facet's values."""
    return f"facet_{facet}"


def draw_field(draw: int) -> str:
    """The field with one of a document's draws."""
    return f"draw_{draw}"


def name_field(part: int) -> str:
    """The field with one part of a name's place in the alphabet."""
    return f"name_{part}"


def point_value(point: Point | None) -> str:
    """A point as a term: four decimals, some ten metres."""
    return f"{point.lat:.4f},{point.lon:.4f}" if point else NOWHERE


@lru_cache(maxsize=65_536)
def point_of(term: str) -> Point | None:
    """The point that `point_value` wrote."""
    if term == NOWHERE:
        return None
    lat, _, lon = term.partition(",")
    return Point(float(lat), float(lon))


def spelling_value(facet: str, each: str, text: str) -> str:
    """A facet value and how a document writes it, as one term."""
    return f"{facet}\t{value(each)}\t{value(text)}"


def value(text: str) -> str:
    """A key or facet value that the engine can hold: no half characters, at most 200 characters."""
    return text[:_MAX_VALUE].encode("utf-8", "replace").decode()


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    """The fields of the index, the same for every index of one LAYOUT."""
    fields = tantivy.SchemaBuilder()
    for name in (KEY, KIND, TITLE):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic", stored=name == KEY)
    for name in (POINT, SINCE, SPELLING):
        fields.add_text_field(
            name, tokenizer_name="raw", index_option="basic", stored=name == POINT, fast=True
        )
    for part in range(NAME_PARTS):
        fields.add_unsigned_field(name_field(part), fast=True)
    for column in COLUMNS:
        fields.add_text_field(stems_of(column), tokenizer_name="whitespace", index_option="basic")
        fields.add_text_field(words_of(column), tokenizer_name="whitespace", index_option="basic")
    for facet in FACETS:
        fields.add_text_field(facet_field(facet), tokenizer_name="raw", index_option="basic", fast=True)
    for draw in range(DRAWS):
        fields.add_unsigned_field(draw_field(draw), fast=True)
    fields.add_bytes_field(SHOWN, stored=True)
    return fields.build()


def entry(document: Document) -> tantivy.Document:
    """A document as the engine stores it."""
    analysed = analyse(document)
    made = tantivy.Document()
    made.add_text(KIND, DOCUMENT)
    made.add_text(KEY, value(document.key))
    for title in analysed.titles:
        made.add_text(TITLE, value(title))
    for column, phrases in analysed.columns.items():
        words = [word for phrase in phrases for word in phrase.words]
        made.add_text(words_of(column), " ".join(words))
        made.add_text(stems_of(column), " ".join(map(stem, words)))
    for facet, values in document.facets.items():
        for each in dict.fromkeys(values):
            made.add_text(facet_field(facet), value(each))
    for facet, spellings in document.spellings.items():
        for each, text in spellings.items():
            made.add_text(SPELLING, spelling_value(facet, each, text))
    made.add_text(POINT, point_value(document.point))
    if document.since:
        made.add_text(SINCE, document.since.isoformat())
    for part, number in enumerate(name_parts(document.name)):
        made.add_unsigned(name_field(part), number)
    for draw, drawn in enumerate(draws(document.key)):
        made.add_unsigned(draw_field(draw), drawn)
    kept = {column: _kept(column, phrases) for column, phrases in analysed.columns.items() if phrases}
    made.add_bytes(SHOWN, json.dumps(kept).encode())
    return made


def marker(position: Position) -> tantivy.Document:
    """The one entry that is not a document: it commits together with what it speaks of."""
    made = tantivy.Document()
    made.add_text(KIND, MARKER)
    made.add_bytes(SHOWN, json.dumps(vars(position)).encode())
    return made


def shown(stored: tantivy.Document) -> Mapping[str, Shown]:
    """The columns that `entry` stored, best first, without the empty ones."""
    return {column: Shown(*kept) for column, kept in _stored(stored).items()}


def position_of(stored: tantivy.Document) -> Position:
    """The position that `marker` stored."""
    return Position(**_stored(stored))


def _kept(column: str, phrases: tuple[Phrase, ...]) -> Shown:
    """The description is kept without its text and its order."""
    if column == "description":
        phrases = tuple(Phrase("", tuple(sorted(set(phrase.words)))) for phrase in phrases)
    return Shown(
        [phrase.text[:_MAX_PHRASE_SHOWN] for phrase in phrases],
        "\n".join(f" {' '.join(phrase.words)} " for phrase in phrases),
        "\n".join(f" {' '.join(map(stem, phrase.words))} " for phrase in phrases),
    )


def _stored(stored: tantivy.Document) -> Any:
    return json.loads(bytes(stored.get_first(SHOWN) or b"{}").decode())
