# SPDX-License-Identifier: EUPL-1.2
"""Who acts for an enterprise, and for which enterprises a person acts.

After a merge whoever acted for one of its parts acts for the whole; nothing is moved, so undone, all is as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet

from kapstok.accounts.enums import Function
from kapstok.accounts.models import Organisation, Person
from kapstok.accounts.rules import ENTREPRENEURS, Permission
from kapstok.enterprises.models import Enterprise, Ownership


def parts_of(enterprise: Enterprise) -> list[UUID]:
    """The enterprise itself, and then all that became part of it, the oldest first."""
    found, new = [enterprise.pk], [enterprise.pk]
    while new:
        merged = Enterprise.objects.filter(merged_into__in=new).order_by("made_at", "pk")
        new = list(merged.values_list("pk", flat=True))
        found += new
    return found


def organisations_of(enterprise: Enterprise) -> list[Organisation]:
    """The organisations that act for an enterprise, who came first first; none where nobody claimed it."""
    owned = Ownership.objects.filter(enterprise__in=parts_of(enterprise), organisation__closed_at=None)
    return [one.organisation for one in owned.select_related("organisation").order_by("since", "pk")]


def people_of(enterprise: Enterprise, functions: Collection[Function] = ENTREPRENEURS) -> QuerySet[Person]:
    """Whoever acts for an enterprise in one of these functions, with an open account, by address."""
    acting = Person.objects.filter(
        is_active=True,
        mandates__organisation__in=organisations_of(enterprise),
        mandates__function__in=functions,
    )
    return acting.distinct().order_by("email")


def enterprises_of(person: Person, functions: Collection[Function] = ENTREPRENEURS) -> list[Enterprise]:
    """The enterprises that a person acts for in one of these functions, each as what it became, by name."""
    owned = Ownership.objects.filter(
        organisation__closed_at=None,
        organisation__mandates__person=person,
        organisation__mandates__function__in=functions,
    )
    now = {root.pk: root for one in owned.select_related("enterprise") if (root := became(one.enterprise))}
    return sorted(now.values(), key=lambda one: (one.name.casefold(), one.slug))


def became(enterprise: Enterprise) -> Enterprise:
    """The enterprise, or what it became part of."""
    while enterprise.merged_into is not None:
        enterprise = enterprise.merged_into
    return enterprise


def may(permission: Permission, person: Person, enterprise: Enterprise) -> bool:
    """Whether a person may do this to an enterprise: by their role, or for an organisation that acts for it."""
    return may_for(permission, person, organisations_of(enterprise))


def may_for(permission: Permission, person: Person, acting: Iterable[Organisation]) -> bool:
    """`may`, for who asks more than one thing of an enterprise and has the organisations that act for it at hand."""
    return permission.granted_to(person) or any(
        permission.granted_for(person, organisation.pk) for organisation in acting
    )
