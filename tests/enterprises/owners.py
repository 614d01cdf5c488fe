# SPDX-License-Identifier: EUPL-1.2
"""People who act for enterprises and for buyers, as tests need them."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from kapstok.accounts.enums import Function, OrganisationKind, Role
from kapstok.accounts.models import Mandate, Organisation, Person
from kapstok.core.clock import now
from kapstok.enterprises.models import Enterprise, Ownership


def person(email: str, **more: str) -> Person:
    """Somebody with a proven address and no mandate yet."""
    return Person.objects.create(email=email, joined_at=now(), **more)


def editor(email: str = "eddy@voorbeeld.example") -> Person:
    """An editor who has a second factor, as the site asks of them."""
    known = person(email, role=Role.EDITOR)
    Authenticator.objects.create(
        user=known, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    return known


def organisation(name: str, kind: OrganisationKind = OrganisationKind.ENTERPRISE) -> Organisation:
    return Organisation.objects.create(kind=kind, name=name, made_at=now())


def acts_for(who: Person, whom: Organisation, function: Function) -> Person:
    Mandate.objects.create(person=who, organisation=whom, function=function, since=now())
    return who


def owner_of(enterprise: Enterprise, email: str = "olga@voorbeeld.example", **more: str) -> Person:
    """Somebody who acts for an enterprise; the second one joins the organisation of the first."""
    known = Ownership.objects.filter(enterprise=enterprise).first()
    whom = known.organisation if known else organisation(enterprise.name)
    if known is None:
        Ownership.objects.create(enterprise=enterprise, organisation=whom, since=now())
    return acts_for(person(email, **more), whom, Function.ENTREPRENEUR)


def buyer_of(name: str = "Gemeente Zwolle", email: str = "bas@zwolle.example") -> Person:
    """A buyer of an organisation of their own."""
    return acts_for(person(email), organisation(name, OrganisationKind.MUNICIPALITY), Function.BUYER)
