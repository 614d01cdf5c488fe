# SPDX-License-Identifier: EUPL-1.2
"""What people are told of who acts for an organisation: the invited by mail, the others on the site too.

No text holds the address of a person: it would stay behind when they are erased.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext

from kapstok.accounts.models import Invitation, Organisation, Person
from kapstok.accounts.queries import INVITATION_LASTS, managers_of
from kapstok.notices.actions import notify
from kapstok.notices.lines import one_line
from kapstok.notices.telling import Words, tell
from kapstok.regions.folder import RegionFolder
from kapstok.web.account.links import in_full
from kapstok.web.mine.acting_words import function_words
from kapstok.web.topics import MEMBERS
from kapstok.web.words import spoken

_LONGEST_NAME: Final = 100


def mail_invitation(request: HttpRequest, invitation: Invitation) -> None:
    """Asks whoever has the address to answer, in the language of the page; once a day for one organisation."""
    region = RegionFolder.current().region()
    name = one_line(invitation.organisation.name, _LONGEST_NAME)
    until = (invitation.made_at + INVITATION_LASTS).astimezone(region.timezone).date()
    notify(
        to=[invitation.email],
        subject=gettext("Kapstok %(region)s: uitnodiging van %(name)s")
        % {"region": region.name, "name": name},
        text=_invited(name, function_words(invitation.functions), in_full(reverse("mine"), request), until),
        # Asked, withdrawn and asked again: nobody gets a mail each time.
        key=f"organisation:{invitation.organisation_id}:invited:{invitation.made_at:%Y-%m-%d}",
        language=(get_language() or "nl")[:2],
    )


def tell_managers(organisation: Organisation, words: str, but: Person) -> None:
    """Tells the other managers what somebody decided; `words` is a message id with `%(name)s` in it."""
    _tell([one for one in managers_of(organisation) if one.pk != but.pk], organisation, words)


def tell_person(person: Person, organisation: Organisation, words: str) -> None:
    """Tells somebody what was decided about them; see `tell_managers`."""
    _tell([person], organisation, words)


def _tell(people: Iterable[Person], organisation: Organisation, words: str) -> None:
    name = one_line(organisation.name, _LONGEST_NAME)

    def said() -> Words:
        return Words(
            gettext("%(name)s: er is iets veranderd") % {"name": name}, gettext(words) % {"name": name}
        )

    tell(
        people=people,
        topic=MEMBERS,
        key=f"organisation:{organisation.pk}:{uuid.uuid4()}",
        words=said,
        path="/mijn",
    )


def _invited(name: str, functions: str, address: str, until: date) -> str:
    return gettext(
        "%(name)s vraagt u om op deze site voor haar op te treden, als: %(functions)s.\n\n"
        "Meld u aan met dit e-mailadres. Daarna kiest u of u dat wilt:\n\n"
        "%(address)s\n\n"
        "U kunt antwoorden tot %(until)s. Kent u deze organisatie niet? Dan hoeft u niets te doen."
    ) % {"name": name, "functions": functions, "address": address, "until": spoken(until)}
