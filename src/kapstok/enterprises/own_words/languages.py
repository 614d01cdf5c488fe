# SPDX-License-Identifier: EUPL-1.2
"""The languages in which an enterprise may say that it helps people: ISO 639-1 codes, with their Dutch names.

Those that are spoken most in the Netherlands; a list of all would hide them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext, gettext_noop

LANGUAGES: Final[Mapping[str, str]] = {
    "nl": gettext_noop("Nederlands"),
    "en": gettext_noop("Engels"),
    "de": gettext_noop("Duits"),
    "fr": gettext_noop("Frans"),
    "ar": gettext_noop("Arabisch"),
    "bg": gettext_noop("Bulgaars"),
    "zh": gettext_noop("Chinees"),
    "fa": gettext_noop("Farsi of Dari"),
    "fy": gettext_noop("Fries"),
    "el": gettext_noop("Grieks"),
    "hi": gettext_noop("Hindi"),
    "hu": gettext_noop("Hongaars"),
    "id": gettext_noop("Indonesisch"),
    "it": gettext_noop("Italiaans"),
    "ku": gettext_noop("Koerdisch"),
    "uk": gettext_noop("Oekraïens"),
    "ps": gettext_noop("Pasjtoe"),
    "pl": gettext_noop("Pools"),
    "pt": gettext_noop("Portugees"),
    "ro": gettext_noop("Roemeens"),
    "ru": gettext_noop("Russisch"),
    "so": gettext_noop("Somalisch"),
    "es": gettext_noop("Spaans"),
    "sw": gettext_noop("Swahili"),
    "ti": gettext_noop("Tigrinya"),
    "cs": gettext_noop("Tsjechisch"),
    "tr": gettext_noop("Turks"),
    "vi": gettext_noop("Vietnamees"),
}


def language_name(code: str) -> str:
    """What readers call the language; the code itself where it is none of these."""
    return gettext(LANGUAGES[code]) if code in LANGUAGES else code
