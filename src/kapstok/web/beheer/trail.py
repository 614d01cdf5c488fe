# SPDX-License-Identifier: EUPL-1.2
"""What allauth does for a person, written in the audit trail; and the sessions that end with it."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest

from kapstok.accounts.actions import end_sessions
from kapstok.accounts.models import Person
from kapstok.core.actions import record


@receiver(user_logged_in, dispatch_uid="kapstok.signed_in")
def _signed_in(user: Person, **_: Any) -> None:
    _tell(user, "signed in")


@receiver([password_changed, password_reset], dispatch_uid="kapstok.chose_password")
def _chose_password(user: Person, **_: Any) -> None:
    _tell(user, "chose a password")


@receiver(authenticator_added, dispatch_uid="kapstok.set_up_second_factor")
def _set_up(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    _tell(user, "set up a second factor")
    # A session that was begun with a password only would from now on pass for one with both.
    end_sessions(person=user, actor=f"person:{user.pk}")
    update_session_auth_hash(request, user)


@receiver(authenticator_removed, dispatch_uid="kapstok.took_away_second_factor")
def _took_away(user: Person, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _tell(user, "took away the second factor")


@receiver(authenticator_reset, dispatch_uid="kapstok.made_recovery_codes")
def _made_codes(user: Person, **_: Any) -> None:
    _tell(user, "made recovery codes")


def _tell(user: Person, verb: str) -> None:
    record(f"person:{user.pk}", verb, f"person:{user.pk}")
