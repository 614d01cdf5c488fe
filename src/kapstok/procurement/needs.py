# SPDX-License-Identifier: EUPL-1.2
"""What a buyer may ask of enterprises, of how many at once, and how long that is kept. In words: needs.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from kapstok.core.errors import KapstokError
from kapstok.core.text import readable, squeeze

LONGEST_TITLE: Final = 120
LONGEST_TEXT: Final = 2_000
# So many enterprises with one need, and so many in a day for one organisation, whoever of it asks.
MOST_AT_ONCE: Final = 10
MOST_A_DAY: Final = 50
MOST_TO_ONE_A_DAY: Final = 3
A_DAY: Final = timedelta(days=1)
# How far ahead an answer may be asked for.
LATEST_ANSWER: Final = timedelta(days=366)
KEPT: Final = timedelta(days=400)


class UnusableNeed(KapstokError):
    """A need without a title or a text, too long, or to be answered on a day that is over or very far."""


class WrongNumber(KapstokError):
    """A need goes to one enterprise or more, and to so many at most."""


class TooManyToday(KapstokError):
    """The organisation asked as many enterprises as it may in a day."""


class TooOftenToday(KapstokError):
    """The organisation asked these enterprises as often as it may ask one in a day."""

    def __init__(self, enterprises: tuple[UUID, ...]) -> None:
        super().__init__(f"one enterprise is asked at most {MOST_TO_ONE_A_DAY} times in a day")
        self.enterprises = enterprises


@dataclass(frozen=True)
class NeedGiven:
    """What a buyer is looking for, as they wrote it."""

    title: str
    text: str
    answer_by: date | None = None

    def checked(self, today: date) -> NeedGiven:
        """The same without what cannot be read. Raises `UnusableNeed`."""
        title, text = squeeze(readable(self.title)), readable(self.text)
        if not title or not text:
            raise UnusableNeed("a need has a title and a text")
        if len(title) > LONGEST_TITLE or len(text) > LONGEST_TEXT:
            raise UnusableNeed(f"at most {LONGEST_TITLE} characters of title and {LONGEST_TEXT} of text")
        if self.answer_by and not today <= self.answer_by <= today + LATEST_ANSWER:
            raise UnusableNeed("an answer is asked for today or later, within a year")
        return NeedGiven(title, text, self.answer_by)


def refuse_wrong_number(asked: int, asked_today: int) -> None:
    """Raises `WrongNumber` or `TooManyToday` where so many more enterprises cannot be asked now."""
    if not 1 <= asked <= MOST_AT_ONCE:
        raise WrongNumber(f"a need goes to 1 to {MOST_AT_ONCE} enterprises")
    if asked + asked_today > MOST_A_DAY:
        raise TooManyToday(f"at most {MOST_A_DAY} enterprises in a day, {asked_today} were asked already")


def refuse_too_often(asked_today: Mapping[UUID, int]) -> None:
    """Raises `TooOftenToday` where one of the enterprises was asked so often today that it cannot be once more."""
    if often := tuple(one for one, times in asked_today.items() if times >= MOST_TO_ONE_A_DAY):
        raise TooOftenToday(often)
