# SPDX-License-Identifier: EUPL-1.2
"""The sections in which an entrepreneur says who they are, each with the parts of their profile that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class ProfileSection:
    """One section: its name in addresses, what it is called, what it asks, and its parts (own_words.content)."""

    slug: str
    title: str | Promise
    lead: str | Promise
    parts: tuple[str, ...]


PROFILE_SECTIONS: Final = (
    ProfileSection(
        "wie",
        gettext_lazy("Wie u bent"),
        gettext_lazy("Een kennismaking in uw eigen woorden."),
        ("pitch", "description"),
    ),
    ProfileSection(
        "aanbod",
        gettext_lazy("Wat u aanbiedt"),
        gettext_lazy(
            "Hierop wordt u gevonden. Noem elk product en elke dienst apart, zoals een koper het zou zeggen."
        ),
        ("offerings",),
    ),
    ProfileSection(
        "bereik",
        gettext_lazy("Voor wie en waar"),
        gettext_lazy("Zo ziet een koper of een opdracht bij u past."),
        ("area", "capacity"),
    ),
    ProfileSection(
        "opdrachten",
        gettext_lazy("Eerdere opdrachten"),
        gettext_lazy("Werk waar u trots op bent."),
        ("references",),
    ),
    ProfileSection(
        "impact",
        gettext_lazy("Uw impact"),
        gettext_lazy("Wat uw onderneming betekent voor mensen en omgeving, in cijfers."),
        ("impact",),
    ),
    ProfileSection(
        "certificaten",
        gettext_lazy("Certificaten"),
        gettext_lazy("Keurmerken en certificaten naast uw labels."),
        ("certificates",),
    ),
    ProfileSection(
        "contact",
        gettext_lazy("Contact voor kopers"),
        gettext_lazy("Wie een koper het best kan bellen of mailen. Dit staat op uw openbare pagina."),
        ("contact", "website"),
    ),
    ProfileSection(
        "plekken",
        gettext_lazy("Plekken voor mensen"),
        gettext_lazy("Voor leerlingen, en voor wie een baan wil proberen."),
        ("apprentices", "trial_placements"),
    ),
    ProfileSection(
        "talen",
        gettext_lazy("Talen"),
        gettext_lazy("De talen waarin een klant bij u terechtkan."),
        ("languages",),
    ),
)

PART_TITLES: Final[Mapping[str, str | Promise]] = {
    "pitch": gettext_lazy("In één zin"),
    "description": gettext_lazy("Verhaal"),
    "offerings": gettext_lazy("Aanbod"),
    "area": gettext_lazy("Werkgebied"),
    "capacity": gettext_lazy("Grootte van opdrachten"),
    "references": gettext_lazy("Eerdere opdrachten"),
    "certificates": gettext_lazy("Certificaten"),
    "impact": gettext_lazy("Maatschappelijke cijfers"),
    "contact": gettext_lazy("Contactpersoon"),
    "website": gettext_lazy("Website"),
    "phone": gettext_lazy("Telefoon"),
    "email": gettext_lazy("E-mail"),
    "apprentices": gettext_lazy("Plek voor leerlingen"),
    "trial_placements": gettext_lazy("Proefplaatsing"),
    "languages": gettext_lazy("Talen"),
    "photos": gettext_lazy("Foto’s"),
}

OWN_PARTS: Final = tuple(part for section in PROFILE_SECTIONS for part in section.parts)


def section_called(slug: str) -> ProfileSection:
    """The section with this name in addresses; 404 for none."""
    for section in PROFILE_SECTIONS:
        if section.slug == slug:
            return section
    raise Http404


def section_of(part: str) -> ProfileSection:
    """The section that holds a part; a telephone number and an e-mail address are those of the contact."""
    asked = "contact" if part in {"phone", "email"} else part
    return next(section for section in PROFILE_SECTIONS if asked in section.parts)
