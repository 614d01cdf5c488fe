# SPDX-License-Identifier: EUPL-1.2
"""The one place where an error becomes a page: what happened, and what to do now. It never blames."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from kapstok.web.house import page


@dataclass(frozen=True)
class ErrorText:
    title: str
    what: str
    now: str
    search: bool = False


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        400,
        gettext("Dit adres kunnen wij niet lezen"),
        gettext("Er staat iets in het adres dat wij niet begrijpen."),
        gettext("Begin opnieuw op de voorpagina."),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        403,
        gettext("Deze pagina is niet voor iedereen"),
        gettext("U heeft geen toegang tot deze pagina."),
        gettext("Denkt u dat u wel toegang moet hebben? Mail ons dan."),
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        404,
        gettext("Deze pagina is er niet"),
        gettext("Misschien is het adres veranderd, of klopt er een letter niet."),
        gettext("Zoek hieronder, of begin op de voorpagina."),
        search=True,
    )


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a form whose seal does not fit: it stood open for too long, or came from another site."""
    return _error(
        request,
        403,
        gettext("Dit formulier werkt niet meer"),
        gettext(
            "Wij hebben niets veranderd. "
            "Misschien stond de bladzijde te lang open, of laat uw browser geen cookies toe."
        ),
        gettext("Ga terug, laad de bladzijde opnieuw en probeer het nog een keer."),
    )


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """For who tries too often in a short time; what was asked for is not said."""
    return _error(
        request,
        429,
        gettext("Even wachten"),
        gettext("U heeft dit in korte tijd te vaak geprobeerd."),
        gettext("Wacht tien minuten en probeer het dan opnieuw."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return _error(
        request,
        500,
        gettext("Er ging iets mis bij ons"),
        gettext("Het ligt niet aan u. De gegevens op deze site zijn veilig."),
        gettext("Probeer het over een paar minuten opnieuw."),
    )


def _error(
    request: HttpRequest, status: int, title: str, what: str, now: str, search: bool = False
) -> HttpResponse:
    return page(
        request, "web/error.html", {"error": ErrorText(title, what, now, search), "unlisted": True}, status
    )
