# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.accounts.actions import UnusableAddress
from kapstok.accounts.arriving import arrive
from kapstok.accounts.mandates import AccountClosed
from kapstok.accounts.models import Person
from kapstok.core.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_somebody_new_gets_an_account_with_which_they_may_do_nothing() -> None:
    person = arrive(email="Iris@Voorbeeld.example", language="en")
    assert (person.email, person.language, person.role) == ("iris@voorbeeld.example", "en", "")
    assert not person.has_usable_password()
    assert AuditEntry.objects.get().actor == person.actor


def test_somebody_known_stays_who_they_are() -> None:
    first = arrive(email="iris@voorbeeld.example", language="nl")
    assert arrive(email="IRIS@voorbeeld.example", language="en") == first
    assert Person.objects.get().language == "nl"
    assert AuditEntry.objects.count() == 1


def test_a_closed_account_does_not_open() -> None:
    Person.objects.create(email="iris@voorbeeld.example", joined_at="2026-01-01T00:00Z", is_active=False)
    with pytest.raises(AccountClosed):
        arrive(email="iris@voorbeeld.example", language="nl")


def test_what_is_no_address_is_nobody() -> None:
    with pytest.raises(UnusableAddress):
        arrive(email="iris", language="nl")
    assert not Person.objects.exists()
