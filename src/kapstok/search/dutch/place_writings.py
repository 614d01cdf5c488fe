# SPDX-License-Identifier: EUPL-1.2
"""How the name of a place is written: in full, glued, without 's, along the river as signs have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from kapstok.search.dutch.tokens import tokens

Words = tuple[str, ...]

_SHORTEST_GLUED: Final = 6
_BEHIND_THE_NAME = re.compile(r"\s*\([^)]*\)|,.*$|\s(?:ca|AC|gem\. \w+)$")
_ON_THE_RIVER = re.compile(r" aan den? ")
# How people write provinces, also behind a name to say which one ("Hengelo Gld"); the short ones only there.
PROVINCE_WRITINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "Groningen": ("groningen", "gn", "gr"),
    "Fryslân": ("friesland", "fryslan", "fr", "frl"),
    "Drenthe": ("drenthe", "dr"),
    "Overijssel": ("overijssel", "ov", "o"),
    "Flevoland": ("flevoland", "fl"),
    "Gelderland": ("gelderland", "gld", "gl", "gel", "g"),
    "Utrecht": ("utrecht", "ut"),
    "Noord-Holland": ("noord holland", "nh", "noordholland"),
    "Zuid-Holland": ("zuid holland", "zh", "zuidholland"),
    "Zeeland": ("zeeland", "zld"),
    "Noord-Brabant": ("noord brabant", "brabant", "nb", "noordbrabant"),
    "Limburg": ("limburg", "lb"),
}


def words_of(name: str) -> Words:
    """A name as the words of a question."""
    return tuple(tokens(name))


def bare_name(name: str) -> str:
    """A name without what the tables put behind it: "Bergen (NH.)", "Nuenen, Gerwen en Nederwetten"."""
    return _BEHIND_THE_NAME.sub("", name).strip()


def written_as(name: str) -> Iterator[Words]:
    """The ways to write one name, as words: in full, glued, without 's, along the river as signs have it."""
    for text in dict.fromkeys(_texts(bare_name(name))):
        words = words_of(text)
        yield words
        glued = "".join(words)
        if len(words) > 1 and len(glued) >= _SHORTEST_GLUED:
            yield (glued,)


def _texts(name: str) -> Iterator[str]:
    yield name
    if name.endswith(" Rotterdam"):
        yield name.removesuffix(" Rotterdam")
    if name.startswith("'s") and len(name) > len("'s-Graveland"):
        yield name[2:].lstrip("- ")
    if name.startswith(("Sint ", "Sint-", "St. ")):
        yield re.sub(r"^(?:Sint|St\.)", "st", name)
        yield re.sub(r"^(?:Sint|St\.)", "sint", name)
    if _ON_THE_RIVER.search(name):
        for between in (" aan de ", " aan den ", " a d ", " ad ", " aan "):
            yield _ON_THE_RIVER.sub(between, name)
        short = _ON_THE_RIVER.split(name)[0]
        if len(short) >= _SHORTEST_GLUED:
            yield short
