# SPDX-License-Identifier: EUPL-1.2
"""Where allauth asks us: who may sign up (nobody), where people land, what errors say, how mail goes, when somebody
proves once more who they are."""

from __future__ import annotations

import time
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy, gettext_noop

from kapstok.notices.actions import notify
from kapstok.regions.folder import RegionFolder
from kapstok.web.account import links, mails
from kapstok.web.account.entrance import after_signing_in, is_ours

_SAID = {
    "account/messages/password_changed.txt": gettext_noop("Uw wachtwoord is veranderd."),
    "account/messages/password_set.txt": gettext_noop("Uw wachtwoord is bewaard."),
    "mfa/messages/totp_activated.txt": gettext_noop("Uw tweede stap is ingesteld."),
    "mfa/messages/totp_deactivated.txt": gettext_noop("Uw tweede stap is weggehaald."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth as this site wants it: closed, in our words, with mail through the queue."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("Dit e-mailadres en wachtwoord horen niet bij elkaar."),
        "enter_current_password": gettext_lazy("Dit is niet uw huidige wachtwoord."),
        "incorrect_code": gettext_lazy("Deze code klopt niet. Neem de code die er nu staat."),
        "incorrect_password": gettext_lazy("Dit wachtwoord klopt niet."),
        "invalid_password_reset": gettext_lazy("Deze link werkt niet meer."),
        "rate_limited": gettext_lazy("U heeft dit te vaak geprobeerd. Wacht tien minuten."),
        "too_many_login_attempts": gettext_lazy("U heeft dit te vaak geprobeerd. Wacht tien minuten."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Says in our words what no page says by itself, and nothing else."""
        if message_template in _SAID:
            messages.add_message(request, level, gettext(_SAID[message_template]))

    def is_safe_url(self, url: str) -> bool:
        """Only a path of ours: not even another of our own names."""
        return is_ours(url)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return after_signing_in(request.user)  # type: ignore[arg-type]

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponseRedirect:
        """A closed account gets no page of its own: nobody is told which accounts there were."""
        return HttpResponseRedirect(reverse("account_login"))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mine_account")

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """To who has a password, or works here and is to choose one. Others choose one with their second factor."""
        if user.role or user.has_usable_password():
            super().send_password_reset_mail(user, email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        return links.choose_password(key, self.request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queues our own text instead of rendering allauth's; raises `KeyError` for a mail that we have no text for."""
        subject, text = mails.mail(template_prefix, RegionFolder.current().region().name, context)
        notify(
            to=[email],
            subject=subject,
            text=text,
            key=f"account:{uuid.uuid4()}",
            language=(get_language() or "nl")[:2],
        )

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Whether this is the password of whoever is signed in; wrong ones count as those at the door do."""
        found = self.authenticate(current.request, email=str(getattr(user, "email", "")), password=password)
        return found is not None and found.pk == user.pk

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """One page, whatever somebody signs in with: who lost the second factor may replace it while signed in."""
        if not user.is_authenticated:
            return []
        return [{"id": "reauthenticate", "description": "", "url": reverse("account_reauthenticate")}]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not in the first minutes after signing in: who it is was just proved."""
        return not proved_just_now(current.request)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor in our words, under the name of the region."""

    error_messages = {**DefaultMFAAdapter.error_messages, **AccountAdapter.error_messages}

    def get_totp_issuer(self) -> str:
        return f"Kapstok {RegionFolder.current().region().name}"

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        AccountAdapter(current.request).send_notification_mail(*args, **kwargs)


def proved_just_now(request: HttpRequest) -> bool:
    """Whether somebody proved in the last minutes who they are, by signing in or once more."""
    proofs = get_authentication_records(request, request.user) if request.user.is_authenticated else []
    return any(time.time() - proof["at"] < REAUTHENTICATION_TIMEOUT for proof in proofs)
