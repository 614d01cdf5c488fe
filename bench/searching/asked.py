# SPDX-License-Identifier: EUPL-1.2
"""What people ask of the invented documents: questions of ten kinds, always the same, no two alike."""

from __future__ import annotations

from collections.abc import Callable

from bench.searching.documents import documents, invented
from kapstok.demo.draw import Draw
from kapstok.regions.gazetteer import gazetteer
from kapstok.search.dutch.thesaurus import shipped

_FRAMES = (
    "wie kan {ask} voor ons doen",
    "wij zoeken een bedrijf voor {ask}",
    "iemand voor {ask}",
    "{ask} gezocht op kantoor",
    "offerte {ask} voor de gemeente",
)
_WITHIN = ("in {place}", "{place}", "omgeving {place}", "binnen 20 km van {place}", "regio {place}")
_LABELS = ("PSO", "PSO 30+", "trede 3", "sociale werkplaats", "voorbehouden")


def questions(count: int, seed: str = "kapstok bench asked") -> tuple[str, ...]:
    """Words and asks of the thesaurus, in sentences, with places and labels, misspelt; names; words nobody foresaw."""
    draw = Draw(seed)
    askers, asked = _askers(), dict[str, None]()
    while len(asked) < count:
        asked[askers[len(asked) % len(askers)](draw)] = None
    return tuple(asked)


def misspelt(text: str, draw: Draw) -> str:
    """The text with two letters that changed places, or one letter less."""
    at = draw.whole(1, max(len(text) - 2, 1))
    before, one, other, after = text[:at], text[at : at + 1], text[at + 1 : at + 2], text[at + 2 :]
    return before + other + one + after if draw.chance(0.5) else before + other + after


def _askers() -> tuple[Callable[[Draw], str], ...]:
    concepts = tuple(shipped().concepts.values())
    asking = tuple(one for one in concepts if one.asks)
    places = gazetteer().places()
    known = tuple(documents(500))

    def word(draw: Draw) -> str:
        return draw.pick(draw.pick(concepts).words)

    def ask(draw: Draw) -> str:
        return draw.pick(draw.pick(asking).asks)

    def where(draw: Draw) -> str:
        return draw.pick(_WITHIN).format(place=draw.pick(places).name)

    return (
        word,
        ask,
        lambda draw: f"{word(draw)} {where(draw)}",
        lambda draw: draw.pick(_FRAMES).format(ask=ask(draw)),
        lambda draw: misspelt(word(draw), draw),
        lambda draw: f"{word(draw)} en {word(draw)}",
        lambda draw: draw.pick(known).name,
        lambda draw: f"{word(draw)} {draw.pick(_LABELS)}",
        lambda draw: f"{invented(draw)} {word(draw)}",
        lambda draw: word(draw)[:5],
    )
