# SPDX-License-Identifier: EUPL-1.2
"""Who acts for an organisation, and as what: given, changed, handed over, ended (organisations.md)."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from kapstok.accounts.enums import FUNCTIONS_OF, Function, OrganisationKind
from kapstok.accounts.managed import loses_its_manager
from kapstok.accounts.models import Invitation, Mandate, Organisation, Person
from kapstok.accounts.organisations import hold, subject_of
from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError


class NotItsFunction(KapstokError):
    """An organisation of this kind knows no such function, or none was named."""


class AccountClosed(KapstokError):
    """A closed account acts for nobody."""


class ActsNot(KapstokError):
    """This person does not act for this organisation."""


class LastManager(KapstokError):
    """Others act for this organisation, and none of them would be its manager."""


@transaction.atomic
def give_mandate(
    *, person: Person, organisation: Organisation, functions: Collection[Function], actor: str
) -> None:
    """Lets a person act for an organisation in these functions, besides those that they have.

    Raises `NotItsFunction`, `AccountClosed`, `OrganisationClosed`.
    """
    held = hold(organisation)
    given = checked(held, functions)
    if not Person.objects.filter(pk=person.pk, is_active=True).exists():
        raise AccountClosed("a closed account acts for nobody")
    new = given - _functions(person, held)
    if new:
        _add(person, held, new)
        record(actor, "gave a mandate", subject_of(held), person=person.actor, functions=sorted(new))


@transaction.atomic
def change_functions(
    *, person: Person, organisation: Organisation, functions: Collection[Function], actor: str
) -> None:
    """Lets somebody who acts for an organisation do so in these functions, and no others.

    Raises `NotItsFunction`, `ActsNot`, `LastManager`, `OrganisationClosed`.
    """
    held = hold(organisation)
    given = checked(held, functions)
    before = _functions_had(person, held)
    if given == before:
        return
    _refuse_without_manager(held, {person.pk: given})
    _remove(person, held, before - given)
    _withdraw_theirs(person, held, before - given)
    _add(person, held, given - before)
    record(
        actor, "changed the functions of a mandate", subject_of(held), person=person.actor, functions=sorted(given)
    )  # fmt: skip


@transaction.atomic
def end_mandate(*, person: Person, organisation: Organisation, actor: str) -> None:
    """Lets somebody act for an organisation no more, in any function.

    Raises `ActsNot`, `LastManager`, `OrganisationClosed`.
    """
    held = hold(organisation)
    before = _functions_had(person, held)
    _refuse_without_manager(held, {person.pk: frozenset()})
    _remove(person, held, before)
    _withdraw_theirs(person, held, before)
    verb = "left the organisation" if actor == person.actor else "ended a mandate"
    record(actor, verb, subject_of(held), person=person.actor, functions=sorted(before))


@transaction.atomic
def hand_over(*, person: Person, to: Person, organisation: Organisation, actor: str) -> None:
    """Makes `to`, who acts for the organisation already, its manager, and `person` one no longer.

    Who has no other function then acts for it no more. Raises `ActsNot` where one of them does not act for it, or
    `person` is no manager, and `AccountClosed`, `OrganisationClosed`.
    """
    held = hold(organisation)
    if Function.MANAGER not in _functions_had(person, held):
        raise ActsNot("only a manager hands over")
    theirs = _functions_had(to, held)
    if not Person.objects.filter(pk=to.pk, is_active=True).exists():
        raise AccountClosed("a closed account manages nothing")
    if person.pk == to.pk:
        return
    _add(to, held, {Function.MANAGER} - theirs)
    _remove(person, held, {Function.MANAGER})
    record(actor, "handed over the organisation", subject_of(held), person=person.actor, to=to.actor)


def checked(organisation: Organisation, functions: Collection[Function]) -> frozenset[Function]:
    """The functions, where an organisation of this kind knows each of them. Raises `NotItsFunction`."""
    known = FUNCTIONS_OF[OrganisationKind(organisation.kind)]
    if not functions or not set(functions) <= set(known):
        raise NotItsFunction(f"one or more of {', '.join(known)} for organisation {organisation.pk}")
    return frozenset(functions)


def _functions(person: Person, organisation: Organisation) -> frozenset[Function]:
    had = Mandate.objects.filter(person=person, organisation=organisation)
    return frozenset(Function(one) for one in had.values_list("function", flat=True))


def _functions_had(person: Person, organisation: Organisation) -> frozenset[Function]:
    had = _functions(person, organisation)
    if not had:
        raise ActsNot(f"this person does not act for organisation {organisation.pk}")
    return had


def _refuse_without_manager(organisation: Organisation, change: dict[int, frozenset[Function]]) -> None:
    before: dict[int, set[Function]] = {}
    open_ones = Mandate.objects.filter(organisation=organisation, person__is_active=True)
    for person, function in open_ones.values_list("person", "function"):
        before.setdefault(person, set()).add(Function(function))
    after = {**before, **{person: one for person, one in change.items() if person in before}}
    if loses_its_manager(before, after):
        raise LastManager(
            f"organisation {organisation.pk} would have no manager: make somebody else one first"
        )


def _add(person: Person, organisation: Organisation, functions: Collection[Function]) -> None:
    at = now()
    Mandate.objects.bulk_create(
        Mandate(person=person, organisation=organisation, function=one.value, since=at) for one in functions
    )


def _remove(person: Person, organisation: Organisation, functions: Collection[Function]) -> None:
    Mandate.objects.filter(person=person, organisation=organisation, function__in=functions).delete()


def _withdraw_theirs(person: Person, organisation: Organisation, taken: Collection[Function]) -> None:
    """Whoever is a manager no more leaves no way in behind that they made as one."""
    if Function.MANAGER in taken:
        Invitation.objects.filter(organisation=organisation, actor=person.actor).delete()
