# SPDX-License-Identifier: EUPL-1.2
"""Signing in by the identity provider of one's organisation: going there, and coming back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final

from allauth.core.internal.ratelimit import consume_or_429
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kapstok.web.account.provider_problems import Problem, problem

_LANGUAGE: Final = "provider_language"
# What reading an answer of a provider that says something else than it should comes down to.
_UNREADABLE: Final = (ValueError, KeyError, TypeError, AttributeError, OSError, ImproperlyConfigured)
View = Callable[[HttpRequest], HttpResponse]


def _on_the_way(view: View) -> View:
    """For where there is a provider: throttled, and with a page for answers of it that cannot be read."""

    @wraps(view)
    def on_the_way(request: HttpRequest) -> HttpResponse:
        if settings.IDENTITY_PROVIDER is None:
            raise Http404
        if refused := consume_or_429(request, app="allauth.account", action="provider", limit_get=True):
            return refused  # type: ignore[no-any-return]
        try:
            return view(request)
        except _UNREADABLE:
            return problem(request, Problem.AWAY)

    return never_cache(require_safe(on_the_way))


@_on_the_way
def begin(request: HttpRequest) -> HttpResponse:
    """Sends somebody to the provider. A link and no form, as a form may lead to this site only (CSP)."""
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        # Another site sent this browser: nobody is signed in without having asked for it.
        return HttpResponseRedirect(reverse("account_login"))
    from kapstok.web.account.provider import ID, ProviderAdapter

    request.session[_LANGUAGE] = (get_language() or settings.LANGUAGE_CODE)[:2]
    answer: HttpResponse = ProviderAdapter(request).get_provider(request, ID).redirect_from_request(request)
    return answer


@_on_the_way
def come_back(request: HttpRequest) -> HttpResponse:
    """Signs in whom the provider vouches for, in the language in which they went there."""
    from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView

    from kapstok.web.account.provider import ID, Exchange

    with override(request.session.pop(_LANGUAGE, settings.LANGUAGE_CODE)):
        answer: HttpResponse = OAuth2CallbackView.adapter_view(Exchange(request, ID))(request)
        return answer
