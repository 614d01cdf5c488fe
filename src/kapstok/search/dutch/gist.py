# SPDX-License-Identifier: EUPL-1.2
"""What a whole question is about, when its words stand in the thesaurus one by one only. The rule: gist.md."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log, sqrt

from kapstok.search.dutch.entries import Parts
from kapstok.search.dutch.thesaurus import Thesaurus
from kapstok.search.dutch.tokens import SMALL_WORDS, tokens

# A concept is about as good as the best one from this share of its worth on.
_ABOUT_AS_GOOD = 0.8
_MOST_CONCEPTS = 4
# One word that several entries of a single concept have is worth about 5; a word that every tenth concept has, 2.
_TELLS_SOMETHING = 2.5
# What it adds that more entries of a concept have the word.
_REPEATED = 0.15


def word_worths(thesaurus: Thesaurus, parts: Callable[[str], Parts]) -> dict[str, str]:
    """For every part of a word in the entries, as plain text: the concepts that have it, each with what it is worth.

    "glasbewassing 3.21 gevelreiniging 1.6": more for a part that few concepts have, for one that makes up more of its
    entry, and for one that more entries have.
    """
    best: defaultdict[str, dict[str, float]] = defaultdict(dict)
    often: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for concept in thesaurus.concepts.values():
        for entry in (*concept.words, *concept.asks):
            held = {part for word in tokens(entry) if word not in SMALL_WORDS for part in parts(word)}
            for part in held:
                often[part][concept.id] += 1
                best[part][concept.id] = max(best[part].get(concept.id, 0.0), 1 / sqrt(len(held)))
    return {part: _line(shares, often[part], len(thesaurus.concepts)) for part, shares in best.items()}


def gist(words: Iterable[str], worths: Mapping[str, str], parts: Callable[[str], Parts]) -> tuple[str, ...]:
    """The concepts that these words together speak for most, best first; none where they tell too little."""
    found: defaultdict[str, float] = defaultdict(float)
    for word in words:
        held = () if word in SMALL_WORDS else parts(word)
        for part in held:
            for concept, worth in _read(worths.get(part, "")):
                found[concept] += worth / sqrt(len(held))
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_MOST_CONCEPTS]
    if not ranked or ranked[0][1] < _TELLS_SOMETHING:
        return ()
    return tuple(concept for concept, worth in ranked if worth >= _ABOUT_AS_GOOD * ranked[0][1])


def _line(shares: Mapping[str, float], often: Mapping[str, int], concepts: int) -> str:
    rarity = log(concepts / len(shares))
    return " ".join(
        f"{concept} {rarity * share * (1 + _REPEATED * log(often[concept])):.3g}"
        for concept, share in shares.items()
    )


def _read(line: str) -> Sequence[tuple[str, float]]:
    fields = line.split()
    return [(fields[at], float(fields[at + 1])) for at in range(0, len(fields), 2)]
