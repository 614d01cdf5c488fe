# SPDX-License-Identifier: EUPL-1.2
"""The forms of signing in, in our words. What they check is allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as mfa
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy

_AT_LEAST_12 = gettext_lazy("Minstens 12 tekens. Een zin is een goed wachtwoord.")


def _say(form: forms.Form, **words: tuple[Any, Any]) -> None:
    """Gives fields their label and hint."""
    for name, (label, hint) in words.items():
        form.fields[name].label, form.fields[name].help_text = label, hint
        form.fields[name].widget.attrs.pop("placeholder", None)


class LinkForm(forms.Form):
    """To which address a link is mailed."""

    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class SignInForm(account.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, login=(gettext_lazy("E-mailadres"), ""), password=(gettext_lazy("Wachtwoord"), ""))


class ForgottenPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, email=(gettext_lazy("E-mailadres"), gettext_lazy("Het adres waarmee u zich aanmeldt.")))


class ChoosePasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            password1=(gettext_lazy("Nieuw wachtwoord"), _AT_LEAST_12),
            password2=(gettext_lazy("Nieuw wachtwoord, nog een keer"), ""),
        )


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            oldpassword=(gettext_lazy("Huidig wachtwoord"), ""),
            password1=(gettext_lazy("Nieuw wachtwoord"), _AT_LEAST_12),
            password2=(gettext_lazy("Nieuw wachtwoord, nog een keer"), ""),
        )


class FirstPasswordForm(account.SetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            password1=(gettext_lazy("Wachtwoord"), _AT_LEAST_12),
            password2=(gettext_lazy("Wachtwoord, nog een keer"), ""),
        )


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password=(gettext_lazy("Wachtwoord"), ""))


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            code=(
                gettext_lazy("Code"),
                gettext_lazy("De zes cijfers uit uw app, of een herstelcode van acht cijfers."),
            ),
        )
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        return _spent(self, str(super().clean_code()))


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=(gettext_lazy("Code"), gettext_lazy("De zes cijfers die de app nu toont.")))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        return _spent(self, str(super().clean_code()))


def _spent(form: Any, code: str) -> str:
    """Takes a code that was right, and refuses it for as long as it stays right: whoever saw it cannot follow.

    allauth remembers a code for one period; with a tolerance it is right for longer.
    """
    stays_right = mfa.TOTP_PERIOD * (2 * mfa.TOTP_TOLERANCE + 1)
    if not cache.add(f"code:{form.user.pk}:{normalize_user_code(code)}", True, timeout=stays_right):
        raise get_adapter().validation_error("incorrect_code")
    return code
