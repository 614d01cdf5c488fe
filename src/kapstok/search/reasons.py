# SPDX-License-Identifier: EUPL-1.2
"""Why a document was found, in words for people: what of the question it offers, and how near that comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.concepts import Match
from kapstok.search.dutch.reading import Analysed, Phrase, Understood, Unit, Word
from kapstok.search.dutch.stems import parts, stem
from kapstok.search.shapes import Document

_MAX_PHRASES = 3
_SHOWN = 120
# Where a concept of a trade may stand in words that a reader knows.
_TELLING = ("offerings", "sectors", "name")


def explain(
    asked: Understood, document: Document, chain: Chain, distance: float | None = None
) -> tuple[str, ...]:
    """A line for each thing that was asked and found, in the reader's language, and how far it is from where was asked.

    "biedt glasbewassing, u zocht ramen wassen"; "naam"; "branche: horeca"; "4 km van Deventer". Empty when nothing was
    asked. `distance` is in kilometres.
    """
    analysed = chain.seen(document)
    told = [(unit, line) for unit in asked.units for line in _lines(unit, analysed, chain)]
    # What the whole is about is worth telling only where nothing can be said of its parts.
    lines = [line for unit, line in told if not unit.is_gist] or [line for _, line in told]
    if asked.place is not None and distance is not None:
        away = number_format(round(distance, 1) if distance < 1 else round(distance), use_l10n=True)
        lines.append(gettext("%(km)s km van %(place)s") % {"km": away, "place": asked.place.name})
    return tuple(dict.fromkeys(lines))


def _lines(unit: Unit, document: Analysed, chain: Chain) -> Iterator[str]:
    """The best that can be said of one thing; nothing where it was not found."""
    if unit.is_likeness:
        yield from _alike(unit, document, chain)
        return
    literal = _literal(unit, document) if not unit.concepts else None
    said = (
        literal
        or _offered(unit, document, chain)
        or _literal(unit, document)
        or _related(unit, document, chain)
    )
    if said:
        yield said


def _offered(unit: Unit, document: Analysed, chain: Chain) -> str | None:
    trades = document.trades
    known = [match for match in unit.concepts if match.concept in trades.main | trades.side]
    if not known:
        return None
    best = max(known, key=lambda match: (match.strength, match.concept in trades.main))
    phrase = _phrase_with(best.concept, document)
    what = phrase.text[:_SHOWN] if phrase else _concept_name(best, chain)
    sought = " ".join(word.text for word in unit.words)
    if what.lower() == sought or (phrase and all(_stands_in(word, phrase) for word in unit.words)):
        return gettext("biedt %(what)s") % {"what": what}
    return gettext("biedt %(what)s, u zocht %(sought)s") % {"what": what, "sought": sought}


def _alike(unit: Unit, document: Analysed, chain: Chain) -> Iterator[str]:
    """What it does that is like what was asked: nobody knows the words, so no more is said than that."""
    trades = document.trades
    known = [match for match in unit.concepts if match.concept in trades.main | trades.side]
    if known:
        yield gettext("lijkt op: %(what)s") % {"what": _concept_name(known[0], chain)}
    elif related := _related(unit, document, chain):
        yield related


def _related(unit: Unit, document: Analysed, chain: Chain) -> str | None:
    """What it does instead, where it only comes near what was asked."""
    trades = document.trades
    every = trades.main | trades.side
    for match in unit.concepts:
        concept = chain.thesaurus.concepts[match.concept]
        siblings = [
            each for each in sorted(every) if chain.thesaurus.concepts[each].category == concept.category
        ]
        for other in (*concept.near, *siblings):
            if other in every:
                name = chain.thesaurus.concepts[other].name(get_language() or "nl")
                return gettext("verwant: %(what)s") % {"what": name}
        if concept.category in trades.categories:
            name = chain.thesaurus.categories[concept.category].name(get_language() or "nl")
            return gettext("verwant: %(what)s") % {"what": name}
    return None


def _literal(unit: Unit, document: Analysed) -> str | None:
    """The best column in which a word of the question stands, with the phrases."""
    for column, label in _labels().items():
        phrases = [
            phrase for phrase in document.columns[column] if any(_stands_in(w, phrase) for w in unit.words)
        ]
        if phrases:
            return _line(column, phrases, document.columns[column][0], label)
    return None


def _line(column: str, phrases: list[Phrase], first: Phrase, label: str) -> str:
    if column == "description" or (column == "name" and first in phrases):
        return label
    shown = ", ".join(phrase.text[:_SHOWN] for phrase in phrases[:_MAX_PHRASES])
    told = gettext("andere naam") if column == "name" else label
    return f"{told}: {shown}"


def _labels() -> Mapping[str, str]:
    return {
        "name": gettext("naam"),
        "offerings": gettext("aanbod"),
        "sectors": gettext("branche"),
        "place": gettext("plaats"),
        "description": gettext("omschrijving"),
    }


def _phrase_with(concept: str, document: Analysed) -> Phrase | None:
    return next(
        (phrase for column in _TELLING for phrase in document.columns[column] if concept in phrase.concepts),
        None,
    )


def _stands_in(word: Word, phrase: Phrase) -> bool:
    """Whole, as parts of a compound, or as the beginning of a word that is being typed."""
    for known in phrase.words:
        if stem(known) == word.stem or set(word.parts) <= set(parts(known)):
            return True
        if word.unfinished and known.startswith(word.text):
            return True
    return False


def _concept_name(match: Match, chain: Chain) -> str:
    return chain.thesaurus.concepts[match.concept].name(get_language() or "nl")
