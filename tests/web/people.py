# SPDX-License-Identifier: EUPL-1.2
"""People who have an account: how they are made, how they sign in, and those whom many tests know."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from kapstok.accounts.actions import add_person
from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person

PASSWORD = "een lange zin om in te komen"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
Colleague = Callable[..., Person]


@pytest.fixture
def colleague(db: None) -> Colleague:
    """`colleague("anna", Role.EDITOR)` is somebody with a role, a password and, unless denied, a second factor."""

    def make(name: str, role: Role = Role.EDITOR, *, second_factor: bool = True) -> Person:
        person, _ = add_person(email=f"{name}@voorbeeld.example", role=role, actor="test")
        person.set_password(PASSWORD)
        person.save()
        if second_factor:
            Authenticator.objects.create(user=person, type="totp", data={"secret": SECRET})
            Authenticator.objects.create(
                user=person, type="recovery_codes", data={"seed": "0" * 80, "used_mask": 0, "viewed_at": 1.0}
            )
        return person

    return make


def signed_in(person: Person) -> Client:
    """A browser in which this person signed in some time ago."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def nobody(db: None) -> Client:
    return Client()


@pytest.fixture
def editor(colleague: Colleague) -> Client:
    return signed_in(colleague("eddy"))


@pytest.fixture
def editor_without_second_factor(colleague: Colleague) -> Client:
    return signed_in(colleague("els", second_factor=False))


@pytest.fixture
def administrator(colleague: Colleague) -> Client:
    return signed_in(colleague("adrie", Role.ADMINISTRATOR))
