# SPDX-License-Identifier: EUPL-1.2
"""Which searches and looks are counted, and how without slowing them.

Rules: kapstok/search/counting.md for questions, kapstok/enterprises/visibility/visibility.md for what was seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY as SIGNED_IN
from django.http import HttpRequest, HttpResponse

from kapstok.enterprises.finding import Findings
from kapstok.enterprises.queries import told
from kapstok.enterprises.visibility import tally as looks
from kapstok.enterprises.visibility.looks import Look, is_by_a_reader
from kapstok.search import asked as questions
from kapstok.search.counting import Asked, counted
from kapstok.search.dutch.chain import title
from kapstok.search.shapes import Sort
from kapstok.web.directory_query import SORTS, DirectoryQuery

# Whoever is asked by name stands first; the few after it are for namesakes.
_NAMESAKES: Final = 5
_COUNTED: Final = "_kapstok_counted"


@dataclass(frozen=True)
class Counted:
    """What an answer counts as, each time that it is given; None: nothing of the kind."""

    question: Asked | None = None
    look: Look | None = None


NOTHING: Final = Counted()


def counted_search(asked: DirectoryQuery, found: Findings, day: date) -> Counted:
    """A page of results as it is counted."""
    words = _words(asked, found, day)
    shown = [find.standing.enterprise.pk for find in found.finds]
    return Counted(
        words if _is_first_look(asked) else None,
        Look.at_results(day, shown, words.text if words else "") if shown else None,
    )


def _is_first_look(asked: DirectoryQuery) -> bool:
    """Whether it is the first look at words alone: who looks around asks one question."""
    in_its_order = SORTS.get(asked.sort, Sort.RELEVANCE) is Sort.RELEVANCE and asked.page == 1
    return in_its_order and not asked.literal and not asked.narrowed


def _words(asked: DirectoryQuery, found: Findings, day: date) -> Asked | None:
    """The words of a search, as far as they may be kept; None without words, or where nothing was searched."""
    if not asked.text or found.asked is None:
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


def count(request: HttpRequest, answer: HttpResponse, counts_as: Counted) -> None:
    """Counts what is answered with this; given again from memory, the answer counts again."""
    setattr(answer, _COUNTED, counts_as)
    count_again(request, counts_as)


def count_again(request: HttpRequest, counts_as: Counted) -> None:
    """Counts an answer that is given to this request."""
    if request.method != "GET":
        return
    if counts_as.question is not None:
        questions.TALLY.add(counts_as.question)
    if counts_as.look is not None and is_by_a_reader(request.META) and not _has_signed_in(request):
        looks.TALLY.add(counts_as.look)


def counted_in(answer: HttpResponse) -> Counted:
    """What an answer was counted as."""
    return getattr(answer, _COUNTED, NOTHING)


def _has_signed_in(request: HttpRequest) -> bool:
    """Known without asking: who has no cookie of ours has no session, and a session that was read is read once."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and SIGNED_IN in request.session
