# SPDX-License-Identifier: EUPL-1.2
"""What can go wrong on the way by an identity provider, as a page with one sentence."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop

from kapstok.web.house import page


class Problem(Enum):
    """Why somebody did not come in by the provider."""

    BROKEN_OFF = "broken off"
    REFUSED = "refused"
    ELSEWHERE = "elsewhere"
    AWAY = "away"
    NOT_VOUCHED_FOR = "not vouched for"
    NOT_HERE = "not here"


_SAID: Final = {
    Problem.BROKEN_OFF: (403, gettext_noop("U heeft het aanmelden bij %(name)s afgebroken.")),
    Problem.REFUSED: (403, gettext_noop("%(name)s heeft u niet aangemeld.")),
    Problem.ELSEWHERE: (
        400,
        gettext_noop("Deze aanmelding is verlopen, of begon in een andere browser. Begin opnieuw."),
    ),
    Problem.AWAY: (
        502,
        gettext_noop("%(name)s geeft ons nu geen goed antwoord. Probeer het straks opnieuw."),
    ),
    Problem.NOT_VOUCHED_FOR: (
        403,
        gettext_noop("%(name)s zegt niet zeker welk e-mailadres van u is. Vraag het de beheerder daar."),
    ),
    # A closed account gets the same words as an address of somebody else's domain.
    Problem.NOT_HERE: (
        403,
        gettext_noop("Met het e-mailadres dat %(name)s ons gaf kunt u zich zo niet aanmelden."),
    ),
}


def problem(request: HttpRequest, what: Problem) -> HttpResponse:
    """The page that says it, with the other ways in."""
    status, sentence = _SAID[what]
    provider: Any = settings.IDENTITY_PROVIDER
    said = gettext(sentence) % {"name": provider.name}
    return page(request, "account/provider_problem.html", {"what": said, "unlisted": True}, status)
