# SPDX-License-Identifier: EUPL-1.2
"""The engine as it comes, with its own Dutch analyser: any of the words will do, ranked by bm25."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import tantivy

from bench.searching.task import COUNTED, SHOWN
from kapstok.search.shapes import Document

_TEXTS = ("name", "offerings", "sectors", "place", "description")
_MEMORY = 50_000_000
_VALUES = 1_000


class RawTantivy:
    """One field for each column, one fast field for each filter."""

    def __init__(self, folder: Path):
        fields = tantivy.SchemaBuilder()
        fields.add_text_field("key", tokenizer_name="raw", stored=True)
        for text in _TEXTS:
            fields.add_text_field(text, tokenizer_name="dutch", stored=True)
        for facet in COUNTED:
            fields.add_text_field(facet, tokenizer_name="raw", fast=True)
        self._schema = fields.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        dutch = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        self._index.register_tokenizer("dutch", dutch.filter(tantivy.Filter.stemmer("dutch")).build())
        self._writer = self._index.writer(_MEMORY, num_threads=1)

    def add(self, batch: Sequence[Document]) -> None:
        for document in batch:
            self._writer.add_document(tantivy.Document(**_fields(document)))

    def finish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, text: str) -> tuple[list[str], Mapping[str, Mapping[str, int]]]:
        self._query, _ = self._index.parse_query_lenient(text, list(_TEXTS))
        self._found = [address for _, address in self._searcher.search(self._query, SHOWN).hits]
        asked = {facet: {"terms": {"field": facet, "size": _VALUES}} for facet in COUNTED}
        counted = self._searcher.aggregate(self._query, asked)
        facets = {
            facet: {each["key"]: each["doc_count"] for each in counted[facet]["buckets"]} for facet in COUNTED
        }
        return [str(self._searcher.doc(address).get_first("key")) for address in self._found], facets

    def mark(self, text: str, shown: Sequence[Document]) -> int:
        made = [
            tantivy.SnippetGenerator.create(self._searcher, self._query, self._schema, field)
            for field in ("name", "offerings")
        ]
        stored = [self._searcher.doc(address) for address in self._found]
        return sum(len(each.snippet_from_doc(one).to_html()) for one in stored for each in made)


def _fields(document: Document) -> dict[str, list[str]]:
    return {
        "key": [document.key],
        "name": [document.name, *document.names],
        "offerings": list(document.offerings),
        "sectors": list(document.sectors),
        "place": [document.city, document.municipality],
        "description": [document.description],
        **{facet: list(document.facets.get(facet, ())) for facet in COUNTED},
    }


def make(folder: Path) -> RawTantivy:
    """An empty one in this folder."""
    return RawTantivy(folder)
