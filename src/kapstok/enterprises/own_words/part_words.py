# SPDX-License-Identifier: EUPL-1.2
"""What the parts of a profile are called, in messages to its owners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext, gettext_noop

PHOTO: Final = "photo"
_NAMES: Final[Mapping[str, str]] = {
    "pitch": gettext_noop("de zin waarmee u zich voorstelt"),
    "description": gettext_noop("uw verhaal"),
    "offerings": gettext_noop("uw aanbod"),
    "area": gettext_noop("uw werkgebied"),
    "capacity": gettext_noop("de grootte van opdrachten"),
    "references": gettext_noop("de opdrachten die u deed"),
    "certificates": gettext_noop("uw certificaten"),
    "impact": gettext_noop("uw maatschappelijke cijfers"),
    "contact": gettext_noop("uw contactgegevens"),
    "website": gettext_noop("uw website"),
    "apprentices": gettext_noop("de plek voor leerlingen"),
    "trial_placements": gettext_noop("de proefplaatsing"),
    "languages": gettext_noop("uw talen"),
    PHOTO: gettext_noop("een foto"),
}


def part_name(part: str) -> str:
    """A part, or a photo ("photo:12"), as its owner calls it in the middle of a sentence."""
    return gettext(_NAMES[part.partition(":")[0]])
