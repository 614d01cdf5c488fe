# SPDX-License-Identifier: EUPL-1.2
"""Which sentences of a description offer something, and which only tell about the house. The rule: offers.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from kapstok.core.text import fold

_SENTENCE = re.compile(r"(?<=[.!?])\s+|[\r\n]+")
_MAX_SENTENCES = 200


class Telling(IntEnum):
    """How a sentence speaks of a trade; the higher, the surer that it is on offer."""

    MENTION = 0
    SIDE = 1
    MAIN = 2


# What people say of what they sell: "wij verzorgen", "u kunt bij ons terecht voor", "specialiteit: …".
_OFFERS = re.compile(
    r"\b(?:bied(?:t|en)|verzorg(?:t|en)|lever(?:t|en)|verko(?:opt|pen)|verhu(?:urt|ren)|produce(?:ert|ren)"
    r"|ontwerp(?:t|en)|repare(?:ert|ren)|herstel(?:t|len)|maakt|maken|doen|doet|regel(?:t|en)|organise(?:ert|ren)"
    r"|bakt|bakken|brouwt|brouwen|kookt|koken|kweekt|kweken|teelt|telen|bouwt|bouwen|drukt|drukken|naait|naaien"
    r"|voer(?:t|en)\b.*\buit|neemt?\b.*\buit handen|ontzorg(?:t|en)|begeleid(?:t|en)|adviseer(?:t|en)|advise(?:ert|ren)"
    r"|terecht voor|mogelijkheden|specialiteit(?:en)?|gespecialiseerd|specialist|expert(?:ise)?|sterk in|bezig met"
    r"|kiezen (?:ons|voor ons)|aanbod|assortiment|diensten|dienstverlening|producten|werkzaamheden"
    r"|voor al uw|kunt u|kan u|helpen (?:u|je)|inhuren|bestellen|huren bij|te huur|te koop|offers?|provides?)\b"
)
# What comes beside the main trade.
_BESIDE = re.compile(
    r"\b(?:daarnaast|ook|tevens|bovendien|verder|op aanvraag|op verzoek|sinds kort|soms|af en toe|naast|eventueel"
    r"|in overleg|binnenkort|also|besides|on request)\b"
)
# What a house tells about itself, its people and its premises: nothing of it is for sale.
_OF_ITSELF = re.compile(
    r"\b(?:geen|niet|nooit|gesloten|opgericht|winst|parkeren|bezoekers|rondleiding|gecertificeerd|erkend|eigen afval"
    r"|wij? zelf|altijd zelf|ons(?:ze)? eigen|onze? (?:deelnemers|medewerkers|kandidaten|mensen|website|school|bus"
    r"|planten|kantine|kinderen|missie|visie|doel|verhaal|gebouw)|(?:iedere|elke) medewerker"
    r"|ons (?:doel|verhaal|gebouw)"
    r"|werk aan|een kans|werken wij met|werken we met|afstand tot|de hele buurt|vieren|sociale onderneming"
    r"|eerlijke arbeidsmarkt|vinden we belangrijk|staat als een huis)\b"
)


def sentences(description: str) -> Iterator[tuple[str, Telling]]:
    """The sentences of a description, each with how it speaks of what stands in it."""
    for place, sentence in enumerate(_SENTENCE.split(description)[:_MAX_SENTENCES]):
        if sentence.strip():
            yield sentence, telling(sentence, first=place == 0)


@lru_cache(maxsize=16_384)
def telling(sentence: str, *, first: bool = False) -> Telling:
    """Whether a sentence offers, offers on the side, or merely mentions; a first sentence introduces the trade."""
    folded = fold(sentence)
    if _OF_ITSELF.search(folded):
        return Telling.MENTION
    if _BESIDE.search(folded):
        return Telling.SIDE
    if _OFFERS.search(folded):
        return Telling.MAIN
    return Telling.MAIN if first else Telling.MENTION
