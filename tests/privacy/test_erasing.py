# SPDX-License-Identifier: EUPL-1.2
"""Accounts that nobody uses go by themselves; those that may do something stay (all else: tests/cli/test_person.py)."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from kapstok.accounts.correcting import change_email
from kapstok.accounts.enums import Function, Role
from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.core.models import AuditEntry
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.notices.actions import notify
from kapstok.notices.models import Notice
from kapstok.privacy.erasing import UNUSED, erase, erase_unused
from kapstok.privacy.knowing import is_known, known_of
from tests.accounts.people import organisation, somebody

pytestmark = pytest.mark.django_db


def left() -> set[str]:
    return {person.email.partition("@")[0] for person in Person.objects.all()}


def claim(person: Person, days: int) -> None:
    at = now()
    enterprise = Enterprise.objects.create(
        slug=uuid.uuid4().hex, made_at=at, name="De Brug", first_seen=at.date(), in_area=True, listed=True
    )
    Claim.objects.create(
        enterprise=enterprise, person=person, proof="editor", state="open", made_at=at,
        ends_at=at + UNUSED + timedelta(days=days),
    )  # fmt: skip


def test_who_may_do_nothing_and_did_not_sign_in_for_long_is_erased() -> None:
    iris, begun = somebody("iris"), now()
    notify(to=[iris.email], subject="Welkom", text="Dag", key="welkom")
    assert erase_unused(at=begun + UNUSED - timedelta(minutes=1)) == 0
    assert erase_unused(at=begun + UNUSED + timedelta(minutes=1)) == 1
    assert (left(), Notice.objects.count()) == (set(), 0)
    assert AuditEntry.objects.filter(actor="program", verb="erased the account").count() == 1


def test_who_has_something_to_do_here_or_signed_in_since_stays() -> None:
    somebody("editor", role=Role.EDITOR)
    somebody("buyer", Function.BUYER, of=organisation())
    somebody("back", last_login=now() + timedelta(days=10))
    claim(somebody("claims"), days=10)
    claim(somebody("claimed"), days=-10)
    assert erase_unused(at=now() + UNUSED + timedelta(minutes=1)) == 1
    assert left() == {"editor", "buyer", "back", "claims"}


def test_an_address_that_is_none_of_an_account_is_erased_too() -> None:
    notify(to=["lezer@voorbeeld.example"], subject="Dank", text="Dag", key="dank")
    done = erase(email="Lezer@voorbeeld.example", actor="test")
    assert (done.account, done.notices, done.anything) == (False, 1, True)
    assert not erase(email="lezer@voorbeeld.example", actor="test").anything
    assert not erase(email="", actor="test").anything


def test_what_was_said_under_an_address_that_was_corrected_goes_too() -> None:
    iris = somebody("iris")
    notify(to=[iris.email], subject="Welkom", text="Dag", key="welkom")
    former = iris.email
    change_email(person=iris, email="iris@elders.example", actor="test")
    assert [one["subject"] for one in known_of("iris@elders.example")["mail"]] == ["Welkom"]
    assert erase(email="iris@elders.example", actor="test").notices == 1
    assert not is_known(known_of(former))


def test_a_former_address_that_is_somebody_else_s_by_now_is_left_to_them() -> None:
    iris = somebody("iris")
    former = iris.email
    change_email(person=iris, email="iris@elders.example", actor="test")
    somebody("iris")
    notify(to=[former], subject="Welkom", text="Dag", key="welkom")
    assert erase(email="iris@elders.example", actor="test").notices == 0
    assert Notice.objects.filter(address=former).exists()


def test_others_were_told_of_somebody_and_are_not_any_more() -> None:
    notify(
        to=["info@brug.example"], subject="Iemand vraagt iets", key="claim",
        text="Iemand met het e-mailadres Iris@voorbeeld.example, en niet siris@voorbeeld.example, vraagt iets.",
    )  # fmt: skip
    assert len(known_of("iris@voorbeeld.example")["told_to_others"]) == 1
    assert erase(email="iris@voorbeeld.example", actor="test").notices == 1
    assert Notice.objects.get().text == (
        "Iemand met het e-mailadres …, en niet siris@voorbeeld.example, vraagt iets."
    )
    assert not is_known(known_of("iris@voorbeeld.example"))
