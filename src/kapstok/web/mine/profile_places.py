# SPDX-License-Identifier: EUPL-1.2
"""Municipalities as an entrepreneur types them: a name on each line, or with commas between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext

from kapstok.regions.gazetteer import gazetteer
from kapstok.web.rows import municipality_name

_BETWEEN: Final = re.compile(r"[,;\r\n]+")
_LONGEST: Final = 60
_MOST: Final = 400
_MOST_TOLD: Final = 3


def municipalities(text: str) -> tuple[list[str], list[str]]:
    """The codes of the municipalities that are named, and the names that are those of none."""
    names = list(dict.fromkeys(_names(text)))[:_MOST]
    found = [gazetteer().municipality_named(name) for name in names]
    unknown = [name for name, code in zip(names, found, strict=True) if code is None]
    return [code for code in found if code], unknown


def why_unknown(names: list[str]) -> str:
    """What to do about names that are those of no municipality; of a place, in which municipality it lies."""
    return " ".join(_why(name) for name in names[:_MOST_TOLD])


def _names(text: str) -> Iterator[str]:
    return (name.strip()[:_LONGEST] for name in _BETWEEN.split(text) if name.strip())


def _why(name: str) -> str:
    home = gazetteer().locate(city=name).municipality
    if home:
        return gettext("“%(name)s” is geen gemeente. Bedoelt u %(home)s?") % {
            "name": name,
            "home": municipality_name(home),
        }
    return gettext("“%(name)s” kennen wij niet als gemeente. Kijk hoe u de naam schrijft.") % {"name": name}
