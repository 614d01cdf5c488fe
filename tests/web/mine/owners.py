# SPDX-License-Identifier: EUPL-1.2
"""Entrepreneurs who have signed in, and an enterprise that is theirs."""

from __future__ import annotations

from typing import Any

from django.test import Client

from kapstok.accounts.enums import Function, OrganisationKind
from kapstok.accounts.models import Mandate, Organisation, Person
from kapstok.core.clock import now
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, Ownership
from kapstok.enterprises.queries import by_slug
from tests.enterprises.published import PublishedRegister, follow
from tests.web.region import Entry, RegionOnLoopback, code, ladder


def publish(region: RegionOnLoopback) -> None:
    """De Gouden Bezem and Lunchroom De Linde, from two registers, without reading these over HTTP."""
    bezem, linde = ladder(region.today)[0], code()[1]
    PublishedRegister().run(1, bezem=_values(bezem))
    PublishedRegister("code", "cso", "Code Sociale Ondernemingen").run(1, linde=_values(linde))
    follow(1, ListingRules.of(region.folder.region()))


def _values(entry: Entry) -> dict[str, Any]:
    return {field: value for field, value in entry.items() if field != "key"}


def owned(slug: str) -> tuple[Enterprise, Organisation]:
    """The enterprise at this address and the organisation that acts for it, made when there is none."""
    enterprise = by_slug(slug)[0]
    found = Ownership.objects.filter(enterprise=enterprise).first()
    if found:
        return enterprise, found.organisation
    acting = Organisation.objects.create(
        kind=OrganisationKind.ENTERPRISE, name=enterprise.name, made_at=now()
    )
    Ownership.objects.create(enterprise=enterprise, organisation=acting, since=now())
    return enterprise, acting


def owner(slug: str, name: str = "ine", function: Function = Function.ENTREPRENEUR) -> Person:
    """Somebody who acts for the enterprise at this address."""
    _, acting = owned(slug)
    person = Person.objects.create(email=f"{name}@voorbeeld.example", joined_at=now())
    Mandate.objects.create(person=person, organisation=acting, function=function, since=now())
    return person


def browser_of(person: Person, **options: bool) -> Client:
    """A browser in which this person has signed in."""
    client = Client(**options)  # type: ignore[arg-type]
    client.force_login(person)
    return client
