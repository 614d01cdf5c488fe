# SPDX-License-Identifier: EUPL-1.2
"""The identity provider of an organisation, as allauth deals with it: one, from the settings, believed about its own.

Imported when somebody uses it: what it needs is heavy.
"""

from __future__ import annotations

from typing import Any, Final, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override

from kapstok.accounts.actions import UnusableAddress
from kapstok.accounts.arriving import arrive
from kapstok.accounts.mandates import AccountClosed
from kapstok.accounts.models import Person
from kapstok.web.account import links
from kapstok.web.account.entrance import is_ours
from kapstok.web.account.provider_problems import Problem, problem
from kapstok.web.account.vouching import NotItsOwn, NotVouchedFor, vouched_address

ID: Final = "organisation"


class Exchange(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The talk with the provider; people come back to an address of ours that no request can change."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        # One address is registered with the provider: that of the site's own language.
        with override(settings.LANGUAGE_CODE):
            return links.in_full(reverse("account_provider_back"), request)


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider; what is asked of it is ours to say, not the address's that somebody came by."""

    def get_oauth2_adapter(self, request: HttpRequest) -> Exchange:
        return Exchange(request, ID)

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        further = request.GET.get("next", "")
        return {"process": AuthProcess.LOGIN, "next_url": further if is_ours(further) else None}


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Where allauth asks us about people who come from the provider."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Provider:
        """The one of the settings; it must be set."""
        said: Any = settings.IDENTITY_PROVIDER
        app = SocialApp(provider=Provider.id, provider_id=ID, name=said.name)
        app.client_id, app.secret = said.client, said.secret
        app.settings = {
            "server_url": said.url,
            "oauth_pkce_enabled": True,
            "scope": ["openid", "email"],
        }
        return Provider(request, app=app)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Puts the person of the vouched-for address in place of what the provider told; refuses others."""
        sociallogin.user = _person(request, sociallogin.account.extra_data)
        # A session that waits for a second step would carry them along.
        sociallogin.token, sociallogin.account.extra_data, sociallogin.email_addresses = None, {}, []

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Provider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Turns what went wrong into one of our pages."""
        _refuse(request, _what_went_wrong(error, exception, extra_context or {}))


def _what_went_wrong(error: str | None, exception: Exception | None, around: dict[str, Any]) -> Problem:
    if exception is not None:
        return Problem.AWAY
    if error == AuthError.CANCELLED:
        return Problem.BROKEN_OFF
    # allauth has no state of this browser to give along.
    return Problem.ELSEWHERE if "state_id" in around else Problem.REFUSED


def _person(request: HttpRequest, told: dict[str, Any]) -> Person:
    answer, token = told.get("userinfo") or {}, told.get("id_token") or {}
    provider: Any = settings.IDENTITY_PROVIDER
    try:
        email = vouched_address(answer, token, provider.domains)
        return arrive(email=email, language=(get_language() or settings.LANGUAGE_CODE)[:2])
    except NotVouchedFor:
        _refuse(request, Problem.NOT_VOUCHED_FOR)
    except (NotItsOwn, UnusableAddress, AccountClosed):
        _refuse(request, Problem.NOT_HERE)


def _refuse(request: HttpRequest, what: Problem) -> NoReturn:
    raise ImmediateHttpResponse(problem(request, what))
