# SPDX-License-Identifier: EUPL-1.2
"""Legal forms as Dutch company names carry them: which there are, how they are written, and where in a name.

A form is taken off the name and kept beside it, never thrown away: two companies that differ only in their form
(a foundation and its private company) are related, not the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True)
class LegalForm:
    """A legal form and its writings, as plain words; single letters ("b v") may also be written as one word.

    `before` and `behind` are the writings that count at the start and at the end of a name. `worded` forms may have
    an article in front ("De Stichting X"); a short one may not: "De BV Motor" is a name.
    """

    code: str
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    worded: bool = False


FORMS: Final = (
    LegalForm("stichting", ("stichting", "stg", "sticht"), ("stichting", "stg"), worded=True),
    LegalForm("vereniging", ("vereniging",), ("vereniging",), worded=True),
    LegalForm(
        "cooperatie",
        ("cooperatieve vereniging", "cooperatieve", "cooperatie", "cooperatief"),
        ("cooperatieve vereniging", "cooperatie", "cooperatief", "u a", "b a", "w a"),
        worded=True,
    ),
    LegalForm("maatschap", ("maatschap", "mts"), ("maatschap",), worded=True),
    LegalForm(
        "vof", ("v o f", "vennootschap onder firma", "firma", "fa"), ("v o f", "vennootschap onder firma")
    ),
    LegalForm("bv", ("b v", "besloten vennootschap"), ("b v", "besloten vennootschap")),
    LegalForm("nv", ("n v", "naamloze vennootschap"), ("n v", "naamloze vennootschap")),
    LegalForm("cv", ("commanditaire vennootschap",), ("c v", "commanditaire vennootschap")),
    LegalForm("eenmanszaak", ("eenmanszaak",), ("eenmanszaak", "eenmansbedrijf")),
    LegalForm("gr", ("gemeenschappelijke regeling",), ("gemeenschappelijke regeling",), worded=True),
    LegalForm("bvba", (), ("b v b a",)),
    LegalForm("vzw", ("v z w",), ("v z w",)),
    LegalForm("ltd", (), ("ltd", "limited")),
    LegalForm("gmbh", (), ("gmbh",)),
    LegalForm("inc", (), ("inc",)),
    LegalForm("llc", (), ("l l c",)),
)
"""Looked at in this order; within one form the longer writing stands first."""

ARTICLES: Final = frozenset({"de", "het", "een", "the"})
_FOUNDING = re.compile(r"(?: i ?o| in oprichting)$")


@dataclass(frozen=True)
class Stripped:
    """The words of a name without its legal form, and that form's code (None where the name shows none)."""

    words: str
    form: str | None


def strip_form(words: str) -> Stripped:
    """Takes the legal form off a name given as folded words with single spaces.

    A name always keeps a word of its own: "De BV" stays whole. "i.o." (in oprichting) falls away with the form.
    """
    stripped = Stripped(_FOUNDING.sub("", words), None)
    for end in ("before", "behind"):
        while found := _take(stripped, end):
            stripped = found
    return stripped


def _take(name: Stripped, end: str) -> Stripped | None:
    """One writing less at one end: of any form first, then only of that same form ("coöperatie X U.A.")."""
    for form in FORMS:
        if name.form in {None, form.code}:
            found = _pattern(form, end).fullmatch(name.words)
            if found and not ARTICLES.issuperset(found["rest"].split()):
                return Stripped(found["rest"], form.code)
    return None


@cache
def _pattern(form: LegalForm, end: str) -> re.Pattern[str]:
    writings = "|".join(_writing(w) for w in (form.before if end == "before" else form.behind)) or "(?!)"
    if end == "behind":
        return re.compile(rf"(?P<rest>.+) (?:{writings})")
    article = "(?:(?:de|het) )?" if form.worded else ""
    return re.compile(rf"{article}(?:{writings}) (?P<rest>.+)")


def _writing(words: str) -> str:
    return words.replace(" ", " ?") if all(len(word) == 1 for word in words.split()) else words
