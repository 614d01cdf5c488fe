# SPDX-License-Identifier: EUPL-1.2
"""Which words of a name are the company's own, and what the others say. Rule: normalise.md, "Words"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from kapstok.resolution.legal_forms import ARTICLES
from kapstok.resolution.name_places import place_of_adjective
from kapstok.resolution.trades import AND, PREPOSITIONS, Kind, Word, word_of

# Small words with which a core does not begin; "van Dijk" and "in 't Veld" do.
_LOOSE_START: Final = AND | ARTICLES | {"voor", "al", "uw", "for", "of", "ook", "door"}
# At the end of a name these belong to the word before: "Stap Op".
_ADVERBS: Final = frozenset({"op", "uit", "in", "aan", "door", "bij", "om", "onder"})
_TRADES: Final = (Kind.TRADE, Kind.COINED)
_PHRASE: Final = 3
_SHORTEST_CORE: Final = 2


class OwnWords(NamedTuple):
    """A company's own words; the trades and the areas that its other words name, and a person's initials."""

    core: list[str]
    trade: str
    area: str
    given: str


def own_words(words: list[str], *, dotted: bool) -> OwnWords:
    """Parts the words of a name that are the company's own from the rest; where none is, all of them are.

    `dotted` says that the name ends with a dot, so that a last single letter is an initial ("Jansen J.").
    """
    kinds = [word_of(word) for word in words]
    own = _marked(words, kinds)
    core = _picked(words, own)
    given = _given(words, own, dotted=dotted) if min(map(len, words)) == 1 else []
    if given:
        core = core[len(given) :] if core[: len(given)] == given else core[: -len(given)]
    if not _tells(core):
        # All the words there are then; what a coined word says is its name.
        return OwnWords(words, *_said([kind for kind in kinds if kind.kind is not Kind.COINED]), "")
    if core is words:
        return OwnWords(words, "", "", "")
    said = [kind for kind, kept in zip(kinds, own, strict=True) if not kept]
    return OwnWords(core, *_said(said), "".join(given))


def _picked(words: list[str], own: list[bool]) -> list[str]:
    return words if False not in own else [word for word, kept in zip(words, own, strict=True) if kept]


def _tells(core: list[str]) -> bool:
    text = "".join(core)
    return len(text) >= _SHORTEST_CORE and not text.isdigit()


def _said(kinds: Iterable[Word]) -> tuple[str, str]:
    trades: set[str] = set()
    areas: set[str] = set()
    for kind, says in kinds:
        if says:
            (areas if kind is Kind.AREA else trades).add(says)
    return " ".join(sorted(trades)), " ".join(sorted(areas))


def _marked(words: list[str], kinds: list[Word]) -> list[bool]:
    """For each word whether it is the company's own."""
    found = {word.kind for word in kinds}
    own = [word.kind is Kind.OWN for word in kinds]
    if Kind.PERSON in found:
        _mark_persons(kinds, own)
    if place_of_adjective(words):
        own[0] = False  # the town is a column of its own
    if Kind.COINED in found and not _tells(_picked(words, own)):
        own = [kept or one.kind is Kind.COINED for kept, one in zip(own, kinds, strict=True)]
    if Kind.ADJECTIVE in found:
        _mark_adjectives(kinds, own)
    if Kind.SMALL in found:
        _keep_phrases(words, kinds, own)
        _keep_small_words(words, kinds, own)
    return own


def _mark_persons(kinds: list[Word], own: list[bool]) -> None:
    """A baker in front of an own word bakes ("Bakker Bart"), elsewhere Bakker is a surname ("Bakker Bouw")."""
    for n, word in enumerate(kinds):
        if word.kind is Kind.PERSON:
            own[n] = n > 0 or len(own) == 1 or not own[1]


def _mark_adjectives(kinds: list[Word], own: list[bool]) -> None:
    """ "Sociale Vinders" keeps its adjective, "Sociale Werkplaats De Schakel" does not."""
    for n in range(len(kinds) - 2, -1, -1):
        if kinds[n].kind is Kind.ADJECTIVE:
            own[n] = own[n + 1]


def _keep_phrases(words: list[str], kinds: list[Word], own: list[bool]) -> None:
    """A trade in a saying is part of the name: "Zin in Zorg", "Koffie & Meer", "Puur & Groen"."""
    if len(words) < _PHRASE:
        return
    first, link, last = own[0], words[1], own[2]
    if link in AND and last and not first:
        own[0] = kinds[0].kind in _TRADES
    elif len(words) == _PHRASE and first and not last and kinds[2].kind in _TRADES:
        own[2] = link in PREPOSITIONS or (link in AND and kinds[2].kind is Kind.COINED)


def _keep_small_words(words: list[str], kinds: list[Word], own: list[bool]) -> None:
    """Small words stay between own words, and a surname's in front of one."""
    after = words[-1] in _ADVERBS and len(words) > 1 and own[-2]
    for n in range(len(words) - 1, -1, -1):
        if kinds[n].kind is Kind.SMALL:
            own[n] = after
        after = own[n]
    before = False
    for n, word in enumerate(words):
        if not before and word in _LOOSE_START:
            own[n] = False
        before = own[n]


def _given(words: list[str], own: list[bool], *, dotted: bool) -> list[str]:
    """The single letters right in front of an own word ("J.P. Jansen"), or behind it when the name ends with a dot."""
    start = own.index(True) if True in own else len(words)
    stop = start
    while stop < len(words) and _is_initial(words[stop]):
        stop += 1
    if start < stop < len(words) and own[stop] and words[stop] not in AND:
        return words[start:stop]
    stop = start = len(words)
    while dotted and start and _is_initial(words[start - 1]):
        start -= 1
    return words[start:] if 0 < start < stop and own[start - 1] else []


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isalpha()
