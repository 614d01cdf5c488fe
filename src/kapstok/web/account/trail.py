# SPDX-License-Identifier: EUPL-1.2
"""What allauth does for a person, written in the audit trail; the sessions that end with it, what of them is kept."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.usersessions.models import UserSession
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from kapstok.accounts.actions import end_sessions
from kapstok.accounts.models import Person
from kapstok.accounts.passwords import give_up_password
from kapstok.core.actions import record
from kapstok.web.account.devices import device
from kapstok.web.account.staying import stay

_NOWHERE: Final = "0.0.0.0"  # noqa: S104 - nothing listens there: it is kept in place of where somebody was


@receiver(user_logged_in, dispatch_uid="kapstok.signed_in")
def _signed_in(user: Person, **_: Any) -> None:
    _tell(user, "signed in")


@receiver([password_changed, password_reset, password_set], dispatch_uid="kapstok.chose_password")
def _chose_password(user: Person, **_: Any) -> None:
    _tell(user, "chose a password")


@receiver(authenticator_added, dispatch_uid="kapstok.set_up_second_factor")
def _set_up(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    _tell(user, "set up a second factor")
    # A session that was begun with a password only would from now on pass for one with both.
    end_sessions(person=user, actor=user.actor)
    stay(request, user)


@receiver(authenticator_removed, dispatch_uid="kapstok.took_away_second_factor")
def _took_away(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    _tell(user, "took away the second factor")
    # Who works here sets a new one up before anything else; for others a password goes with its second factor.
    if not user.role and user.has_usable_password():
        give_up_password(person=user, actor=user.actor)
        stay(request, user)


@receiver(authenticator_reset, dispatch_uid="kapstok.made_recovery_codes")
def _made_codes(user: Person, **_: Any) -> None:
    _tell(user, "made recovery codes")


@receiver(pre_save, sender=UserSession, dispatch_uid="kapstok.session_in_few_words")
def _in_few_words(instance: UserSession, **_: Any) -> None:
    """Enough to know a session again; neither the network somebody came from nor what else their browser told."""
    instance.ip, instance.user_agent = _NOWHERE, device(instance.user_agent)


def _tell(user: Person, verb: str) -> None:
    record(user.actor, verb, user.actor)
