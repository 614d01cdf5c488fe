# SPDX-License-Identifier: EUPL-1.2
"""A small directory of invented enterprises, and an index of whatever a test wants to find."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kapstok.search.columns import Position
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.thesaurus import Category, Concept, Thesaurus
from kapstok.search.engine import Writer
from kapstok.search.folder import IndexFolder
from kapstok.search.index import SearchIndex
from kapstok.search.shapes import Document, Query, Result

GLANS, TUIN, LUNCH = (
    Document(
        key="glans",
        name="Glans B.V.",
        names=("Stichting Schone Ramen",),
        offerings=("glasbewassing", "gevelreiniging"),
        sectors=("Schoonmaak",),
        description="Wij wassen ramen in Zwolle en omstreken.",
        city="Zwolle",
        municipality="Zwolle",
        facets={
            "label": ("pso", "cso"),
            "level": ("pso:3",),
            "flag": ("pso:30+",),
            "municipality": ("GM0193",),
            "labour_market_region": ("Regio Zwolle",),
            "province": ("Overijssel",),
        },
    ),
    Document(
        key="tuin",
        name="De Groene Hark",
        offerings=("tuinonderhoud", "snoeien van bomen"),
        sectors=("Hovenier",),
        description="Ook glasbewassing op aanvraag.",
        city="Deventer",
        municipality="Deventer",
        facets={
            "label": ("pso",),
            "level": ("pso:1",),
            "municipality": ("GM0150",),
            "labour_market_region": ("Stedendriehoek",),
            "province": ("Overijssel",),
        },
    ),
    Document(
        key="lunch",
        name="Lunchlokaal",
        offerings=("catering", "broodjes voor vergaderingen"),
        sectors=("Horeca",),
        city="Arnhem",
        municipality="Arnhem",
        facets={
            "label": ("cso",),
            "municipality": ("GM0202",),
            "labour_market_region": ("Midden-Gelderland",),
            "province": ("Gelderland",),
        },
    ),
)


# Knows Dutch but no concepts: for the rules about words, columns, filters, paging and turns.
PLAIN = Chain(Thesaurus({}, {}))


class PlainIndex(SearchIndex):
    """An index whose questions are understood by one chain, PLAIN unless a test has another."""

    def __init__(self, path: Path, chain: Chain = PLAIN):
        super().__init__(path)
        self._chain = chain

    def search(self, query: Query, chain: Chain | None = None) -> Result:
        return super().search(query, chain or self._chain)

    def keys(self, query: Query, chain: Chain | None = None) -> tuple[str, ...] | None:
        return super().keys(query, chain or self._chain)


def written(path: Path, documents: Iterable[Document], position: int = 1, chain: Chain = PLAIN) -> PlainIndex:
    """An index of these documents, as a chain reads them, in a new generation of the folder."""
    folder = IndexFolder(path)
    generation = folder.new_generation()
    with Writer(generation, chain) as writer:
        writer.put({document.key: document for document in documents})
        writer.commit(Position(applied=position, epoch="a test", analysis=chain.version))
    folder.publish(generation)
    return PlainIndex(path, chain)


def thesaurus(*concepts: Concept, **names: str) -> Thesaurus:
    """A small thesaurus of these concepts; `names` are those of categories, as in `c90910000="Schoonmaak"`."""
    categories = dict.fromkeys(concept.category for concept in concepts)
    return Thesaurus(
        {code: Category(code, {"nl": names.get(f"c{code}", f"Branche {code}")}) for code in categories},
        {concept.id: concept for concept in concepts},
    )


def concept(
    name: str, *words: str, category: str = "90910000", asks: Sequence[str] = (), near: Sequence[str] = ()
) -> Concept:
    """A concept that is called by its name and these words; outside the CPV, so that no official name joins in."""
    return Concept(name, category, (), {"nl": name}, (name, *words), tuple(asks), tuple(near))


def keys(result: Result) -> list[str]:
    """The keys of the hits, in order."""
    return [hit.key for hit in result.hits]


def everything(index: SearchIndex) -> set[str]:
    """All keys in an index."""
    return set(keys(index.search(Query(limit=100_000))))


def put_in_place(file: Path, content: bytes) -> None:
    """Another file under this name; writing in one that the engine has mapped would make the kernel end the process."""
    other = file.with_name(f"{file.name}.other")
    other.write_bytes(content)
    other.replace(file)
