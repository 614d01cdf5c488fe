# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.db import IntegrityError

from kapstok.accounts.actions import UnusableAddress, add_administrator
from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.core.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_an_administrator_is_added_once_whatever_the_case_of_the_address() -> None:
    _, first = add_administrator(email="Anna@Voorbeeld.example", actor="test")
    person, again = add_administrator(email="anna@voorbeeld.EXAMPLE", actor="test")
    assert (first, again) == (True, False)
    assert (person.email, person.is_administrator, person.has_usable_password()) == (
        "anna@voorbeeld.example",
        True,
        False,
    )
    assert AuditEntry.objects.count() == 1


def test_the_audit_trail_names_no_address() -> None:
    add_administrator(email="anna@voorbeeld.example", actor="test")
    entry = AuditEntry.objects.get()
    assert "anna" not in f"{entry.subject}{entry.details}"


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(UnusableAddress, match="'anna' is not an e-mail address"):
        add_administrator(email="anna", actor="test")
    assert not Person.objects.exists()


def test_the_database_itself_keeps_one_person_per_address() -> None:
    Person.objects.create(email="anna@voorbeeld.example", joined_at=now())
    with pytest.raises(IntegrityError):
        Person.objects.create(email="ANNA@voorbeeld.example", joined_at=now())
