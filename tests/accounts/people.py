# SPDX-License-Identifier: EUPL-1.2
"""People and organisations that tests let act for one another."""

from __future__ import annotations

from kapstok.accounts.enums import Function, OrganisationKind
from kapstok.accounts.mandates import give_mandate
from kapstok.accounts.models import Organisation, Person
from kapstok.accounts.organisations import make_organisation
from kapstok.core.clock import now


def somebody(name: str, *functions: Function, of: Organisation | None = None, **facts: object) -> Person:
    """A person with an open account and no role, who acts for an organisation in these functions."""
    made = Person(email=f"{name}@voorbeeld.example", joined_at=now(), **facts)
    made.set_unusable_password()
    made.save()
    if of is not None and functions:
        give_mandate(person=made, organisation=of, functions=functions, actor="test")
    return made


def organisation(kind: OrganisationKind = OrganisationKind.BUYER, name: str = "Inkoop Oost") -> Organisation:
    return make_organisation(kind=kind, name=name, actor="test")


def functions_of(person: Person, organisation: Organisation) -> set[str]:
    return set(organisation.mandates.filter(person=person).values_list("function", flat=True))
