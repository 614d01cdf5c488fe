# SPDX-License-Identifier: EUPL-1.2
"""What invented companies are called: a word of their own, often a trade, sometimes a surname, a place or initials."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, TypeVar

from bench.market import words
from bench.market.places import Town

_T = TypeVar("_T")


def pick(rng: random.Random, things: Sequence[_T]) -> _T:
    """One of the things; quicker than `rng.choice`, which counts where a million rows are made."""
    return things[int(rng.random() * len(things))]


def early(rng: random.Random, things: Sequence[_T]) -> _T:
    """One of the things, the first ones more often."""
    return things[int(rng.random() ** 2.0 * len(things))]


def _split(text: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(part.strip() for line in text.strip().splitlines() for part in line.split("|"))
    )


SURNAMES: Final = _split(words.SURNAMES)
LONG_NAMES: Final = _split(words.LONG_NAMES)
TRADES: Final = {
    first: (first, *others.split(","))
    for first, _, others in (line.partition("=") for line in words.TRADES.strip().splitlines())
}
WRITINGS: Final = {writing: group for group in TRADES.values() for writing in group}
SMALL_WORDS: Final = tuple(words.SMALL_WORDS.split())
STREETS: Final = tuple(words.STREETS.split())
_TRADE_NAMES: Final = tuple(TRADES)
_DESCRIPTIVE: Final = _split(words.DESCRIPTIVE)
_PUBLIC: Final = _split(words.PUBLIC_BODIES)
_FRONTS: Final = tuple(dict.fromkeys(words.FRONTS.split()))
_BACKS: Final = tuple(dict.fromkeys(words.BACKS.split()))
_ADJECTIVES: Final = tuple(words.ADJECTIVES.split())
_DE_NOUNS: Final = tuple(dict.fromkeys(words.DE_NOUNS.split()))
_HET_NOUNS: Final = tuple(dict.fromkeys(words.HET_NOUNS.split()))
_SYLLABLES: Final = tuple(words.SYLLABLES.split())
_ENDINGS: Final = tuple(words.ENDINGS.split())
_PREFIXES: Final = ("", "", "", "Van ", "Van der ", "Van de ", "Te ")
_FAMILY_ENDS: Final = ("", "", "", "s", "ma", "stra", "man", "aar", "sen", "ink")
_LETTERS: Final = "ABCDEFGHJKLMNPRSTW"
_NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")
_ACCENTS: Final = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñçÖ", "aaaaaeeeeiiiiooooouuuuncO")


@dataclass(frozen=True)
class Name:
    """A trade name, its own word in it, and its trade; `kind` tells how it was made."""

    text: str
    core: str
    trade: str
    kind: str


def invented(rng: random.Random, town: Town) -> Name:
    """A name for a company in a town."""
    return _KINDS[_cut(rng.random())](rng, town)


def public_body(rng: random.Random, town: Town) -> Name:
    """A school, a club or an authority: much of a creditor list, and none of it labelled."""
    text = pick(rng, _PUBLIC).format(place=town.name, noun=pick(rng, _DE_NOUNS), het=pick(rng, _HET_NOUNS))
    return Name(text, text, "", "public")


def slug(text: str) -> str:
    """The text as it stands in a web address."""
    return _NOT_A_LETTER.sub("", text.lower().translate(_ACCENTS))


def initials(name: str) -> str:
    """The first letters of the longer words: "Werken Leren en Ontwikkelen" gives "WLO"."""
    return "".join(word[0] for word in name.split() if word[0].isupper() and len(word) > 1)


def _compound(rng: random.Random) -> str:
    return pick(rng, _FRONTS) + pick(rng, _BACKS)


def _article(rng: random.Random) -> str:
    if rng.random() < 0.6:
        noun, article = early(rng, _DE_NOUNS), "De"
    else:
        noun, article = early(rng, _HET_NOUNS), "Het"
    return f"{article} {early(rng, _ADJECTIVES)} {noun}" if rng.random() < 0.5 else f"{article} {noun}"


def _made_up(rng: random.Random) -> str:
    return "".join(pick(rng, _SYLLABLES) for _ in range(2)).capitalize() + pick(rng, _ENDINGS)


def surname(rng: random.Random) -> str:
    """A family name: half of them well known, the others as rare as most are."""
    if rng.random() < 0.5:
        return early(rng, SURNAMES)
    return pick(rng, _PREFIXES) + pick(rng, _FRONTS) + pick(rng, _BACKS) + pick(rng, _FAMILY_ENDS)


def _core(rng: random.Random) -> str:
    drawn = rng.random()
    return _compound(rng) if drawn < 0.4 else _article(rng) if drawn < 0.75 else _made_up(rng)


def with_trade(core: str, rng: random.Random) -> Name:
    """A name of that own word and some trade."""
    trade = early(rng, _TRADE_NAMES)
    writing = pick(rng, TRADES[trade])
    before = core.startswith(("De ", "Het ")) or rng.random() < 0.35
    return Name(f"{writing} {core}" if before else f"{core} {writing}", core, trade, "trade")


def _trade(rng: random.Random, town: Town) -> Name:
    return with_trade(_core(rng), rng)


def _bare(rng: random.Random, town: Town) -> Name:
    core = _core(rng)
    if rng.random() < 0.25 and not core.startswith(("De ", "Het ")):
        return Name(f"{core} {pick(rng, SMALL_WORDS)}", core, "", "bare")
    return Name(core, core, "", "bare")


def _family(rng: random.Random, town: Town) -> Name:
    family, trade, drawn = surname(rng), early(rng, _TRADE_NAMES), rng.random()
    writing = pick(rng, TRADES[trade])
    if drawn < 0.25:
        text = f"{pick(rng, _LETTERS)}. {family[0].lower()}{family[1:]} {writing}"
    elif drawn < 0.6:
        text = f"{family} {writing}"
    elif drawn < 0.8:
        text = f"{writing} {family}"
    elif drawn < 0.9:
        text = f"{family} en {surname(rng)} {writing}"
    else:
        text = f"Gebr. {family} {writing}"
    return Name(text, family, trade, "family")


def _descriptive(rng: random.Random, town: Town) -> Name:
    text = pick(rng, _DESCRIPTIVE).format(place=town.name)
    return Name(text, text, "", "descriptive")


def _long(rng: random.Random, town: Town) -> Name:
    text = pick(rng, LONG_NAMES)
    text = f"{text} {town.name}" if rng.random() < 0.6 else f"{text} {_compound(rng)}"
    return Name(text, text, "", "long")


def _two_cores(rng: random.Random, town: Town) -> Name:
    text = f"{_compound(rng)} {pick(rng, ('en', '&'))} {_made_up(rng)}"
    return Name(text, text, "", "pair")


_KINDS: Final = (_trade, _bare, _family, _descriptive, _long, _two_cores)
_SHARES: Final = tuple(accumulate((0.36, 0.22, 0.26, 0.07, 0.05, 0.04)))


def _cut(drawn: float) -> int:
    return next((i for i, share in enumerate(_SHARES) if drawn < share), len(_SHARES) - 1)
