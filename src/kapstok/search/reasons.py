# SPDX-License-Identifier: EUPL-1.2
"""Why a document was found, in words for people: the best place of each word that was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import gettext

from kapstok.search.analysis import Understood, Word
from kapstok.search.columns import Shown
from kapstok.search.question import beginnings

_MAX_PHRASES = 3
Columns = Mapping[str, Shown]


def explainer(asked: Understood) -> Callable[[Columns], tuple[str, ...]]:
    """Makes what explains each hit of one question, in the reader's language.

    A line for each column that holds words of the question, best column first: "naam", "aanbod: glasbewassing, tuinen".
    """
    labels = _labels()
    return lambda columns: tuple(_lines(asked, columns, labels))


def _labels() -> Mapping[str, str]:
    return {
        "name": gettext("naam"),
        "other_name": gettext("andere naam"),
        "offerings": gettext("aanbod"),
        "sectors": gettext("branche"),
        "place": gettext("plaats"),
        "description": gettext("omschrijving"),
    }


def _lines(asked: Understood, columns: Columns, labels: Mapping[str, str]) -> Iterator[str]:
    found: dict[str, dict[str, None]] = {column: {} for column in columns}
    for word in asked.words:
        if place := _best_place(word, columns):
            column, phrase = place
            found[column][phrase] = None
    for column, phrases in found.items():
        if phrases:
            yield _line(column, list(phrases), columns[column].phrases[0], labels)


def _best_place(word: Word, columns: Columns) -> tuple[str, str] | None:
    """The best column where the word stands whole, else where its beginning stands; None where it was not found."""
    for column, shown in columns.items():
        if (phrase := shown.with_stem(word.stem)) is not None:
            return column, phrase
    for column, shown in columns.items():
        for beginning in beginnings(word):
            if (phrase := shown.with_beginning(beginning)) is not None:
                return column, phrase
    return None


def _line(column: str, phrases: list[str], first: str, labels: Mapping[str, str]) -> str:
    if column == "description" or (column == "name" and first in phrases):
        return labels[column]
    label = labels["other_name" if column == "name" else column]
    return f"{label}: {', '.join(phrases[:_MAX_PHRASES])}"
