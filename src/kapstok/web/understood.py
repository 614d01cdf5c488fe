# SPDX-License-Identifier: EUPL-1.2
"""How the words of a question were read, in words for the reader, with the way to have each otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from kapstok.enterprises.finding import Findings
from kapstok.search.dutch.label_words import LabelAsked
from kapstok.search.dutch.places import PlaceAsked
from kapstok.search.dutch.reading import Understood
from kapstok.search.dutch.tokens import spans, tokens
from kapstok.search.highlights import Piece
from kapstok.search.shapes import Dropped
from kapstok.web.around import Around
from kapstok.web.directory_query import FACETS, DirectoryQuery
from kapstok.web.ways import Choice, Removable

_PARAMETERS = {facet: name for name, facet in FACETS.items()}


@dataclass(frozen=True)
class Reading:
    """What was made of the words.

    `corrected` is the question as it was searched, the words that were mended marked; empty when none was. `literally`
    is the way to search for exactly what was typed, where that would be another search. `removable` are the place and
    the labels that stood in the words, each with the question without those words; `remarks` say what did not count.
    `meant` are other places of the same name.
    """

    corrected: tuple[Piece, ...] = ()
    literally: Choice | None = None
    removable: tuple[Removable, ...] = ()
    remarks: tuple[str, ...] = ()
    meant: tuple[Choice, ...] = ()


def reading(asked: DirectoryQuery, place: Around, found: Findings, path: str) -> Reading:
    """How the words of this question were read; `place` is what was filled in apart."""
    words = found.asked
    if words is None:
        return Reading()
    used = _used(words, asked, place, found)
    is_other = bool(words.corrections or words.labels or words.place)
    return Reading(
        corrected=_corrected(asked.text, words) if words.corrections else (),
        literally=Choice(asked.text, asked.literally().address(path)) if is_other else None,
        removable=tuple(
            Removable(_said(one, found), asked.with_text(_without(asked.text, one.words)).address(path))
            for one in used
        ),
        remarks=tuple(_remarks(words, asked, place, found)),
        meant=_meant(asked, words.place, path) if words.place in used else (),
    )


def whence(place: Around, words: Understood | None) -> Around:
    """From where distances count: the place that was filled in, else the one in the words."""
    if place.point or words is None or words.place is None:
        return place
    return Around(words.place.name, words.place.point, words.place.name)


def _used(
    words: Understood, asked: DirectoryQuery, place: Around, found: Findings
) -> list[PlaceAsked | LabelAsked]:
    """The place and labels of the words that did narrow or order the list."""
    used: list[PlaceAsked | LabelAsked] = []
    if words.place is not None and not place.point:
        used.append(words.place)
    if Dropped.LABELS not in found.dropped:
        used += [label for label in words.labels if not _is_chosen(label, asked)]
    return used


def _is_chosen(label: LabelAsked, asked: DirectoryQuery) -> bool:
    """Whether the reader chose that filter apart, which goes before what stands in the words."""
    return bool(asked.chosen.get(_PARAMETERS[label.facet]))


def _said(one: PlaceAsked | LabelAsked, found: Findings) -> str:
    if isinstance(one, LabelAsked):
        return gettext("alleen %(label)s") % {"label": one.text}
    if one.within and Dropped.REACH not in found.dropped:
        return gettext("binnen %(km)s km van %(place)s") % {"km": one.within, "place": one.name}
    return gettext("rond %(place)s") % {"place": one.name}


def _corrected(text: str, words: Understood) -> tuple[Piece, ...]:
    """The text with what was meant for what was typed."""
    meant = {each.typed: each.meant for each in words.corrections}
    pieces, at = [], 0
    for span in spans(text):
        if span.word in meant:
            pieces += [Piece(text[at : span.start]), Piece(meant[span.word], True)]
            at = span.end
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)


def _without(text: str, positions: Collection[int]) -> str:
    """The text without some of its words, as it was typed as far as that can be."""
    words, written = tokens(text), list(spans(text))
    if [span.word for span in written] != words:
        return " ".join(word for at, word in enumerate(words) if at not in positions)
    kept = [text[span.start : span.end] for at, span in enumerate(written) if at not in positions]
    return " ".join(kept)


def _remarks(words: Understood, asked: DirectoryQuery, place: Around, found: Findings) -> Iterator[str]:
    if words.place is not None and place.point:
        yield gettext(
            "U koos zelf een plaats: %(chosen)s. Daarom telt “%(place)s” in uw woorden niet mee."
        ) % {"chosen": place.name, "place": words.place.name}
    for label in words.labels:
        if _is_chosen(label, asked):
            yield gettext("U koos zelf een label. Daarom telt “%(label)s” in uw woorden niet mee.") % {
                "label": label.text
            }
    if found.total:
        yield from _dropped(words, found)


def _dropped(words: Understood, found: Findings) -> Iterator[str]:
    """What was left out to find anything."""
    if Dropped.WORDS in found.dropped:
        yield gettext("Niemand heeft alles wat u vroeg. Hieronder staat wie een deel ervan heeft.")
    if Dropped.REACH in found.dropped and words.place is not None:
        yield gettext(
            "Binnen %(km)s km van %(place)s vonden wij niets. Hieronder staat wie verder weg is."
        ) % {"km": words.place.within, "place": words.place.name}
    if Dropped.LABELS in found.dropped:
        labels = ", ".join(label.text for label in words.labels)
        yield gettext(
            "Met %(labels)s vonden wij niets. Hieronder staan ook ondernemingen zonder dat label."
        ) % {"labels": labels}


def _meant(asked: DirectoryQuery, place: PlaceAsked | None, path: str) -> tuple[Choice, ...]:
    if place is None or not place.note:
        return ()
    rest = asked.with_text(_without(asked.text, place.words))
    return tuple(Choice(text, rest.near(text).address(path)) for text in place.note.split(", "))
