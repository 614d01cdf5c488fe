# SPDX-License-Identifier: EUPL-1.2
"""What the tables of packages keep of people, as data: those models are not ours to declare it on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_noop

from kapstok.core.personal_data import AT_REQUEST, PEOPLE, SECURITY, VISITORS, Kept, PersonalData

_SIGNING_IN: Final = PersonalData(
    title=gettext_noop("Aanmelden"),
    whose=PEOPLE,
    what=gettext_noop("Het e-mailadres, en dat het is aangetoond"),
    why=gettext_noop("Zodat niemand anders zich als u kan aanmelden"),
    basis=SECURITY,
    until=gettext_noop("Tot het account is gewist"),
)
_PROVIDER: Final = replace(
    _SIGNING_IN,
    what=gettext_noop("Wat de organisatie waar u zich aanmeldt over u meegeeft: naam, e-mailadres, nummer"),
)

# By "app.Model"; None: it holds nothing of people.
PACKAGES: Final[Mapping[str, PersonalData | None]] = {
    "auth.Group": None,
    "auth.Permission": None,
    "contenttypes.ContentType": None,
    "sites.Site": None,
    "sessions.Session": PersonalData(
        title=gettext_noop("Sessies"),
        whose=VISITORS,
        what=gettext_noop("Een willekeurig nummer, met wie zich heeft aangemeld of welke lijst van u is"),
        why=gettext_noop("Zodat de site weet dat u het bent, van pagina naar pagina"),
        basis=AT_REQUEST,
        until=gettext_noop("Tot de sessie eindigt"),
        kept=(Kept("expire_date", timedelta()),),
    ),
    "account.EmailAddress": _SIGNING_IN,
    "account.EmailConfirmation": _SIGNING_IN,
    "mfa.Authenticator": replace(
        _SIGNING_IN,
        what=gettext_noop("De tweede stap: het geheim van uw app of uw passkey, en herstelcodes"),
        until=gettext_noop("Tot u hem weghaalt, of tot het account is gewist"),
    ),
    "usersessions.UserSession": replace(
        _SIGNING_IN,
        what=gettext_noop("Waar u bent aangemeld: soort browser en tijdstippen, zonder internetadres"),
        until=gettext_noop("Tot u daar afmeldt, of 30 dagen na het laatste gebruik"),
        kept=(Kept("last_seen_at", timedelta(days=30)),),
    ),
    "socialaccount.SocialAccount": _PROVIDER,
    "socialaccount.SocialToken": replace(
        _PROVIDER, what=gettext_noop("De sleutel waarmee de organisatie waar u zich aanmeldt, u herkent")
    ),
    "socialaccount.SocialApp": None,
}
