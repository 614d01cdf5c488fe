# SPDX-License-Identifier: EUPL-1.2
"""What people with an account are told by mail: plain text, in the language of the page that they were on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext

Words = tuple[str, str]


def mail(kind: str, region: str, context: Mapping[str, Any]) -> Words:
    """Subject and text of the mail that allauth calls `kind`. Raises `KeyError` for one that we do not send."""
    subject, text = _MAILS[kind](context)
    site = f"Kapstok {region}"
    return f"{site}: {subject}", f"{text}\n\n{site}\n"


def invitation(region: str, address: str) -> Words:
    """To whom an administrator gave a role: where to choose a password."""
    return mail("invitation", region, {"address": address})


def sign_in_link(region: str, address: str) -> Words:
    """To whom a link was asked for: where to sign in."""
    return mail("sign_in_link", region, {"address": address})


def _sign_in_link(context: Mapping[str, Any]) -> Words:
    return gettext("uw link om u aan te melden"), gettext(
        "Met deze link meldt u zich aan:\n\n"
        "%(address)s\n\n"
        "De link werkt twintig minuten, en één keer.\n\n"
        "Heeft u hier niet om gevraagd? Dan hoeft u niets te doen. Zonder deze link komt niemand binnen."
    ) % {"address": context["address"]}


def _invitation(context: Mapping[str, Any]) -> Words:
    return gettext("kies uw wachtwoord"), gettext(
        "U kunt meewerken aan deze site. Kies eerst een wachtwoord. Dat doet u hier:\n\n"
        "%(address)s\n\n"
        "Deze link werkt drie dagen, en één keer. Daarna stelt u een tweede stap in met een app op uw telefoon.\n\n"
        "Verwachtte u deze mail niet? Dan hoeft u niets te doen."
    ) % {"address": context["address"]}


def _forgotten(context: Mapping[str, Any]) -> Words:
    return gettext("kies een nieuw wachtwoord"), gettext(
        "U wilt een nieuw wachtwoord. Dat kiest u hier:\n\n"
        "%(address)s\n\n"
        "Deze link werkt drie dagen, en één keer.\n\n"
        "Heeft u hier niet om gevraagd? Dan hoeft u niets te doen. Uw wachtwoord blijft zoals het is."
    ) % {"address": context["password_reset_url"]}


def _told(subject: Callable[[], str], what: Callable[[], str]) -> Callable[[Mapping[str, Any]], Words]:
    def told(context: Mapping[str, Any]) -> Words:
        return subject(), f"{what()}\n\n" + gettext(
            "Was u dit niet? Vraag dan meteen een beheerder om uw account te sluiten."
        )

    return told


_password_changed = _told(
    lambda: gettext("uw wachtwoord is veranderd"), lambda: gettext("Uw wachtwoord is zojuist veranderd.")
)
_MAILS: Final[Mapping[str, Callable[[Mapping[str, Any]], Words]]] = {
    "sign_in_link": _sign_in_link,
    "invitation": _invitation,
    "account/email/password_reset_key": _forgotten,
    "account/email/password_reset": _password_changed,
    "account/email/password_changed": _password_changed,
    "account/email/password_set": _told(
        lambda: gettext("u heeft een wachtwoord gekozen"),
        lambda: gettext("U kunt zich voortaan ook met een wachtwoord aanmelden, met uw tweede stap erbij."),
    ),
    "mfa/email/totp_activated": _told(
        lambda: gettext("uw tweede stap is ingesteld"),
        lambda: gettext("Bij het aanmelden vragen wij voortaan ook een code uit uw app."),
    ),
    "mfa/email/totp_deactivated": _told(
        lambda: gettext("uw tweede stap is weggehaald"),
        lambda: gettext("Bij het aanmelden vragen wij geen code uit uw app meer."),
    ),
    "mfa/email/recovery_codes_generated": _told(
        lambda: gettext("u heeft nieuwe herstelcodes"),
        lambda: gettext("Er zijn nieuwe herstelcodes gemaakt. De oude werken niet meer."),
    ),
}
