# SPDX-License-Identifier: EUPL-1.2
"""The words of a text, folded: where they begin, what is one word, what is cut off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from kapstok.core.text import fold

MAX_WORD = 40
MAX_TEXT = 20_000
# Words without a meaning of their own: they never make a concept, and a stem may not meet theirs (metser, met).
SMALL_WORDS = frozenset(
    "de het een der den des van voor met op in aan bij te ten ter tot uit om over onder tegen tussen naar per via als"
    " en of dat die dit deze er is zijn wordt worden door zonder binnen buiten na ook nog niet geen wij we ik u uw"
    " je jij jullie onze ons mijn hun zij ze hij men al alle the of for and in on at to with".split()
)

# Most words and entries are folded as they stand.
_PLAIN = re.compile(r"[a-z0-9]{1,40}(?: [a-z0-9]{1,40}){0,20}")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.){1,5}[^\W\d_](?:\.|(?!\w))")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WRITTEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GENITIVE = re.compile(r"'s$")


class Span(NamedTuple):
    """A word where it stands in a text as it was written; `word` is the word folded."""

    start: int
    end: int
    word: str


def tokens(text: str) -> list[str]:
    """The words of a text, folded; initials as one word ("B.V." is "bv"), no word longer than 40 characters."""
    if _PLAIN.fullmatch(text):
        return text.split(" ")
    folded = fold(_without_invisible(text[:MAX_TEXT]))
    if "." in folded[:-1]:
        folded = _INITIALS.sub(lambda initials: initials.group().replace(".", "") + " ", folded)
    found: list[str] = _TOKEN.findall(folded)
    if "'" in folded:
        found = [_GENITIVE.sub("", word) if word.endswith("'s") else word for word in found]
    return [word[:MAX_WORD] for word in found] if len(folded) > MAX_WORD else found


def spans(text: str) -> Iterator[Span]:
    """The words of a text with their places in it, for marking what was found."""
    for match in _WRITTEN.finditer(text[:MAX_TEXT]):
        for word in tokens(match.group())[:1]:
            yield Span(match.start(), match.end(), word)


def _without_invisible(text: str) -> str:
    """Soft hyphens, joiners and direction marks stand unseen inside words: a word with one is the same word."""
    if text.isascii():
        return text
    return "".join(character for character in text if unicodedata.category(character) != "Cf")
