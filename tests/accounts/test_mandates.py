# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from kapstok.accounts.actions import add_administrator, deactivate
from kapstok.accounts.enums import Function, OrganisationKind
from kapstok.accounts.erasing import erase_person
from kapstok.accounts.inviting import invite_member
from kapstok.accounts.mandates import (
    AccountClosed,
    ActsNot,
    LastManager,
    NotItsFunction,
    change_functions,
    end_mandate,
    give_mandate,
    hand_over,
)
from kapstok.accounts.models import Invitation, Mandate, Organisation, Person
from kapstok.accounts.queries import acting_for, managers_of
from kapstok.core.models import AuditEntry
from tests.accounts.people import functions_of, organisation, somebody

pytestmark = pytest.mark.django_db
MANAGER, BUYER = Function.MANAGER, Function.BUYER


@pytest.fixture
def inkoop() -> Organisation:
    return organisation()


@pytest.fixture
def anna(inkoop: Organisation) -> Person:
    return somebody("anna", MANAGER, BUYER, of=inkoop)


@pytest.fixture
def bert(inkoop: Organisation, anna: Person) -> Person:
    return somebody("bert", BUYER, of=inkoop)


def close(person: Person) -> None:
    add_administrator(email="adrie@voorbeeld.example", actor="test")
    deactivate(person=person, actor="test")


def test_a_mandate_is_given_once_and_told_once(inkoop: Organisation, bert: Person) -> None:
    told = AuditEntry.objects.count()
    give_mandate(person=bert, organisation=inkoop, functions=[BUYER], actor="test")
    assert AuditEntry.objects.count() == told
    give_mandate(person=bert, organisation=inkoop, functions=[BUYER, MANAGER], actor="test")
    assert functions_of(bert, inkoop) == {"buyer", "manager"}
    entry = AuditEntry.objects.latest("id")
    assert (entry.verb, entry.details) == (
        "gave a mandate",
        {"person": bert.actor, "functions": ["manager"]},
    )


@pytest.mark.parametrize("kind", OrganisationKind)
def test_an_organisation_has_only_the_functions_of_its_kind(kind: OrganisationKind) -> None:
    made, iris = organisation(kind), somebody("iris")
    known = {
        OrganisationKind.ENTERPRISE: {"entrepreneur", "manager"},
        OrganisationKind.BUYER: {"buyer", "manager"},
        OrganisationKind.NETWORK: {"networker", "manager"},
        OrganisationKind.MUNICIPALITY: {"buyer", "coordinator", "facilitator", "manager"},
        OrganisationKind.RESEARCH: {"facilitator", "manager"},
    }[kind]
    for one in Function:
        if one in known:
            give_mandate(person=iris, organisation=made, functions=[one], actor="test")
        else:
            with pytest.raises(NotItsFunction):
                give_mandate(person=iris, organisation=made, functions=[one], actor="test")
    assert functions_of(iris, made) == known
    with pytest.raises(NotItsFunction):
        give_mandate(person=iris, organisation=made, functions=[], actor="test")


def test_a_closed_account_is_given_nothing_and_counts_for_nothing(
    inkoop: Organisation, anna: Person, bert: Person
) -> None:
    give_mandate(person=bert, organisation=inkoop, functions=[MANAGER], actor="test")
    close(bert)
    assert list(managers_of(inkoop)) == [anna]
    with pytest.raises(AccountClosed):
        give_mandate(person=bert, organisation=inkoop, functions=[BUYER], actor="test")
    with pytest.raises(AccountClosed):
        hand_over(person=anna, to=bert, organisation=inkoop, actor=anna.actor)
    # Whoever stays behind with a closed account is nobody, so Anna is the last.
    end_mandate(person=anna, organisation=inkoop, actor=anna.actor)
    assert [one.person for one in acting_for(inkoop)] == [bert]


def test_a_manager_whose_account_is_closed_leaves_the_others_free(
    inkoop: Organisation, anna: Person, bert: Person
) -> None:
    close(anna)
    end_mandate(person=bert, organisation=inkoop, actor=bert.actor)
    assert not bert.acts_as(frozenset(Function), inkoop.pk)


def test_the_last_manager_cannot_go_step_down_or_be_sent_away(
    inkoop: Organisation, anna: Person, bert: Person
) -> None:
    with pytest.raises(LastManager):
        end_mandate(person=anna, organisation=inkoop, actor=anna.actor)
    with pytest.raises(LastManager):
        end_mandate(person=anna, organisation=inkoop, actor="test")
    with pytest.raises(LastManager):
        change_functions(person=anna, organisation=inkoop, functions=[BUYER], actor=anna.actor)
    assert functions_of(anna, inkoop) == {"manager", "buyer"}


def test_the_last_person_of_all_may_go(inkoop: Organisation, anna: Person) -> None:
    end_mandate(person=anna, organisation=inkoop, actor=anna.actor)
    assert not Mandate.objects.exists()
    assert AuditEntry.objects.latest("id").verb == "left the organisation"


