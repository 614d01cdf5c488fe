# SPDX-License-Identifier: EUPL-1.2
"""What the forms of one Dutch word share: Snowball's `dutch` with our exceptions (stems.txt) in front.

Snowball's `dutch` is Kraaij-Pohlmann since version 3: it joins schoonmaken and schoonmaak, ramen and raam. Made here
and not in the engine, because engines carry different stemmers under one name; a test pins the stems of 200 words.
A compound's stem is its front and the stem of its last part, so that its forms meet as those of that part do.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import Stemmer

from kapstok.search.dutch import compounds, forms

EXCEPTIONS = "stems.txt"

# levering is leveren: the stemmer takes off -ing and then knows no more where the stress lies.
_OF_VERBS = ("ering", "eling", "ening")
_SHORT_NOUN = 6
_SHORTEST = 3
_UNSTRESSED = ("be", "ver", "ont", "her")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The pinned Dutch stem of a folded word; never empty. Words of one family in stems.txt share one stem."""
    exceptions = _exceptions()
    given = exceptions.given(word)
    if given:
        return given
    *before, head = compounds.split(word)
    if before:
        return word.removesuffix(head) + stem(head)
    raw = _cut(_base(word))
    return exceptions.stems.get(raw, raw)


@lru_cache(maxsize=65_536)
def parts(word: str) -> tuple[str, ...]:
    """The stems of the parts of a folded word, in order; the stem alone when the word is simple."""
    return tuple(map(stem, compounds.split(word)))


def _cut(word: str) -> str:
    """The stemmer's stem, unless it leaves too little (of pen, ring) or takes an s of the word's own (fiets, gids)."""
    raw = str(_stemmers.dutch.stemWord(word))
    if len(raw) < _SHORTEST:
        return word
    if word.endswith("s") and raw == word[:-1] and compounds.is_listed(word) and not compounds.is_listed(raw):
        return word
    return raw


def _base(word: str) -> str:
    """The word of the table that a word is the regular plural, participle or noun of; else the word itself.

    The stemmer cuts by letters alone and so gives fiets and fietsen, woord and woorden different stems.
    """
    if word.endswith("ingen"):
        word = word.removesuffix("en")
    if word.endswith(_OF_VERBS) and len(word) > _SHORT_NOUN:
        word = word.removesuffix("ing") + "en"
    if word.endswith("en") and len(word) > _SHORTEST + 1:
        return next(filter(compounds.is_listed, forms.plural_bases(word)), word)
    if word.endswith(("d", "t")) and word.startswith(_UNSTRESSED) and compounds.is_listed(word[:-1]):
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class Exceptions:
    """`words`: word -> stem, also of its regular plurals and diminutives; `stems`: stem -> the one it stands for."""

    words: Mapping[str, str]
    stems: Mapping[str, str]

    def given(self, word: str) -> str | None:
        """The stem that the list gives to a word; None when it gives none."""
        if word in self.words:
            return self.words[word]
        return next((self.words[base] for base in forms.plural_bases(word) if base in self.words), None)


def read(text: str) -> Exceptions:
    """Exceptions from their text, a rule a line; what follows # is the reason.

    `name: word word …` gives these words and their regular plurals and diminutives the stem `name`; `= word word …`
    gives each its own; `name < word word …` gives `name` to all words that the stemmer joins with one of these.
    ValueError when a line is none of these, or when a word stands in two.
    """
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    for line in text.splitlines():
        rule = line.split("#")[0].strip()
        if rule:
            name, sign, members = _taken_apart(rule)
            for member in members.split():
                table, key = (stems, _cut(_base(member))) if sign == "<" else (words, member)
                if table.setdefault(key, name or member) != (name or member):
                    raise ValueError(f"{member} has two stems: {table[key]} and {name or member}")
    return Exceptions(words, stems)


def _taken_apart(rule: str) -> tuple[str, str, str]:
    for sign in ("=", ":", "<"):
        name, found, members = rule.partition(sign)
        if found and len(name.split()) == (sign != "="):
            return name.strip(), sign, members
    raise ValueError(f"no rule: {rule[:60]!r}")


@lru_cache(maxsize=1)
def _exceptions() -> Exceptions:
    return read(files("kapstok.search.dutch").joinpath(EXCEPTIONS).read_text("utf-8"))


class _Stemmers(threading.local):
    """PyStemmer's stemmers keep state while they work, so each thread has its own."""

    def __init__(self) -> None:
        self.dutch = Stemmer.Stemmer("dutch")


_stemmers = _Stemmers()
