# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from kapstok.accounts.actions import add_administrator, add_person, deactivate
from kapstok.accounts.enums import Function, OrganisationKind, Role
from kapstok.accounts.mandates import give_mandate
from kapstok.accounts.models import Person
from kapstok.accounts.organisations import close_organisation
from kapstok.accounts.queries import (
    acting_for,
    acting_of,
    administrators,
    colleagues,
    editors,
    has_second_factor,
    managers_of,
    without_manager,
)
from kapstok.core.clock import now
from tests.accounts.people import organisation, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people() -> None:
    add_administrator(email="adrie@voorbeeld.example", actor="test")
    add_person(email="eddy@voorbeeld.example", role=Role.EDITOR, actor="test")
    deactivate(
        person=add_person(email="bea@voorbeeld.example", role=Role.EDITOR, actor="test")[0], actor="test"
    )
    Person.objects.create(email="iris@voorbeeld.example", joined_at=now())


def names(people: object) -> list[str]:
    return [person.email.split("@")[0] for person in people]  # type: ignore[attr-defined]


def test_mail_about_the_work_goes_to_who_has_a_role_and_an_open_account() -> None:
    assert names(editors()) == ["adrie", "eddy"]


def test_administrators_are_those_of_the_editors_who_administer() -> None:
    assert names(administrators()) == ["adrie"]


def test_colleagues_stand_with_the_closed_accounts_last() -> None:
    assert names(colleagues()) == ["adrie", "eddy", "bea"]


def test_recovery_codes_alone_are_no_second_factor() -> None:
    eddy = Person.objects.get(email="eddy@voorbeeld.example")
    Authenticator.objects.create(user=eddy, type="recovery_codes", data={})
    assert not has_second_factor(eddy)
    assert not colleagues().get(pk=eddy.pk).second_factor
    Authenticator.objects.create(user=eddy, type="totp", data={})
    assert has_second_factor(eddy)
    assert colleagues().get(pk=eddy.pk).second_factor


def test_whoever_acts_stands_once_with_all_their_functions_in_the_order_of_the_kind() -> None:
    zwolle = organisation(OrganisationKind.MUNICIPALITY, "Zwolle")
    anna = somebody("anna", Function.MANAGER, Function.BUYER, of=zwolle)
    bert = somebody("bert", Function.FACILITATOR, of=zwolle)
    assert [(one.person, one.functions, one.is_manager) for one in acting_for(zwolle)] == [
        (anna, (Function.BUYER, Function.MANAGER), True),
        (bert, (Function.FACILITATOR,), False),
    ]


def test_the_organisations_of_somebody_stand_by_name_and_closed_ones_not_at_all() -> None:
    anna = somebody("anna")
    for name in ("zwolle", "Almelo", "Dicht"):
        made = organisation(name=name)
        give_mandate(person=anna, organisation=made, functions=[Function.BUYER], actor="test")
    close_organisation(organisation=made, actor="test")
    assert [one.organisation.name for one in acting_of(anna)] == ["Almelo", "zwolle"]


def test_an_organisation_whose_only_manager_cannot_come_in_is_without_one() -> None:
    left, well, empty = (organisation(name=name) for name in ("Alleen", "Goed", "Leeg"))
    carla = somebody("carla", Function.MANAGER, of=left)
    somebody("dirk", Function.BUYER, of=left)
    anna = somebody("anna", Function.MANAGER, of=well)
    assert not without_manager()
    deactivate(person=carla, actor="test")
    assert list(without_manager()) == [left]
    assert [list(managers_of(one)) for one in (left, well, empty)] == [[], [anna], []]
