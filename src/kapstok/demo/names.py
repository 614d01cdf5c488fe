# SPDX-License-Identifier: EUPL-1.2
"""Names for invented enterprises, and the many ways in which registers write one name."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kapstok.demo.draw import Draw
from kapstok.demo.tables import Trade, Words

_ARTICLE = re.compile(r"^(De|Het) ")
_PLACE_OF_CORE = re.compile(r"\{core\}")
# Stands before or behind the name, as its notary wrote it.
FORMS: Final = {
    "bv": "{name} B.V.",
    "stichting": "Stichting {name}",
    "vof": "{name} V.O.F.",
    "coop": "Coöperatie {name} U.A.",
    "sole": "{name}",
}
_OTHERWISE: Final = {
    "bv": ("{name} BV", "{name} b.v.", "{name}"),
    "stichting": ("Stg. {name}", "{name} (stichting)", "{name}"),
    "vof": ("{name} VOF", "{name} v.o.f.", "{name}"),
    "coop": ("{name} coöperatie U.A.", "{name}"),
    "sole": ("{name}",),
}


def trade_name(trade: Trade, words: Words, draw: Draw) -> str:
    """A name as it stands on the van."""
    pattern = draw.pick(trade.names)
    if draw.chance(0.12) and pattern.startswith("{core} "):
        return pattern.replace("{core}", draw.pick(words.surnames))
    core = draw.pick(words.cores)
    if pattern.startswith("{core}"):
        core = _ARTICLE.sub("", core)
    return _PLACE_OF_CORE.sub(core, pattern)


def core_of(name: str, words: Words) -> str:
    """The enterprise's own word in a name that was made here."""
    known = (*words.cores, *words.surnames)
    return max((c for c in known if _ARTICLE.sub("", c) in name), key=len, default=name)


def statutory_name(name: str, form: str) -> str:
    return FORMS[form].format(name=name)


def otherwise(name: str, form: str, draw: Draw) -> str:
    """The same name as a register may write it: the legal form moved or dropped, an ampersand."""
    written = draw.pick((FORMS[form], *_OTHERWISE[form])).format(name=name)
    return written.replace(" en ", " & ") if draw.chance(0.2) else written


def slug(name: str) -> str:
    """The name as it stands in a web address."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
