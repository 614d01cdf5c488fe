# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person

_SECOND_FACTORS = (Authenticator.Type.TOTP,)


def editors() -> QuerySet[Person]:
    """Whoever has a role and an open account, by address: whom mail about the work goes to."""
    return Person.objects.filter(is_active=True).exclude(role="").order_by("email")


def administrators() -> QuerySet[Person]:
    """Editors who administer the instance."""
    return editors().filter(role=Role.ADMINISTRATOR)


def colleagues() -> QuerySet[Person]:
    """Whoever has a role, also with a closed account, by address; each knows `second_factor`, whether there is one."""
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=_SECOND_FACTORS)
    return (
        Person.objects.exclude(role="").annotate(second_factor=Exists(factor)).order_by("-is_active", "email")
    )


def actor_name(actor: str) -> str:
    """Who did something, for colleagues: the address of a person whom the audit trail names, else its own words."""
    kind, _, number = actor.partition(":")
    found = Person.objects.filter(pk=int(number)).first() if kind == "person" and number.isdecimal() else None
    return found.email if found else actor


def actor_names(actors: Iterable[str]) -> dict[str, str]:
    """`actor_name` of each of these; one query."""
    asked = set(actors)
    numbers = {number for kind, _, number in (one.partition(":") for one in asked) if kind == "person"}
    people = Person.objects.filter(pk__in=[number for number in numbers if number.isdecimal()])
    emails = {f"person:{pk}": email for pk, email in people.values_list("pk", "email")}
    return {actor: emails.get(actor, actor) for actor in asked}


def has_second_factor(person: Person) -> bool:
    """Whether this person proves who they are with more than a password. Recovery codes alone are no factor."""
    return bool(Authenticator.objects.filter(user=person, type__in=_SECOND_FACTORS).exists())
