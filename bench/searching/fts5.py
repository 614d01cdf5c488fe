# SPDX-License-Identifier: EUPL-1.2
"""SQLite's full text search as it comes: folded words without stems, any of them will do, ranked by bm25."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.searching.task import COUNTED, SHOWN
from kapstok.search.shapes import Document

_WORD = re.compile(r"\w+")
_COLUMNS = ", ".join(COUNTED)


class Fts5:
    """A virtual table for the texts, and a plain one for the filters."""

    def __init__(self, folder: Path):
        self._database = sqlite3.connect(folder / "fts.sqlite3")
        self._database.executescript(
            f"""
            create virtual table told using fts5(
                name, offerings, sectors, place, description, tokenize = 'unicode61 remove_diacritics 2'
            );
            create table facts (id integer primary key, key text, {_COLUMNS});
            create temp table found (id integer primary key, rank real);
            """
        )
        self._rows = 0

    def add(self, batch: Sequence[Document]) -> None:
        numbered = list(enumerate(batch, self._rows + 1))
        self._rows += len(batch)
        self._database.executemany(
            "insert into told (rowid, name, offerings, sectors, place, description) values (?, ?, ?, ?, ?, ?)",
            [(row, *_texts(document)) for row, document in numbered],
        )
        marks = ", ".join("?" * (len(COUNTED) + 2))
        self._database.executemany(
            f"insert into facts values ({marks})",  # noqa: S608 - only question marks
            [(row, document.key, *_facts(document)) for row, document in numbered],
        )

    def finish(self) -> None:
        self._database.execute("insert into told (told) values ('optimize')")
        self._database.commit()

    def ask(self, text: str) -> tuple[list[str], Mapping[str, Mapping[str, int]]]:
        self._match = " OR ".join(f'"{word}"' for word in _WORD.findall(text)) or '""'
        ask = self._database.execute
        ask("delete from found")
        ask("insert into found select rowid, rank from told where told match ?", (self._match,))
        top = "select id, key from found join facts using (id) order by found.rank limit ?"
        self._shown = ask(top, (SHOWN,)).fetchall()
        counting = "select {0}, count(*) from found join facts using (id) group by {0}"
        facets = {facet: dict(ask(counting.format(facet)).fetchall()) for facet in COUNTED}
        return [key for _, key in self._shown], facets

    def mark(self, text: str, shown: Sequence[Document]) -> int:
        rows = ", ".join(str(row) for row, _ in self._shown)
        marking = (
            "select highlight(told, 0, '<b>', '</b>'), highlight(told, 1, '<b>', '</b>')"  # noqa: S608 - numbers
            f" from told where told match ? and rowid in ({rows})"
        )
        return len(self._database.execute(marking, (self._match,)).fetchall())


def _texts(document: Document) -> tuple[str, ...]:
    return (
        document.name,
        "; ".join(document.offerings),
        "; ".join(document.sectors),
        f"{document.city} {document.municipality}",
        document.description,
    )


def _facts(document: Document) -> list[str | None]:
    return [next(iter(document.facets.get(facet, ())), None) for facet in COUNTED]


def make(folder: Path) -> Fts5:
    """An empty one in this folder."""
    return Fts5(folder)
