# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, passwords, and the second factor: allauth's views behind our addresses, with our own pages.

Only what is named here is reachable: nobody signs up, and an e-mail address is proved, never typed over.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account import views as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from kapstok.accounts.queries import has_second_factor
from kapstok.web.account import qr
from kapstok.web.account.adapters import proved_just_now
from kapstok.web.account.entrance import is_ours, to_confirm
from kapstok.web.account.forms import LinkForm, SignInForm
from kapstok.web.house import page

_UNLISTED = {"unlisted": True}
View = Callable[..., HttpResponseBase]


class SignInView(account.LoginView):  # type: ignore[misc]
    """The page on which everybody begins; what is sent to it is a password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = _leading_to_ours(super().get_context_data(**kwargs))
        return {**context, **_ways_in(LinkForm(), context["redirect_field_value"])}


class ConfirmView(account.ReauthenticateView):  # type: ignore[misc]
    """Proving once more who one is; what is sent to it is a password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return _leading_to_ours(super().get_context_data(**kwargs))


class SetUpView(totp.ActivateTOTPView):  # type: ignore[misc]
    """Setting up an app that makes codes; the page draws the QR code itself and shows its secret in letters."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super(totp.ActivateTOTPView, self).get_context_data(**kwargs)
        secret = context["form"].secret
        return {
            **context,
            "drawing": qr.drawing(get_adapter().build_totp_url(self.request.user, secret)),
            "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        }

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes")


class TakeAwayView(totp.DeactivateTOTPView):  # type: ignore[misc]
    """Taking the second factor away: who works here sets a new one up at once, for others it ends there."""

    def get_success_url(self) -> str:
        return reverse("mfa_activate_totp" if self.request.user.role else "mine_account")


def entrance(request: HttpRequest, link_form: LinkForm, status: int = 200) -> HttpResponse:
    """The page on which everybody begins, with what is wrong with the address that was given."""
    context: dict[str, Any] = {"form": SignInForm(request=request), "redirect_field_name": "next"}
    given = {"redirect_field_value": request.POST.get("next")}
    context |= _leading_to_ours(given)
    context |= _ways_in(link_form, context["redirect_field_value"])
    return page(request, "account/login.html", {**context, **_UNLISTED}, status)


def freshly_proved(view: View) -> View:
    """Opens a view to who signed in, or confirmed who they are, in the last minutes; others confirm it and come back.

    What was sent with a form is not kept for afterwards: a password could be among it.
    """

    @wraps(view)
    def behind(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if proved_just_now(request) else to_confirm(request)

    return behind


def with_second_factor(view: View) -> View:
    """Opens a view to who has a second factor; others set one up first."""

    @wraps(view)
    def behind(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_second_factor(request.user):  # type: ignore[arg-type]
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return view(request, *args, **kwargs)

    return behind


def _leading_to_ours(context: dict[str, Any]) -> dict[str, Any]:
    """What a form takes along, without a page of another site: allauth only looks at that when it leads there."""
    given = context.get("redirect_field_value") or ""
    return {**context, "redirect_field_value": given if is_ours(given) else ""}


def _ways_in(link_form: LinkForm, further: str) -> dict[str, Any]:
    provider = settings.IDENTITY_PROVIDER
    if provider is None:
        return {"link_form": link_form, "provider": None}
    href = reverse("account_provider") + (f"?{urlencode({'next': further})}" if further else "")
    text = gettext("Verder met %(name)s") % {"name": provider.name}
    return {"link_form": link_form, "provider": {"href": href, "text": text}}


sign_in = SignInView.as_view(extra_context=_UNLISTED)
sign_out = never_cache(account.LogoutView.as_view(extra_context=_UNLISTED))
forgotten = never_cache(account.PasswordResetView.as_view(extra_context=_UNLISTED))
forgotten_done = never_cache(account.PasswordResetDoneView.as_view(extra_context=_UNLISTED))
choose_password = never_cache(account.PasswordResetFromKeyView.as_view(extra_context=_UNLISTED))
chosen = never_cache(account.PasswordResetFromKeyDoneView.as_view(extra_context=_UNLISTED))
change_password = never_cache(login_required(account.PasswordChangeView.as_view(extra_context=_UNLISTED)))
first_password = never_cache(
    login_required(
        freshly_proved(with_second_factor(account.PasswordSetView.as_view(extra_context=_UNLISTED)))
    )
)
confirm = never_cache(ConfirmView.as_view(extra_context=_UNLISTED))
second_factor = mfa.AuthenticateView.as_view(extra_context=_UNLISTED)
set_up = never_cache(login_required(freshly_proved(SetUpView.as_view(extra_context=_UNLISTED))))
take_away = never_cache(login_required(freshly_proved(TakeAwayView.as_view(extra_context=_UNLISTED))))
new_codes = never_cache(
    login_required(freshly_proved(recovery.GenerateRecoveryCodesView.as_view(extra_context=_UNLISTED)))
)
