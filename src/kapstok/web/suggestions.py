# SPDX-License-Identifier: EUPL-1.2
"""What is suggested to somebody who is typing in a search box: concepts, enterprises and places, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils.translation import get_language, gettext

from kapstok.core.text import squeeze
from kapstok.enterprises.finding import Placed, begun, index_path
from kapstok.regions.folder import RegionFolder
from kapstok.regions.gazetteer import gazetteer
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.thesaurus import Concept
from kapstok.search.index import search_index
from kapstok.search.suggesting import PlaceBegun, concepts_begun, places_begun
from kapstok.search.vocabulary import chain_of
from kapstok.web.addresses import address
from kapstok.web.directory_query import LONGEST_TEXT
from kapstok.web.rows import municipality_name

# How long a browser may keep an answer, in seconds: what is withheld may not be suggested for long.
LASTS: Final = 60
MOST: Final = 8
# How many of each kind have a place of their own; what one kind leaves goes to the others in their order.
_OWN: Final = (4, 2, 2)

Suggestion = dict[str, str]


def suggestions_for(typed: str, folder: RegionFolder, day: date) -> list[Suggestion]:
    """At most MOST suggestions, concepts first, then enterprises, then places.

    Each has `kind` (concept, enterprise, place), `text` and `about`; an enterprise has its `href`, a place `rest`: what
    was typed before it. Nothing for less than two letters.
    """
    text, region = squeeze(typed)[:LONGEST_TEXT], folder.region()
    chain, index, language = chain_of(folder), search_index(index_path(folder)), get_language() or "nl"
    kinds: list[list[Suggestion]] = [
        [
            _concept(one, chain, language)
            for one in concepts_begun(text, chain, index.offered, MOST, language)
        ],
        [_enterprise(one) for one in begun(folder, text, day, MOST)],
        [_place(one) for one in places_begun(text, region.area.covers, MOST)],
    ]
    return [
        suggestion for kind, count in zip(kinds, _shares(kinds), strict=True) for suggestion in kind[:count]
    ]


def _shares(kinds: Sequence[Sequence[Suggestion]]) -> list[int]:
    shares = [min(len(kind), own) for kind, own in zip(kinds, _OWN, strict=True)]
    for at, kind in enumerate(kinds):
        shares[at] = min(len(kind), shares[at] + MOST - sum(shares))
    return shares


def _concept(concept: Concept, chain: Chain, language: str) -> Suggestion:
    category = chain.thesaurus.categories[concept.category]
    return {
        "kind": "concept",
        "text": concept.name(language),
        "about": category.name(language),
    }


def _enterprise(one: Placed) -> Suggestion:
    place = municipality_name(one.municipality)
    about = gettext("onderneming in %(place)s") % {"place": place} if place else gettext("een onderneming")
    return {"kind": "enterprise", "text": one.name, "about": about, "href": address("enterprise", one.slug)}


def _place(one: PlaceBegun) -> Suggestion:
    province = gazetteer().municipality(one.municipality).province
    about = gettext("plaats in %(province)s") % {"province": province}
    return {"kind": "place", "text": one.name, "about": about, "rest": one.rest}
