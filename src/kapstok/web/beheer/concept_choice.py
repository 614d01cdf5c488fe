# SPDX-License-Identifier: EUPL-1.2
"""The concepts that an editor may mean: found by what stands in them, as short lines to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kapstok.core.text import fold
from kapstok.search.dutch.thesaurus import Concept, Thesaurus
from kapstok.search.dutch.tokens import tokens

_MOST = 20
_WORDS_SHOWN = 8
_SHORTEST = 3
# What it is worth that a word stands in the concept's own name, in what it is called, in how people ask for it.
_WORTH = (4, 2, 1)


@dataclass(frozen=True)
class ConceptLine:
    """A concept to choose: its name, its category, and some of its words."""

    id: str
    name: str
    category: str
    words: tuple[str, ...]


def concept_line(
    thesaurus: Thesaurus, concept: Concept, language: str, most: int | None = _WORDS_SHOWN
) -> ConceptLine:
    """A concept as a line in this language, with at most so many of its words (None: all)."""
    category = thesaurus.categories[concept.category]
    return ConceptLine(concept.id, concept.name(language), category.name(language), concept.words[1:][:most])


def concepts_with(thesaurus: Thesaurus, text: str, language: str) -> list[ConceptLine]:
    """The concepts in which words of a text stand, also as part of a longer word; those with most of it first."""
    words = [word for word in dict.fromkeys(tokens(text)) if len(word) >= _SHORTEST]
    found = [(worth, concept) for concept in thesaurus.concepts.values() if (worth := _worth(words, concept))]
    found.sort(key=lambda one: (-one[0], one[1].names["nl"]))
    return [concept_line(thesaurus, concept, language) for _, concept in found[:_MOST]]


def _worth(words: list[str], concept: Concept) -> int:
    places = [fold(" ".join(texts)) for texts in _texts(concept)]
    return sum(
        max((worth for worth, text in zip(_WORTH, places, strict=True) if word in text), default=0)
        for word in words
    )


def _texts(concept: Concept) -> Iterator[tuple[str, ...]]:
    yield (concept.id, *concept.names.values())
    yield concept.words
    yield concept.asks
