# SPDX-License-Identifier: EUPL-1.2
"""What of a question may be kept, by whom it may be seen, and how long. The rule in words stands in counting.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kapstok.core.text import fold
from kapstok.search.dutch.entries import Strength
from kapstok.search.dutch.tokens import tokens

if TYPE_CHECKING:
    from kapstok.search.dutch.reading import Understood

LONGEST_KEPT = 80
# How often a question was asked before anybody sees it.
SHOWN_FROM = 3
RARE_KEPT = timedelta(days=30)
KEPT = timedelta(days=400)
_MOST_DIGITS = 2


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is counted; an empty text: it may not be kept."""

    text: str
    day: date
    found: int
    is_understood: bool
    is_shortened: bool

    @property
    def week(self) -> date:
        """The Monday of its week."""
        return monday_of(self.day)


def counted(
    text: str, understood: Understood, *, day: date, found: int, shortened: bool, names: Iterable[str]
) -> Asked:
    """A question that was answered, without anything that may be of a person.

    `names` are those of what was found, as `Understood.title` writes names.
    """
    understands = _names_concept(understood)
    mended = _mended(understood) if understands and found else {}
    kept = "" if understood.title in set(names) else kept_text(text, mended)
    return Asked(kept, day, found, understands, shortened)


def kept_text(text: str, mended: Mapping[str, str]) -> str:
    """The words of a text, mended; empty where they may not be kept."""
    folded = fold(text[: 2 * LONGEST_KEPT])
    digits = sum(character.isdigit() for character in folded)
    words = " ".join(mended.get(word, word) for word in tokens(folded))
    too_long = len(folded) > LONGEST_KEPT or len(words) > LONGEST_KEPT
    return "" if "@" in folded or digits > _MOST_DIGITS or too_long else words


def _mended(understood: Understood) -> dict[str, str]:
    return {correction.typed: correction.meant for correction in understood.corrections}


def _names_concept(understood: Understood) -> bool:
    """Whether a concept was named, not merely guessed; a question that is a place or a label alone names enough."""
    if not any(unit.weight >= 1 for unit in understood.units):
        return True
    return any(match.strength > Strength.GIST for unit in understood.units for match in unit.concepts)
