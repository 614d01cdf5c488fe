# SPDX-License-Identifier: EUPL-1.2
"""Invented documents, any number of them, always the same: what enterprises offer, in the words of the thesaurus.

Concepts are hit as in reality, by their words and in sentences; every document also has words of its own, so that the
vocabulary grows with the number of documents, as it does where people write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kapstok.demo.draw import Draw
from kapstok.regions.gazetteer import Place, gazetteer
from kapstok.search.dutch.thesaurus import Concept, Thesaurus, shipped
from kapstok.search.shapes import Document, Point

_FRONTS = """
ba be bo da de di do fa fe ga ha he ja ka ke ko la le li lo ma me mo na ne pa po ra re ro sa si ta te ti to va ve wa zo
""".split()
_BACKS = """
dijk veld horst brink kamp laar werf stee bos beek dal berg hout mark broek donk toren poort land zicht
""".split()
_FORMS = (
    "",
    "",
    " B.V.",
    " B.V.",
    " en Zonen",
    " V.O.F.",
    "Stichting ",
    "Coöperatie ",
    "De ",
    "Sociale werkplaats ",
)
_MANNERS = (
    "op maat", "voor scholen", "voor kantoren", "in de regio", "met aandacht", "voor gemeenten", "duurzaam",
    "circulair", "door vakmensen", "in kleine aantallen", "voor particulieren", "zonder wachttijd", "het hele jaar",
    "van dichtbij",
)  # fmt: skip
_SENTENCES = (
    "Wij verzorgen {offer} {manner}.",
    "U kunt bij ons terecht voor {offer} en {other}.",
    "Daarnaast doen we {other}, {manner}.",
    "Sinds {year} werken wij in {city} aan een eerlijke arbeidsmarkt.",
    "Onze mensen leren bij {name} een vak: {word} en {word2}.",
    "Het team van {name} kent {city} en omgeving op zijn duimpje.",
    "Op aanvraag ook {other} {manner}.",
    "Wij zijn trots op {word}, {word2} en {offer}.",
    "Vraag ernaar bij {name}: {offer}, {manner}.",
    "Iedereen doet mee, van {word} tot {word2}.",
    "Onze {word} staat al {year} dagen klaar in {city}.",
    "Bel gerust: wij denken mee over {offer}.",
)
_LABELS = ("pso", "pso", "pso", "cso", "senl", "bcorp")


@dataclass(frozen=True)
class _World:
    """All that documents are drawn from."""

    thesaurus: Thesaurus
    concepts: tuple[Concept, ...]
    by_category: Mapping[str, Sequence[Concept]]
    places: tuple[Place, ...]


@lru_cache(maxsize=1)
def _world() -> _World:
    known = shipped()
    by_category: dict[str, list[Concept]] = {}
    for concept in known.concepts.values():
        by_category.setdefault(concept.category, []).append(concept)
    return _World(known, tuple(known.concepts.values()), by_category, gazetteer().places())


def documents(count: int) -> Iterator[Document]:
    """So many enterprises, each with a main trade, often one beside it, a place, and a text of its own."""
    return map(document, range(count))


def document(number: int) -> Document:
    """The one with this number, which is its key."""
    return _document(number, _world(), Draw(f"kapstok bench document {number}"))


def invented(draw: Draw) -> str:
    """A word that is in no list."""
    return "".join(draw.pick(_FRONTS) for _ in range(draw.whole(1, 3))) + draw.pick(_BACKS)


def _document(number: int, world: _World, draw: Draw) -> Document:
    main = draw.pick(world.concepts)
    trades = [main, *draw.some(world.by_category[main.category], draw.whole(0, 2))]
    if draw.chance(0.4):
        trades.append(draw.pick(world.concepts))
    place, name = draw.pick(world.places), _name(draw)
    offered = [f"{draw.pick(one.words)}{_colour(draw)}" for one in trades]
    return Document(
        key=str(number),
        name=name,
        offerings=tuple(offered) if draw.chance(0.8) else (),
        sectors=(world.thesaurus.categories[main.category].names["nl"],) if draw.chance(0.6) else (),
        description=_description(name, place.name, trades, draw),
        city=place.name,
        municipality=gazetteer().municipality(place.municipality).name,
        facets=_facets(place.municipality, draw),
        point=Point(place.lat, place.lon),
    )


def _name(draw: Draw) -> str:
    form, word = draw.pick(_FORMS), invented(draw).capitalize()
    return word + form if form.startswith(" ") else form + word


def _colour(draw: Draw) -> str:
    return f" {draw.pick(_MANNERS)}" if draw.chance(0.4) else ""


def _description(name: str, city: str, trades: Sequence[Concept], draw: Draw) -> str:
    return " ".join(
        sentence.format(
            offer=draw.pick(draw.pick(trades).words),
            other=draw.pick(draw.pick(trades).words),
            manner=draw.pick(_MANNERS),
            year=draw.whole(1950, 2025),
            city=city,
            name=name,
            word=invented(draw),
            word2=invented(draw),
        )
        for sentence in draw.some(_SENTENCES, draw.whole(2, 6))
    )


def _facets(municipality: str, draw: Draw) -> dict[str, tuple[str, ...]]:
    lies, label = gazetteer().municipality(municipality), draw.pick(_LABELS)
    return {
        "label": (label,),
        "level": (f"pso:{draw.whole(1, 3)}",) if label == "pso" else (),
        "flag": ("pso:30+",) if label == "pso" and draw.chance(0.3) else (),
        "municipality": (municipality,),
        "labour_market_region": (lies.labour_market_region,),
        "province": (lies.province,),
    }
