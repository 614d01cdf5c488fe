# SPDX-License-Identifier: EUPL-1.2
"""The link in a mail with which its reader ends such mail, without signing in: RFC 8058."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core import signing

from kapstok.notices.links import link

# Where the page is; a test holds it to the addresses of the site.
PAGE: Final = "/berichten/afmelden/"
CHOICES: Final = "/mijn/berichten/instellingen"
_SALT: Final = "kapstok.notices.unsubscribe"


def token(person: int, topic: str) -> str:
    """What stands in the link: whom it is for and about which topic, signed by us. It never ends."""
    return signing.Signer(salt=_SALT).sign_object([person, topic])


def opened(token: str) -> tuple[int, str]:
    """The person and the topic of a link. Raises `BadSignature` for what we did not sign."""
    person, topic = signing.Signer(salt=_SALT).unsign_object(token)
    return person, topic


def address(person: int, topic: str, language: str) -> str | None:
    """The link in full; None where nobody said where the site is (KAPSTOK_HOSTS)."""
    return link(f"{PAGE}{token(person, topic)}", language) if settings.SITE_ADDRESS else None
