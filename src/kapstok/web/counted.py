# SPDX-License-Identifier: EUPL-1.2
"""Which searches are counted, and how without slowing them (rule: kapstok/search/counting.md)."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse

from kapstok.enterprises.finding import Findings
from kapstok.enterprises.queries import told
from kapstok.search import asked as questions
from kapstok.search.counting import Asked, counted
from kapstok.search.dutch.chain import title
from kapstok.search.shapes import Sort
from kapstok.web.directory_query import SORTS, DirectoryQuery

# Whoever is asked by name stands first; the few after it are for namesakes.
_NAMESAKES: Final = 5
_COUNTED: Final = "_kapstok_counted"


def counted_question(asked: DirectoryQuery, found: Findings, day: date) -> Asked | None:
    """A question as it is counted; None for what is no first look at words alone, or was not searched for."""
    in_its_order = SORTS.get(asked.sort, Sort.RELEVANCE) is Sort.RELEVANCE and asked.page == 1
    if not asked.text or asked.literal or asked.narrowed or not in_its_order or found.asked is None:
        return None
    names = [
        title(name)
        for find in found.finds[:_NAMESAKES]
        for document in [told(find.standing.enterprise)]
        for name in (document.name, *document.names)
    ]
    return counted(
        asked.text, found.asked, day=day, found=found.total, shortened=bool(found.dropped), names=names
    )


def count(request: HttpRequest, answer: HttpResponse, question: Asked | None) -> None:
    """Counts a question that is answered with this; given again from memory, the answer counts again."""
    if question is not None and request.method == "GET":
        questions.TALLY.add(question)
        setattr(answer, _COUNTED, question)


def counted_in(answer: HttpResponse) -> Asked | None:
    """The question that an answer was counted as."""
    return getattr(answer, _COUNTED, None)
