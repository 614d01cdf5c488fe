# SPDX-License-Identifier: EUPL-1.2
"""Legal forms as company names carry them: which there are, how they are written, and where in a name.

A form is taken off the name and kept beside it, never thrown away: two companies that differ only in their form
(a foundation and its private company) are related, not the same. Beside the Dutch forms stand those of suppliers from
Belgium, Germany, Britain and further. Source: the trade registers' own lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class LegalForm:
    """A legal form and its writings, as plain words; single letters ("b v") may also be written as one word.

    `before` and `behind` are the writings that count at the start and at the end of a name, `between` those that are
    a form in the middle too ("Groenwerk B.V. Zwolle"). `worded` forms may have an article in front ("De Stichting X");
    a short one may not: "De BV Motor" is a name. A `loose` form gives way to another one in the same name: "Firma
    Jansen B.V." is a B.V., "Onderlinge X U.A." no cooperative.
    """

    code: str
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    worded: bool = False
    loose: bool = False


_OWNERS: Final = ("vereniging van eigenaars", "vereniging van eigenaren", "vve")
_OWM: Final = ("onderlinge waarborgmaatschappij", "onderlinge waarborg maatschappij", "o w m")
_COOP: Final = (
    "cooperatieve vereniging",
    "cooperatie",
    "cooperatief",
    "cooperatieve",
    "cooperatie vereniging",
    "coop vereniging",
)

FORMS: Final = (
    LegalForm("stichting", ("stichting", "stg", "sticht"), ("stichting", "stg"), ("stichting",), worded=True),
    LegalForm("vereniging", (*_OWNERS, "vereniging", "ver"), ("vereniging", "vve"), worded=True),
    LegalForm("cooperatie", _COOP, _COOP[:3], ("cooperatie",), worded=True),
    LegalForm("cooperatie", behind=("u a", "b a", "w a"), loose=True),
    LegalForm("owm", _OWM, _OWM, worded=True),
    LegalForm("maatschap", ("maatschap", "mts"), ("maatschap", "mts"), worded=True, loose=True),
    LegalForm("vof", ("v o f",), ("v o f",), ("v o f",)),
    LegalForm("vof", ("vennootschap onder firma",), ("vennootschap onder firma",), worded=True),
    LegalForm("vof", ("firma", "fa"), ("fa",), worded=True, loose=True),
    LegalForm("bv", ("b v", "besloten vennootschap"), ("b v", "besloten vennootschap"), ("b v",)),
    LegalForm("nv", ("n v", "naamloze vennootschap"), ("n v", "naamloze vennootschap"), ("n v",)),
    LegalForm(
        "cv", ("c. v.", "commanditaire vennootschap"), ("c v", "commanditaire vennootschap"), ("c. v.",)
    ),
    LegalForm("eenmanszaak", ("eenmanszaak",), ("eenmanszaak", "eenmansbedrijf")),
    LegalForm("gr", ("gemeenschappelijke regeling", "g. r."), ("gemeenschappelijke regeling",), worded=True),
    LegalForm("bvba", behind=("b v b a", "e b v b a", "s p r l"), between=("b v b a",)),
    LegalForm("cvba", behind=("c v b a", "s c r l")),
    LegalForm("commv", behind=("comm v", "commv", "g c v")),
    LegalForm("vzw", ("v z w",), ("v z w", "i v z w", "a s b l"), ("v z w",)),
    LegalForm("ltd", behind=("co ltd", "company limited", "ltd", "limited")),
    LegalForm("plc", behind=("p l c",)),
    LegalForm("llp", behind=("l l p",)),
    LegalForm("cic", behind=("c i c",)),
    LegalForm("inc", behind=("inc", "incorporated")),
    LegalForm("corp", behind=("corp", "corporation")),
    LegalForm("llc", behind=("l l c",)),
    LegalForm("gmbh", behind=("g m b h", "gmbh", "ggmbh", "m b h", "gesellschaft mit beschrankter haftung")),
    LegalForm("kg", behind=("gmbh en co kg", "gmbh co kg", "gmbh en co k g", "ug en co kg", "k g")),
    LegalForm("ug", behind=("ug haftungsbeschrankt", "u g")),
    LegalForm("ag", behind=("a g",)),
    LegalForm("ohg", behind=("o h g",)),
    LegalForm("gbr", behind=("gbr", "g b r")),
    LegalForm("eg", behind=("e. g.",)),
    LegalForm("ek", behind=("e. k.", "e. kfm.", "e. kfr.")),
    LegalForm("ev", behind=("e. v.",)),
    LegalForm("se", behind=("s e",)),
    LegalForm("sa", behind=("s a",)),
    LegalForm("sas", behind=("s a s",)),
    LegalForm("sarl", behind=("s a r l",)),
    LegalForm("srl", behind=("s r l",)),
    LegalForm("spa", behind=("s. p. a.",)),
    LegalForm("sl", behind=("s. l.", "s. l. u.")),
    LegalForm("aps", behind=("aps",)),
    LegalForm("spzoo", behind=("sp z o o",)),
)
"""A dot behind a letter says that it stands alone: "C.V. De Eendracht" but not "CV Ketel Service"."""

ARTICLES: Final = frozenset({"de", "het", "een", "the"})
_WORDED_ARTICLES: Final = frozenset({"de", "het"})
_FOUNDING: Final = frozenset({"i o", "io", "in oprichting"})
_JOINING: Final = frozenset({"en", "and", "und"})


def _writings(writing: str) -> set[str]:
    words = writing.replace(".", "").split()
    spaced = " ".join(words)
    joined = "." not in writing and all(len(word) == 1 for word in words)
    return {spaced, "".join(words)} if joined else {spaced}


def _table(end: str) -> dict[str, LegalForm]:
    table: dict[str, LegalForm] = {}
    for form in FORMS:
        for writing in getattr(form, end):
            for written in _writings(writing):
                table.setdefault(written, form)
    return table


def _sizes(writings: Iterable[str], word: int) -> dict[str, tuple[int, ...]]:
    """For the first or last word of each writing, of how many words a writing with that word is made, most first."""
    sizes: dict[str, set[int]] = defaultdict(set)
    for writing in writings:
        words = writing.split()
        sizes[words[word]].add(len(words))
    return {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()}


_BEFORE: Final = _table("before")
_BEHIND: Final = _table("behind")
_BETWEEN: Final = _table("between")
_FIRST: Final = _sizes(_BEFORE, 0)
_LAST: Final = _sizes((*_BEHIND, *_FOUNDING), -1)
_MIDDLE: Final = _sizes(_BETWEEN, 0)


def strip_form(words: list[str]) -> tuple[list[str], str | None]:
    """Takes the legal form off a name given as folded words, at least one: those left, and its code or None.

    A name always keeps a word of its own: "De BV" stays whole. "i.o." (in oprichting) falls away with the form.
    """
    found: list[LegalForm] = []
    while words[-1] in _LAST and (shorter := _without_last(words, found)):
        words = shorter
    if words[0] in _FIRST or words[0] in _WORDED_ARTICLES:
        words = _without_first(words, found)
    if words[0] == "coop" and found and len(words) > 1:  # "Coöp. X U.A.", but Coop alone is a shop
        words = words[1:]
    if not found and not _MIDDLE.keys().isdisjoint(words):
        words = _without_middle(words, found)
    if "i" in words[1:]:
        words = _without_founding(words)
    form = next((form for form in found if not form.loose), found[0] if found else None)
    return words, form.code if form else None


def _without_founding(words: list[str]) -> list[str]:
    """ "Groenwerk i.o. Zwolle": the founding also goes where a place stands behind it."""
    at = words.index("i", 1)
    return words[:at] + words[at + 2 :] if words[at + 1 : at + 2] == ["o"] else words


def _without_last(words: list[str], found: list[LegalForm]) -> list[str] | None:
    """One writing less at the end; behind a form only of that same form, or behind a loose one."""
    for size in _LAST[words[-1]]:
        writing, left = " ".join(words[-size:]), words[:-size]
        if ARTICLES.issuperset(left) or left[-1] in _JOINING:
            continue
        if writing in _FOUNDING:
            return left
        form = _BEHIND.get(writing)
        if form and (not found or found[-1].loose or form.code == found[-1].code):
            found.append(form)
            return left
    return None


def _without_first(words: list[str], found: list[LegalForm]) -> list[str]:
    """The words behind the form that the name begins with, with or without an article before it."""
    start = 1 if words[0] in _WORDED_ARTICLES and len(words) > 1 else 0
    for size in _FIRST.get(words[start], ()):
        form = _BEFORE.get(" ".join(words[start : start + size]))
        left = words[start + size :]
        if form and (form.worded or not start) and not ARTICLES.issuperset(left):
            found.append(form)
            again = _BEFORE.get(left[0])
            return left[1:] if again and again.code == form.code and len(left) > 1 else left
    return words


def _without_middle(words: list[str], found: list[LegalForm]) -> list[str]:
    for start in range(1, len(words) - 1):
        if words[start] not in _MIDDLE or ARTICLES.issuperset(words[:start]):
            continue
        for size in _MIDDLE[words[start]]:
            form = _BETWEEN.get(" ".join(words[start : start + size]))
            if form and start + size < len(words):
                found.append(form)
                return words[:start] + words[start + size :]
    return words
