# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from kapstok.accounts.actions import add_administrator, add_person, deactivate
from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.accounts.queries import administrators, colleagues, editors, has_second_factor
from kapstok.core.clock import now

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