def test_functions_change_to_what_was_said(inkoop: Organisation, anna: Person, bert: Person) -> None:
    change_functions(person=bert, organisation=inkoop, functions=[MANAGER], actor="test")
    assert functions_of(bert, inkoop) == {"manager"}
    told = AuditEntry.objects.count()
    change_functions(person=bert, organisation=inkoop, functions=[MANAGER], actor="test")
    assert AuditEntry.objects.count() == told
    with pytest.raises(NotItsFunction):
        change_functions(person=bert, organisation=inkoop, functions=[Function.ENTREPRENEUR], actor="test")


def test_handing_over_moves_the_manager_and_nothing_else(
    inkoop: Organisation, anna: Person, bert: Person
) -> None:
    hand_over(person=anna, to=bert, organisation=inkoop, actor=anna.actor)
    assert functions_of(anna, inkoop) == {"buyer"}
    assert functions_of(bert, inkoop) == {"buyer", "manager"}
    with pytest.raises(ActsNot):
        hand_over(person=anna, to=bert, organisation=inkoop, actor=anna.actor)


def test_who_only_managed_acts_no_more_after_handing_over(inkoop: Organisation) -> None:
    carla, dirk = somebody("carla", MANAGER, of=inkoop), somebody("dirk", BUYER, of=inkoop)
    hand_over(person=carla, to=dirk, organisation=inkoop, actor=carla.actor)
    assert functions_of(carla, inkoop) == set()


def test_handing_over_to_oneself_changes_nothing(inkoop: Organisation, anna: Person) -> None:
    hand_over(person=anna, to=anna, organisation=inkoop, actor=anna.actor)
    assert functions_of(anna, inkoop) == {"manager", "buyer"}


def test_who_acts_for_another_organisation_is_nobody_here(
    inkoop: Organisation, anna: Person, bert: Person
) -> None:
    stranger = somebody("sara", MANAGER, of=organisation(name="Elders"))
    with pytest.raises(ActsNot):
        hand_over(person=anna, to=stranger, organisation=inkoop, actor="test")
    with pytest.raises(ActsNot):
        hand_over(person=stranger, to=anna, organisation=inkoop, actor="test")
    with pytest.raises(ActsNot):
        end_mandate(person=stranger, organisation=inkoop, actor="test")
    with pytest.raises(ActsNot):
        change_functions(person=stranger, organisation=inkoop, functions=[BUYER], actor="test")


def test_who_is_a_manager_no_more_leaves_no_way_in_behind(
    inkoop: Organisation, anna: Person, bert: Person
) -> None:
    give_mandate(person=bert, organisation=inkoop, functions=[MANAGER], actor="test")
    for who, email in ((bert, "tweede-adres@voorbeeld.example"), (anna, "iris@voorbeeld.example")):
        invite_member(organisation=inkoop, email=email, functions=[MANAGER], actor=who.actor)
    end_mandate(person=bert, organisation=inkoop, actor=anna.actor)
    assert list(Invitation.objects.values_list("email", flat=True)) == ["iris@voorbeeld.example"]


@pytest.mark.parametrize("how", [close, lambda person: erase_person(person=person, actor="test")])
def test_nor_does_who_goes_altogether(
    inkoop: Organisation, anna: Person, how: Callable[[Person], None]
) -> None:
    invite_member(
        organisation=inkoop, email="tweede-adres@voorbeeld.example", functions=[MANAGER], actor=anna.actor
    )
    invite_member(
        organisation=organisation(name="Elders"), email="iris@voorbeeld.example", functions=[MANAGER],
        actor=anna.actor,
    )  # fmt: skip
    how(anna)
    assert list(Invitation.objects.values_list("email", flat=True)) == ["iris@voorbeeld.example"]


def test_the_trail_names_nobody_by_address(inkoop: Organisation, anna: Person, bert: Person) -> None:
    hand_over(person=anna, to=bert, organisation=inkoop, actor=anna.actor)
    end_mandate(person=anna, organisation=inkoop, actor=bert.actor)
    for entry in AuditEntry.objects.all():
        assert "@" not in f"{entry.actor}{entry.verb}{entry.subject}{entry.details}"


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_leave_at_once_do_not_leave_the_others_alone() -> None:
    inkoop = organisation()
    managers = [somebody(name, MANAGER, of=inkoop) for name in ("anna", "bea")]
    somebody("bert", BUYER, of=inkoop)
    start, refused = threading.Barrier(2), []

    def go(person: Person) -> None:
        start.wait()
        try:
            end_mandate(person=person, organisation=inkoop, actor=person.actor)
        except LastManager:
            refused.append(person)
        connection.close()

    threads = [threading.Thread(target=go, args=[one]) for one in managers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert managers_of(inkoop).count() == 1
