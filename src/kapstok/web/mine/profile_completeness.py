# SPDX-License-Identifier: EUPL-1.2
"""How far a profile is and what to write next, in words (own_words/completeness.md); for every page of its owners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from kapstok.enterprises.models import Enterprise, Photo
from kapstok.enterprises.own_words.completeness import Part, completeness
from kapstok.enterprises.own_words.demand import times_asked
from kapstok.enterprises.own_words.queries import content_of, latest
from kapstok.enterprises.ownership import parts_of
from kapstok.regions.folder import RegionFolder
from kapstok.search.vocabulary import chain_of
from kapstok.web.words import figure

_NEXT: Final = 3
_WORDS: Final[Mapping[Part, tuple[str, str | Promise, str | Promise]]] = {
    Part.OFFERINGS: (
        "aanbod",
        gettext_lazy("Noem wat u aanbiedt"),
        gettext_lazy("Kopers vinden u op deze woorden."),
    ),
    Part.PITCH: (
        "wie",
        gettext_lazy("Stel u voor in één zin"),
        gettext_lazy("Het eerste wat een koper leest."),
    ),
    Part.DESCRIPTION: ("wie", gettext_lazy("Vertel uw verhaal"), gettext_lazy("Ook hierin wordt gezocht.")),
    Part.CONTACT: (
        "contact",
        gettext_lazy("Zeg wie een koper kan bellen"),
        gettext_lazy("Nu staat er geen telefoonnummer en geen e-mailadres."),
    ),
    Part.AREA: (
        "bereik",
        gettext_lazy("Zeg waar u werkt"),
        gettext_lazy("Een koper ziet meteen of u naar hem toe komt."),
    ),
    Part.REFERENCES: (
        "opdrachten",
        gettext_lazy("Noem opdrachten die u deed"),
        gettext_lazy("Wat u voor anderen deed, geeft vertrouwen."),
    ),
    Part.PHOTOS: ("", gettext_lazy("Laat foto’s zien"), gettext_lazy("Een koper ziet uw werk en uw mensen.")),
    Part.CAPACITY: (
        "bereik",
        gettext_lazy("Zeg hoe groot een opdracht mag zijn"),
        gettext_lazy("Een koper ziet of de opdracht bij u past."),
    ),
    Part.IMPACT: (
        "impact",
        gettext_lazy("Geef een cijfer van uw impact"),
        gettext_lazy("Daar komen kopers hier voor."),
    ),
    Part.CERTIFICATES: (
        "certificaten",
        gettext_lazy("Noem uw certificaten"),
        gettext_lazy("Een aanbesteding vraagt erom."),
    ),
    Part.OPENINGS: (
        "plekken",
        gettext_lazy("Zeg of u plek heeft voor leerlingen of een proefplaatsing"),
        gettext_lazy("Begeleiders zoeken zulke plekken."),
    ),
    Part.WEBSITE: ("contact", gettext_lazy("Geef uw website"), gettext_lazy("Voor wie meer wil weten.")),
    Part.LANGUAGES: (
        "talen",
        gettext_lazy("Zeg in welke talen u helpt"),
        gettext_lazy("Dan weet een klant dat hij bij u terechtkan."),
    ),
}


@dataclass(frozen=True)
class Step:
    """Something to write next: where, what, and what it brings."""

    part: str
    href: str
    title: str
    why: str


@dataclass(frozen=True)
class Progress:
    """How far a profile is, what brings most next, and (empty where nothing was counted) how often it was searched."""

    filled: int
    total: int
    steps: tuple[Step, ...]
    asked: str


def progress(enterprise: Enterprise) -> Progress:
    """The progress of one enterprise; four or five small queries."""
    photos = Photo.objects.filter(enterprise__in=parts_of(enterprise), hidden_at=None).count()
    found = completeness(
        content_of(latest(enterprise)), [name for name, facts in enterprise.facts.items() if facts], photos
    )
    return Progress(
        found.filled,
        found.total,
        tuple(_step(enterprise, part) for part in found.missing[:_NEXT]),
        _asked(enterprise),
    )


def _step(enterprise: Enterprise, part: Part) -> Step:
    section, title, why = _WORDS[part]
    if section:
        href = reverse("mine_profile_section", args=[enterprise.slug, section])
    else:
        href = reverse("mine_photos", args=[enterprise.slug])
    return Step(part.value, href, str(title), str(why))


def _asked(enterprise: Enterprise) -> str:
    folder = RegionFolder.current()
    times = times_asked(enterprise, chain_of(folder), folder.region().today())
    if not times:
        return ""
    said = gettext("Het afgelopen kwartaal is %(times)s keer gezocht naar wat u aanbiedt.")
    return said % {"times": figure(times)}
