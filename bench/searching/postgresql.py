# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL's full text search with its configuration `dutch`: any of the words will do, ranked by ts_rank_cd."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import psycopg

from bench.searching.task import COUNTED, SHOWN
from kapstok.search.shapes import Document

_COLUMNS = ", ".join(COUNTED)
_TEXTS = ("name", "offerings", "sectors", "place", "description")
# Any of the words: what PostgreSQL makes of them, with its "and" turned into "or".
_ASKED = "replace(plainto_tsquery('dutch', %(text)s)::text, '&', '|')::tsquery"
_WEIGHED = " || ".join(
    f"setweight(to_tsvector('dutch', {text}), '{weight}')"
    for text, weight in zip(_TEXTS, "AABCC", strict=True)
)


class PostgreSql:
    """One table with a generated tsvector under a GIN index, in the database that DATABASE_URL names."""

    def __init__(self, folder: Path):
        self._database = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
        texts = ", ".join(f"{text} text" for text in _TEXTS)
        facts = ", ".join(f"{facet} text" for facet in COUNTED)
        self._database.execute("drop table if exists told")
        self._database.execute(
            f"create table told (key text, {facts}, {texts}, words tsvector generated always as ({_WEIGHED}) stored)"
        )

    def add(self, batch: Sequence[Document]) -> None:
        names = ", ".join((*COUNTED, *_TEXTS))
        with self._database.cursor() as cursor, cursor.copy(f"copy told (key, {names}) from stdin") as rows:
            for document in batch:
                rows.write_row(_row(document))

    def finish(self) -> None:
        self._database.execute("create index on told using gin (words)")
        self._database.execute("analyze told")

    def ask(self, text: str) -> tuple[list[str], Mapping[str, Mapping[str, int]]]:
        told = {"text": text, "shown": SHOWN}
        ranked = (
            f"select key from told, (select {_ASKED} as q) asked where words @@ q"  # noqa: S608 - ours
            " order by ts_rank_cd(words, q) desc, key limit %(shown)s"
        )
        self._shown = [key for (key,) in self._database.execute(ranked, told)]
        sets = ", ".join(f"({facet})" for facet in COUNTED)
        counting = (
            f"select {_COLUMNS}, count(*) from told, (select {_ASKED} as q) asked where words @@ q"  # noqa: S608 - ours
            f" group by grouping sets ({sets})"
        )
        facets: dict[str, dict[str, int]] = {facet: {} for facet in COUNTED}
        for *values, count in self._database.execute(counting, told):
            for facet, value in zip(COUNTED, values, strict=True):
                if value is not None:
                    facets[facet][value] = count
        return self._shown, facets

    def mark(self, text: str, shown: Sequence[Document]) -> int:
        marking = (
            f"select ts_headline('dutch', name, {_ASKED}), ts_headline('dutch', offerings, {_ASKED})"  # noqa: S608
            " from told where key = any(%(keys)s)"
        )
        return len(self._database.execute(marking, {"text": text, "keys": self._shown}).fetchall())


def _row(document: Document) -> list[str | None]:
    facts = [next(iter(document.facets.get(facet, ())), None) for facet in COUNTED]
    return [
        document.key,
        *facts,
        document.name,
        "; ".join(document.offerings),
        "; ".join(document.sectors),
        f"{document.city} {document.municipality}",
        document.description,
    ]


def make(folder: Path) -> PostgreSql:
    """An empty one; the folder is not used."""
    return PostgreSql(folder)
