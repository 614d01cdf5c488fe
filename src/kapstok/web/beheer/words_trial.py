# SPDX-License-Identifier: EUPL-1.2
"""What new words would do, as their page says it: in the judged questions, and in the editor's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import get_language

from kapstok.enterprises.finding import find
from kapstok.regions.folder import RegionFolder
from kapstok.search.dutch.chain import Chain
from kapstok.search.enums import EntryKind
from kapstok.search.region_words import clashes, standing
from kapstok.search.shapes import Query
from kapstok.search.trying import Changed, Trial

_FIRST: Final = 5
_QUESTIONS_SHOWN: Final = 20


@dataclass(frozen=True)
class QuestionChanged:
    """One judged question with its marks (of ten) without and with the words."""

    text: str
    before: str
    after: str


@dataclass(frozen=True)
class Clash:
    """An entry that another concept has too."""

    entry: str
    concept: str


@dataclass(frozen=True)
class TrialLines:
    """A trial in words. `first_before` and `first_after` are the names that `question` finds first, now and then.

    `waits`: the index knows these words only once it is built anew, so that `first_after` is not all of it yet.
    """

    before: str
    after: str
    better: tuple[QuestionChanged, ...]
    worse: tuple[QuestionChanged, ...]
    asks_reason: bool
    clashes: tuple[Clash, ...]
    there: tuple[str, ...]
    question: str
    first_before: tuple[str, ...]
    first_after: tuple[str, ...]
    waits: bool


def grade(ndcg: float) -> str:
    """A mean nDCG (0..1) as a mark out of ten, as the language of the page writes it."""
    return number_format(10 * ndcg, 2)


def trial_lines(
    folder: RegionFolder, trial: Trial, given: Mapping[str, Any], chains: tuple[Chain, Chain]
) -> TrialLines:
    """A trial of what a WordForm gave, and its question put to the region's index by the chain without and with it."""
    before, after = chains
    thesaurus, language = before.thesaurus, get_language() or "nl"
    concept, entries, question = given["concept"], given["entries"], given["question"]
    return TrialLines(
        before=grade(trial.before),
        after=grade(trial.after),
        better=tuple(map(_changed, trial.better[:_QUESTIONS_SHOWN])),
        worse=tuple(map(_changed, trial.worse[:_QUESTIONS_SHOWN])),
        asks_reason=trial.asks_reason,
        clashes=tuple(
            Clash(entry, other.name(language)) for entry, other in clashes(thesaurus, concept, entries)
        ),
        there=standing(thesaurus.concepts[concept], given["kind"], entries),
        question=question,
        first_before=_first(folder, question, before),
        first_after=_first(folder, question, after),
        waits=given["kind"] is EntryKind.WORDS,
    )


def _changed(one: Changed) -> QuestionChanged:
    return QuestionChanged(one.text, grade(one.before), grade(one.after))


def _first(folder: RegionFolder, question: str, chain: Chain) -> tuple[str, ...]:
    if not question:
        return ()
    found = find(folder, Query(question, limit=_FIRST, day=folder.region().today()), chain)
    return tuple(one.standing.enterprise.name for one in found.finds)
