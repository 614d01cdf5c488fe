# SPDX-License-Identifier: EUPL-1.2
"""Dutch company names, made comparable: what is written in one name is kept apart, nothing is lost.

"Stichting De Groene Hoed", "Groene Hoed (stichting)" and "de groene-hoed" meet under one key; the form and the place
that a name carries stand in columns of their own. Rule: matching.md, "Names".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kapstok.core.text import fold, squeeze
from kapstok.regions.gazetteer import gazetteer, place_key
from kapstok.resolution.legal_forms import ARTICLES, strip_form

_ALSO_KNOWN_AS = re.compile(
    r"""[\s,(]+ (?: (?:t\.?\s?)? h\.?\s?o\.?\s?d\.?\s?n\b\.?
              | (?:tevens\s)?handelend\ onder\ de\ naam | ook\ bekend\ als | voorheen | v/h\b ) [\s:]*""",
    re.IGNORECASE | re.VERBOSE,
)
_HET = re.compile(r"['’‘`´][tT](?=\s)|(?<!\S)t(?=\s)")
_INVERTED_ARTICLE = re.compile(r",\s*(de|het|the|'t)\s*$")
_AND = re.compile(r"&|(?<=\w)\+(?=\w)|(?<=\s)\+(?=\s)")
_WORD = re.compile(r"[^\W_]+")
_SAINT: Final = "sint"
_BRANCH_WORDS: Final = frozenset({"vestiging", "locatie", "filiaal", "te"})
# Behind these a place name is part of a surname: "J. van Huizen".
_SURNAME_WORDS: Final = frozenset({"van", "der", "den", "ter", "ten", "de", "het", "in", "op", "uit"})
# Places whose name is also an ordinary word, a first name or a country: at the end of a name they tell nothing.
_PLAIN_WORDS: Final = """
america balk beek bergen best boer broek buren dijken doorn dorst echt een enter erica grave groede groet halfweg
handel hank heel heide hoek hoeven hoorn horn horst houten huizen hulst ingen kessel klimmen koedijk leek lent lies
linde linden loo loon made monster nederland nieuwland nutter oranje putten rijs schijf slot spier spui stein thorn
veen vinkenbuurt vries waal waarde winde winkel zeeland zegge zorgvlied zuidveld
"""
_NOT_AS_PLACE: Final = frozenset(_PLAIN_WORDS.split())
_LONGEST_PLACE: Final = 5


@dataclass(frozen=True)
class CompanyName:
    """One name of a company, taken apart.

    `key` is the name without legal form, leading article, punctuation and spaces; equal keys are one name. `stem` is
    the key without the place at its end, `place` that place's key, `words` what the key is made of. `foundation` is the
    key that holds when a leading "St." stands for Stichting and not for Sint, which only another name can tell.
    """

    text: str
    key: str
    stem: str
    words: tuple[str, ...]
    legal_form: str | None = None
    place: str | None = None
    foundation: str | None = None


def company_names(text: str) -> tuple[CompanyName, ...]:
    """Every name that one text gives: "J. Jansen h.o.d.n. Groenwerk" gives two. Empty for a text without letters."""
    return tuple(name for part in _ALSO_KNOWN_AS.split(text) if (name := _company_name(part)) is not None)


@lru_cache(maxsize=65_536)
def _company_name(text: str) -> CompanyName | None:
    words = _words(text)
    if not words:
        return None
    stripped = strip_form(" ".join(words))
    front, behind, place = _split_place(stripped.words.split())
    if place and stripped.form is None:  # "Groenwerk B.V. Zwolle"
        stripped = strip_form(" ".join(front))
        front = stripped.words.split()
    core = _without_article(front)
    return CompanyName(
        text=text,
        key="".join(core + behind),
        stem="".join(core),
        words=tuple(core + behind),
        legal_form=stripped.form,
        place=place,
        foundation="".join(_without_article(core[1:]) + behind)
        if core[0] == _SAINT and len(core) > 1
        else None,
    )


def _words(text: str) -> list[str]:
    folded = _INVERTED_ARTICLE.sub("", fold(_HET.sub(" het ", squeeze(text))))
    plain = _AND.sub(" en ", folded).replace("+", " plus ").replace("'", "")
    found = _WORD.findall(plain)
    return [_SAINT if word == "st" else word for word in found]


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def _split_place(words: list[str]) -> tuple[list[str], list[str], str | None]:
    """The words before a place at the end, the words of that place, and its key; a name is never all place."""
    for size in range(min(_LONGEST_PLACE, len(words) - 1), 0, -1):
        front, behind = words[:-size], words[-size:]
        key = place_key(" ".join(behind))
        if _is_place(key) and front[-1] not in _SURNAME_WORDS:
            bare = front[:-1] if front[-1] in _BRANCH_WORDS else front
            if bare and not ARTICLES.issuperset(bare):
                return bare, behind, key
    return words, [], None


@lru_cache(maxsize=65_536)
def _is_place(key: str) -> bool:
    return key not in _NOT_AS_PLACE and (
        bool(gazetteer().places_named(key)) or gazetteer().municipality_named(key) is not None
    )
