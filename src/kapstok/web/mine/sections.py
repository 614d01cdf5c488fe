# SPDX-License-Identifier: EUPL-1.2
"""The navigation of who has signed in: themselves, and whom they act for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from kapstok.accounts.models import Person
from kapstok.enterprises.claiming.queries import has_claimed
from kapstok.notices.inbox import unread
from kapstok.procurement.needs_queries import asks
from kapstok.web.desk import Entry


@dataclass(frozen=True)
class Section:
    """A part of one's own pages: a Dutch message id, the name of its first page, and with what its others begin.

    `count` gives the number beside the entry (0: none shown), `when` whether this person has such a part.
    """

    title: str
    url: str
    prefix: str
    count: Callable[[Person], int] | None = None
    when: Callable[[Person], bool] | None = None


# In the order of the navigation. The overview itself stands first and is no section.
SECTIONS: tuple[Section, ...] = (
    Section(gettext_noop("Berichten"), "mine_notices", "mine_notices", count=unread),
    Section(gettext_noop("Uw claims"), "mine_claims", "mine_claim", when=has_claimed),
    Section(gettext_noop("Vragen aan ondernemingen"), "mine_needs", "mine_need", when=asks),
    Section(gettext_noop("Mijn account"), "mine_account", "mine_account"),
)


def navigation(request: HttpRequest, person: Person) -> tuple[Entry, ...]:
    """The parts that this person has."""
    here = (request.resolver_match.url_name or "") if request.resolver_match else ""
    first = Entry(gettext("Overzicht"), reverse("mine"), 0, here == "mine")
    return (
        first,
        *(
            Entry(
                gettext(section.title),
                reverse(section.url),
                section.count(person) if section.count else 0,
                here.startswith(section.prefix),
            )
            for section in SECTIONS
            if section.when is None or section.when(person)
        ),
    )
