# SPDX-License-Identifier: EUPL-1.2
"""Our own index, with all that a page of hits shows: filters with counts, why each was found, what is marked in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import django
from django.conf import settings

from kapstok.regions.region_file import Label
from kapstok.search.columns import Position
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.label_words import LabelWords
from kapstok.search.dutch.prepared import shipped_source
from kapstok.search.dutch.reading import Understood
from kapstok.search.engine import Writer
from kapstok.search.folder import IndexFolder
from kapstok.search.highlights import marked
from kapstok.search.index import SearchIndex
from kapstok.search.reasons import explain
from kapstok.search.shapes import Document, Query

LABELS = {
    "pso": Label(
        name="Prestatieladder Socialer Ondernemen", short="PSO", levels=("1", "2", "3"), flags=("30+",)
    )
}
_DAY = date(2026, 1, 1)
_EXPECTED = 10_000
_SHOWN = 10


class Ours:
    """The search room's writer and index, without a database."""

    def __init__(self, folder: Path):
        self._folder = IndexFolder(folder)
        self._generation = self._folder.new_generation()
        self.chain = Chain(shipped_source(folder / "chain.json"), LabelWords.of(LABELS))
        _ = self.chain.thesaurus
        self._writer = Writer(self._generation, self.chain, expecting=_EXPECTED).__enter__()
        self._index = SearchIndex(folder)
        self._asked: Understood | None = None

    def add(self, batch: Sequence[Document]) -> None:
        self._writer.put({document.key: document for document in batch})

    def finish(self) -> None:
        self._writer.commit(Position(applied=1, epoch="bench", analysis=self.chain.version))
        self._writer.__exit__(None, None, None)
        self._folder.publish(self._generation)

    def ask(self, text: str) -> tuple[list[str], Mapping[str, Mapping[str, int]]]:
        result = self._index.search(Query(text, limit=_SHOWN, day=_DAY), self.chain)
        self._asked = result.asked
        return [hit.key for hit in result.hits], result.facets

    def mark(self, text: str, shown: Sequence[Document]) -> int:
        assert self._asked is not None
        pieces = 0
        for document in shown:
            why = explain(self._asked, document, self.chain)
            for told in (document.name, *document.offerings, *why):
                pieces += len(marked(told, self._asked, self.chain))
        return pieces


def make(folder: Path) -> Ours:
    """An empty one in this folder."""
    if not settings.configured:
        settings.configure(LANGUAGE_CODE="nl")
        django.setup()
    return Ours(folder)
