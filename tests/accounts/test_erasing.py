# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from kapstok.accounts.actions import LastAdministrator, add_administrator
from kapstok.accounts.enums import Function
from kapstok.accounts.erasing import ERASED, erase_person, forget_invitations
from kapstok.accounts.inviting import invite_member
from kapstok.accounts.knowing import trail_of
from kapstok.accounts.models import Invitation, Mandate, Organisation, Person
from kapstok.accounts.queries import actor_name
from kapstok.core.models import AuditEntry
from tests.accounts.people import organisation, somebody

pytestmark = pytest.mark.django_db


def test_an_account_goes_with_all_that_hangs_on_it_and_the_organisation_stays() -> None:
    zwolle = organisation()
    iris = somebody("iris", Function.BUYER, of=zwolle)
    browser, stranger = Client(), Client()
    browser.force_login(iris)
    stranger.force_login(somebody("bram"))
    erase_person(person=iris, actor="test")
    assert not Person.objects.filter(email__startswith="iris").exists()
    assert not Mandate.objects.exists()
    assert Organisation.objects.count() == 1
    assert Session.objects.count() == 1


def test_the_trail_names_nobody_any_more() -> None:
    iris = somebody("iris")
    actor = iris.actor
    assert actor_name(actor) == iris.email
    erase_person(person=iris, actor=actor)
    assert actor_name(actor) == actor
    entry = AuditEntry.objects.get(verb=ERASED)
    assert (entry.actor, entry.subject, entry.details) == (actor, actor, {})
    # Whoever comes back with the same address is somebody else.
    assert trail_of(somebody("iris")) == []


def test_the_last_administrator_cannot_go() -> None:
    adrie, _ = add_administrator(email="adrie@voorbeeld.example", actor="test")
    with pytest.raises(LastAdministrator):
        erase_person(person=adrie, actor=adrie.actor)
    other, _ = add_administrator(email="anna@voorbeeld.example", actor="test")
    erase_person(person=adrie, actor=adrie.actor)
    assert [person.pk for person in Person.objects.all()] == [other.pk]


def test_invitations_to_an_address_are_forgotten() -> None:
    for email in ("iris@voorbeeld.example", "bram@voorbeeld.example"):
        invite_member(organisation=organisation(), email=email, functions=[Function.BUYER], actor="test")
    assert forget_invitations(email="IRIS@voorbeeld.example ", actor="test") == 1
    assert forget_invitations(email="iris@voorbeeld.example", actor="test") == 0
    assert [one.email for one in Invitation.objects.all()] == ["bram@voorbeeld.example"]
