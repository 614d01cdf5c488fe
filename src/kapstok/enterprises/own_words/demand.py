# SPDX-License-Identifier: EUPL-1.2
"""How often somebody searched for what an enterprise does (completeness.md)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from django.db.models import Sum

from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.queries import shown
from kapstok.enterprises.own_words.saying import SAYS_NOTHING, said_by
from kapstok.enterprises.queries import told
from kapstok.search.counting import SHOWN_FROM, monday_of
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.entries import Strength
from kapstok.search.models import AskedQuestion

WEEKS: Final = 13
# The most asked questions; what comes after them was asked too seldom to change the sum much.
_MOST_QUESTIONS: Final = 1_000


def times_asked(enterprise: Enterprise, chain: Chain, today: date) -> int:
    """How often something was asked in the last thirteen weeks that this enterprise does; 0: nothing to tell.

    Three queries. Understanding a thousand new questions takes some tenths of a second, once in a process.
    """
    own = trades(enterprise, chain)
    return sum(times for text, times in questions(today) if own & named(chain, text)) if own else 0


def trades(enterprise: Enterprise, chain: Chain) -> frozenset[str]:
    """The concepts that an enterprise does, as the search reads its words: main trades and side ones."""
    own = shown(enterprise)
    read = chain.seen(told(enterprise, said_by(own.content) if own else SAYS_NOTHING)).trades
    return read.main | read.side


def questions(today: date) -> Iterable[tuple[str, int]]:
    """What was asked often enough in those weeks, with how often; the most asked first."""
    since = monday_of(today) - timedelta(weeks=WEEKS)
    asked = AskedQuestion.objects.filter(week__gte=since).exclude(text="").values_list("text")
    often = asked.annotate(times=Sum("count")).filter(times__gte=SHOWN_FROM)
    return often.order_by("-times", "text")[:_MOST_QUESTIONS]


@lru_cache(maxsize=4_096)
def named(chain: Chain, text: str) -> frozenset[str]:
    """The concepts that a question names; its text is as it was kept: mended, without place or label in doubt."""
    units = chain.understand(text, literal=True).units
    return frozenset(
        match.concept for unit in units for match in unit.concepts if match.strength > Strength.GIST
    )
