# SPDX-License-Identifier: EUPL-1.2
"""What the index holds of a document: its key, terms made by the chain, facet values, where it is, and its draws.

No text of a document is held. Nothing in the index is shown as a fact: pages read the database again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import tantivy

from kapstok.search.alphabet import NAME_PARTS, name_parts
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.reading import COLUMNS, Trades
from kapstok.search.dutch.stems import parts, stem
from kapstok.search.shapes import FACETS, Document, Point
from kapstok.search.turns import DRAWS, draws

# Raise it when fields are added, dropped or meant otherwise: readers of another layout leave such an index alone.
LAYOUT = 4

KEY, KIND, TITLE, AT, DIGEST = "key", "kind", "title", "at", "digest"
# A concept of the main trade, of a side trade, merely mentioned; a category of the main trade, of a side trade.
MAIN, SIDE, MENTIONED, CATEGORY, OTHER_CATEGORY = "main", "side", "mentioned", "category", "other_category"
TRADES = (MAIN, SIDE, MENTIONED, CATEGORY, OTHER_CATEGORY)
# Words by which questions are corrected: those of names and offerings.
VOCABULARY = "vocabulary"
POINT, SINCE = "point", "since"
# The point of a document of which nobody knows where it is.
NOWHERE = "-"
DOCUMENT, MARKER = "document", "marker"
_MAX_VALUE = 200
_DIGEST_SIZE = 12


@dataclass(frozen=True)
class Position:
    """How far an index has followed the outbox: the last number applied, of which timeline, by which analysis."""

    applied: int
    epoch: str
    analysis: str


class Terms(NamedTuple):
    """What the engine is told of a document: texts and numbers, each with its field, and the digest."""

    texts: list[tuple[str, str]]
    numbers: list[tuple[str, int]]
    digest: bytes


def stems_of(column: str) -> str:
    """The field with a column's stems."""
    return f"{column}_stems"


def words_of(column: str) -> str:
    """The field with a column's words as they are written (folded), for matching beginnings."""
    return f"{column}_words"


def parts_of(column: str) -> str:
    """The field with the stems of the parts of a column's words."""
    return f"{column}_parts"


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


def value(text: str) -> str:
    """A key or facet value that the engine can hold: no half characters, at most 200 characters."""
    return text[:_MAX_VALUE].encode("utf-8", "replace").decode()


def digest(document: Document) -> bytes:
    """What tells one content of a document from another (drift.py)."""
    return blake2b(repr(document).encode("utf-8", "replace"), digest_size=_DIGEST_SIZE).digest()


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    """The fields of the index, the same for every index of one LAYOUT."""
    fields = tantivy.SchemaBuilder()
    for name in (KEY, KIND, TITLE):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic", stored=name == KEY)
    for name in (POINT, SINCE):
        fields.add_text_field(
            name, tokenizer_name="raw", index_option="basic", stored=name == POINT, fast=True
        )
    for part in range(NAME_PARTS):
        fields.add_unsigned_field(name_field(part), fast=True)
    for column in COLUMNS:
        fields.add_text_field(stems_of(column), tokenizer_name="whitespace", index_option="basic")
        fields.add_text_field(parts_of(column), tokenizer_name="whitespace", index_option="basic")
        fields.add_text_field(words_of(column), tokenizer_name="whitespace", index_option="basic")
    for trade in TRADES:
        fields.add_text_field(trade, tokenizer_name="raw", index_option="basic")
    fields.add_text_field(VOCABULARY, tokenizer_name="raw", index_option="basic", fast=True)
    for facet in FACETS:
        fields.add_text_field(facet_field(facet), tokenizer_name="raw", index_option="basic", fast=True)
    for draw in range(DRAWS):
        fields.add_unsigned_field(draw_field(draw), fast=True)
    for name in (AT, DIGEST):
        fields.add_bytes_field(name, stored=True)
    return fields.build()


def terms(document: Document, chain: Chain) -> Terms:
    """Everything under which a document can be found, counted and ordered."""
    analysed = chain.analyse(document)
    texts = [(KIND, DOCUMENT), (KEY, value(document.key)), (POINT, point_value(document.point))]
    texts += [(TITLE, value(title)) for title in analysed.titles]
    for column, phrases in analysed.columns.items():
        texts += _words(column, [word for phrase in phrases for word in phrase.words])
    texts += _trades(analysed.trades)
    known = dict.fromkeys(
        word for each in ("name", "offerings") for phrase in analysed.columns[each] for word in phrase.words
    )
    texts += [(VOCABULARY, word) for word in known]
    texts += _facets(document, analysed.trades)
    if document.since:
        texts.append((SINCE, document.since.isoformat()))
    numbers = [(name_field(part), number) for part, number in enumerate(name_parts(document.name))]
    numbers += [(draw_field(draw), drawn) for draw, drawn in enumerate(draws(document.key))]
    return Terms(texts, numbers, digest(document))


def entry(terms: Terms) -> tantivy.Document:
    """A document as the engine stores it."""
    made = tantivy.Document()
    for field, text in terms.texts:
        made.add_text(field, text)
    for field, number in terms.numbers:
        made.add_unsigned(field, number)
    made.add_bytes(DIGEST, terms.digest)
    return made


def _words(column: str, words: list[str]) -> Iterator[tuple[str, str]]:
    yield words_of(column), " ".join(words)
    yield stems_of(column), " ".join([stem(word) for word in words])
    yield parts_of(column), " ".join([part for word in words for part in parts(word)])


def _trades(trades: Trades) -> Iterator[tuple[str, str]]:
    for field, values in (
        (MAIN, trades.main),
        (SIDE, trades.side),
        (MENTIONED, trades.mentioned),
        (CATEGORY, trades.categories),
        (OTHER_CATEGORY, trades.other_categories),
    ):
        for each in values:
            yield field, each


def _facets(document: Document, trades: Trades) -> Iterator[tuple[str, str]]:
    facets = {**document.facets, "category": trades.all_categories}
    for facet, values in facets.items():
        for each in dict.fromkeys(values):
            yield facet_field(facet), value(each)


def marker(position: Position) -> tantivy.Document:
    """The one entry that is not a document: it commits together with what it speaks of."""
    made = tantivy.Document()
    made.add_text(KIND, MARKER)
    made.add_bytes(AT, json.dumps(vars(position)).encode())
    return made


def position_of(stored: tantivy.Document) -> Position:
    """The position that `marker` stored."""
    return Position(**json.loads(bytes(stored.get_first(AT) or b"{}").decode()))
