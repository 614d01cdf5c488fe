# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from kapstok.accounts.enums import FUNCTIONS_OF, Function, OrganisationKind, Role
from kapstok.accounts.models import Invitation, Mandate, Organisation, Person
from kapstok.core.clock import now

INVITATION_LASTS: Final = timedelta(days=60)

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
    return actor_names([actor])[actor]


def actor_names(actors: Iterable[str]) -> dict[str, str]:
    """`actor_name` of each of these; at most one query. Someone who was erased keeps the name that says nothing."""
    asked = set(actors)
    if not any(actor.startswith("person:") for actor in asked):
        return {actor: actor for actor in asked}
    emails = {person.actor: person.email for person in Person.objects.only("email", "pseudonym_key")}
    return {actor: emails.get(actor, actor) for actor in asked}


def has_second_factor(person: Person) -> bool:
    """Whether this person proves who they are with more than a password. Recovery codes alone are no factor."""
    return bool(Authenticator.objects.filter(user=person, type__in=_SECOND_FACTORS).exists())


@dataclass(frozen=True)
class Acting:
    """That a person acts for an organisation: in which functions, in the order of its kind, and since when."""

    person: Person
    organisation: Organisation
    functions: tuple[Function, ...]
    since: datetime

    @property
    def is_manager(self) -> bool:
        return Function.MANAGER in self.functions


def acting_for(organisation: Organisation) -> list[Acting]:
    """Whoever acts for an organisation, who has done so longest first; also who has a closed account. One query."""
    return _acting(Mandate.objects.filter(organisation=organisation))


def acting_of(person: Person) -> list[Acting]:
    """The open organisations that a person acts for, by name; one query."""
    found = _acting(Mandate.objects.filter(person=person, organisation__closed_at=None))
    return sorted(found, key=lambda one: (one.organisation.name.casefold(), one.organisation.pk))


def managers_of(organisation: Organisation) -> QuerySet[Person]:
    """The managers of an organisation with an open account, by address."""
    managing = Mandate.objects.filter(organisation=organisation, function=Function.MANAGER.value)
    return Person.objects.filter(is_active=True, mandates__in=managing).order_by("email")


def without_manager() -> QuerySet[Organisation]:
    """Open organisations for which somebody acts, yet nobody as manager, by name."""
    acting = Mandate.objects.filter(organisation=OuterRef("pk"), person__is_active=True)
    managing = acting.filter(function=Function.MANAGER.value)
    return Organisation.objects.filter(Exists(acting), ~Exists(managing), closed_at=None).order_by(
        "name", "pk"
    )


def invitations_of(organisation: Organisation) -> QuerySet[Invitation]:
    """The invitations of an organisation that can still be taken, the oldest first."""
    return _open_invitations().filter(organisation=organisation)


def invitations_for(person: Person) -> QuerySet[Invitation]:
    """The invitations that a person can take or refuse, the oldest first, each with its organisation."""
    return _open_invitations().filter(email__iexact=person.email).select_related("organisation")


def _open_invitations() -> QuerySet[Invitation]:
    since = now() - INVITATION_LASTS
    return Invitation.objects.filter(organisation__closed_at=None, made_at__gt=since).order_by(
        "made_at", "pk"
    )


def _acting(mandates: QuerySet[Mandate]) -> list[Acting]:
    had: dict[tuple[int, int], list[Mandate]] = {}
    for one in mandates.select_related("person", "organisation").order_by("since", "pk"):
        had.setdefault((one.person_id, one.organisation_id), []).append(one)
    return [_put_together(several) for several in had.values()]


def _put_together(several: list[Mandate]) -> Acting:
    first = several[0]
    functions = {one.function for one in several}
    known = FUNCTIONS_OF[OrganisationKind(first.organisation.kind)]
    return Acting(
        first.person, first.organisation, tuple(one for one in known if one in functions), first.since
    )
