# SPDX-License-Identifier: EUPL-1.2
"""What kind of enterprise it is: for now the sectors that registers name, in their own words.

The one place that says what a category is: its value in addresses and in the search index, and its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from kapstok.core.text import fold

LONGEST: Final = 80
_NOT_IN_A_SLUG = re.compile(r"[\W_]+")


def categories(sectors: Iterable[str]) -> Mapping[str, str]:
    """The categories of an enterprise: the value of each with the text that its register uses, in their order."""
    found: dict[str, str] = {}
    for sector in sectors:
        value = category_value(sector)
        if value:
            found.setdefault(value, sector[:LONGEST])
    return found


def category_value(text: str) -> str:
    """The value under which writings of one category meet: "Groen & Tuin" and "groen, tuin" are "groen-tuin"."""
    return _NOT_IN_A_SLUG.sub("-", fold(text)).strip("-")[:LONGEST].strip("-")
