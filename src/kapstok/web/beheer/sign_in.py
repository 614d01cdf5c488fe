# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, passwords, and the second factor: allauth's views behind our addresses, with our own pages.

Only what is named here is reachable: nobody signs up, and an e-mail address is an administrator's to change.
"""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kapstok.web.beheer import qr
from kapstok.web.house import page

_UNLISTED = {"unlisted": True}


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


sign_in = account.LoginView.as_view(extra_context=_UNLISTED)
sign_out = never_cache(account.LogoutView.as_view(extra_context=_UNLISTED))
forgotten = never_cache(account.PasswordResetView.as_view(extra_context=_UNLISTED))
forgotten_done = never_cache(account.PasswordResetDoneView.as_view(extra_context=_UNLISTED))
choose_password = never_cache(account.PasswordResetFromKeyView.as_view(extra_context=_UNLISTED))
chosen = never_cache(account.PasswordResetFromKeyDoneView.as_view(extra_context=_UNLISTED))
change_password = never_cache(account.PasswordChangeView.as_view(extra_context=_UNLISTED))
confirm = never_cache(account.ReauthenticateView.as_view(extra_context=_UNLISTED))
second_factor = mfa.AuthenticateView.as_view(extra_context=_UNLISTED)
set_up = never_cache(SetUpView.as_view(extra_context=_UNLISTED))
take_away = never_cache(
    totp.DeactivateTOTPView.as_view(extra_context=_UNLISTED, success_url=reverse_lazy("mfa_activate_totp"))
)
new_codes = never_cache(login_required(recovery.GenerateRecoveryCodesView.as_view(extra_context=_UNLISTED)))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, until the person says that they are kept; after that only how many are left."""
    kept = _codes(request)
    if request.method == "POST":
        kept.mark_as_viewed()
        return HttpResponseRedirect(reverse("beheer"))
    left = kept.get_unused_codes()
    return page(
        request,
        "mfa/recovery_codes/index.html",
        {"codes": () if kept.did_view else left, "left": len(left), **_UNLISTED},
    )


@never_cache
@login_required
@require_safe
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def codes_file(request: HttpRequest) -> HttpResponse:
    """The recovery codes as a text file; 404 once they were said to be kept."""
    kept = _codes(request)
    if kept.did_view:
        raise Http404
    title = gettext("Herstelcodes van %(issuer)s voor %(person)s") % {
        "issuer": get_adapter().get_totp_issuer(),
        "person": request.user,
    }
    lines = [title, gettext("Elke code werkt één keer."), "", *kept.get_unused_codes()]
    return HttpResponse(
        "\r\n".join(lines) + "\r\n",
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="herstelcodes.txt"'},
    )


def _codes(request: HttpRequest) -> RecoveryCodes:
    found = Authenticator.objects.filter(
        user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    if found is None:
        raise Http404
    return RecoveryCodes(found)
