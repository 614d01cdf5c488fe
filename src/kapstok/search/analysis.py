# SPDX-License-Identifier: EUPL-1.2
"""How Dutch text becomes terms: one order of steps, in one place, for documents and for what people type.

fold (case, accents) -> tokens -> stems. The stems are Snowball's `dutch`, which since version 3 is Kraaij-Pohlmann: it
joins schoonmaken and schoonmaak, ramen and raam. Made here and not in the engine, because engines carry different
stemmers under one name. `analyse` and `understand` are the only doors; what the chain learns, it learns behind both.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice

import Stemmer

from kapstok.core.text import fold
from kapstok.search.shapes import Document

# An index holds what one chain made; raise the number whenever `analyse` gives other terms for the same document.
ANALYSIS_VERSION = f"1-snowball-{Stemmer.version()}"

COLUMNS = ("name", "offerings", "sectors", "place", "description")

MAX_QUERY = 200
MAX_QUERY_WORDS = 12
MAX_WORD = 40
MAX_TEXT = 20_000
MAX_PHRASES = 200

_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.){1,5}[^\W\d_](?:\.|(?!\w))")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_GENITIVE = re.compile(r"'s$")
_LEGAL_FORMS = frozenset(
    (
        "bv",
        "nv",
        "vof",
        "cv",
        "ua",
        "ba",
        "bvba",
        "cooperatie",
        "stichting",
        "vereniging",
        "maatschap",
        "eenmanszaak",
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was typed (folded) and its stem; `unfinished` while someone may still be typing it."""

    text: str
    stem: str
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """What was asked: the words that count, and the whole as a name; no words when nothing was asked."""

    words: tuple[Word, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text of a document, as a reader may see it again, and its words (folded)."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysed:
    """A document as terms: its phrases by column (see COLUMNS), and its names as one would type them in full."""

    columns: dict[str, tuple[Phrase, ...]]
    titles: tuple[str, ...]


def tokens(text: str) -> Iterator[str]:
    """The words of a text, folded; initials as one word ("B.V." is "bv"), no word longer than 40 characters."""
    folded = fold(_without_invisible(text[:MAX_TEXT]))
    joined = _INITIALS.sub(lambda initials: initials.group().replace(".", "") + " ", folded)
    for match in _TOKEN.finditer(joined):
        yield _GENITIVE.sub("", match.group())[:MAX_WORD]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The pinned Dutch stem of a folded word; never empty."""
    return str(_stemmers.dutch.stemWord(word)) or word


def analyse(document: Document) -> Analysed:
    """The terms under which a document can be found; one document gives the same terms under one ANALYSIS_VERSION."""
    names = (document.name, *document.names)
    return Analysed(
        columns={
            "name": _phrases(names),
            "offerings": _phrases(document.offerings),
            "sectors": _phrases(document.sectors),
            "place": _phrases((document.city, document.municipality)),
            "description": _phrases((document.description,)),
        },
        titles=tuple(dict.fromkeys(filter(None, map(title, names[:MAX_PHRASES])))),
    )


def understand(text: str) -> Understood:
    """What a query asks. Any text is welcome: at most its first 200 characters and 12 different words count.

    Words that only frame a question ("wie kan", "voor ons") do not count, unless there are no others. The last word is
    unfinished, except when white space follows it.
    """
    head = text[:MAX_QUERY]
    typed = list(tokens(head))
    spoken = [word for word in typed if word not in _frame_words()] or typed
    last = spoken[-1] if spoken and spoken[-1] == typed[-1] and not head[-1:].isspace() else None
    words = (Word(word, stem(word), word == last) for word in dict.fromkeys(spoken))
    return Understood(tuple(words)[:MAX_QUERY_WORDS], _without_legal_form(typed))


def title(name: str) -> str:
    """A name as one term: folded, without punctuation and legal form."""
    return _without_legal_form(list(tokens(name)))


def _without_legal_form(words: list[str]) -> str:
    return " ".join([word for word in words if word not in _LEGAL_FORMS] or words)


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    phrases = (
        Phrase(text[:MAX_TEXT], tuple(tokens(text))) for text in islice(dict.fromkeys(texts), MAX_PHRASES)
    )
    return tuple(phrase for phrase in phrases if phrase.words)


def _without_invisible(text: str) -> str:
    """Soft hyphens, joiners and direction marks stand unseen inside words: a word with one is the same word."""
    if text.isascii():
        return text
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


@lru_cache(maxsize=1)
def _frame_words() -> frozenset[str]:
    lines = files("kapstok.search").joinpath("frame_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


class _Stemmers(threading.local):
    """PyStemmer's stemmers keep state while they work, so each thread has its own."""

    def __init__(self) -> None:
        self.dutch = Stemmer.Stemmer("dutch")


_stemmers = _Stemmers()
