# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import threading

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.db import IntegrityError, connection

from kapstok.accounts.actions import (
    LastAdministrator,
    UnusableAddress,
    add_administrator,
    add_person,
    change_role,
    deactivate,
    end_sessions,
    invite,
    reset_second_factor,
)
from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.accounts.queries import administrators, has_second_factor
from kapstok.core.clock import now
from kapstok.core.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Person:
    return add_administrator(email="anna@voorbeeld.example", actor="test")[0]


@pytest.fixture
def bert() -> Person:
    return add_person(email="bert@voorbeeld.example", role=Role.EDITOR, actor="test")[0]


def opens(key: str) -> bool:
    """Whether a link with this key still lets its person choose a password."""
    number, _, seal = key.partition("-")
    return bool(default_token_generator.check_token(Person.objects.get(pk=int(number, 36)), seal))


def told() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))


def test_an_administrator_is_added_once_whatever_the_case_of_the_address() -> None:
    _, first = add_administrator(email="Anna@Voorbeeld.example", actor="test")
    person, again = add_administrator(email="anna@voorbeeld.EXAMPLE", actor="test")
    assert (first, again) == (True, False)
    assert (person.email, person.role, person.has_usable_password()) == (
        "anna@voorbeeld.example",
        Role.ADMINISTRATOR,
        False,
    )
    assert AuditEntry.objects.count() == 1


def test_the_audit_trail_names_no_address(anna: Person) -> None:
    entry = AuditEntry.objects.get()
    assert "anna" not in f"{entry.subject}{entry.details}"


@pytest.mark.parametrize(
    "email", ["anna", "anna@voorbeeld.example\nBcc: x@y.example", "", "a" * 250 + "@b.example"]
)
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(UnusableAddress, match="is not an e-mail address"):
        add_administrator(email=email, actor="test")
    assert not Person.objects.exists()


def test_the_database_itself_keeps_one_person_per_address() -> None:
    Person.objects.create(email="anna@voorbeeld.example", joined_at=now())
    with pytest.raises(IntegrityError):
        Person.objects.create(email="ANNA@voorbeeld.example", joined_at=now())


def test_a_link_opens_until_a_password_is_chosen(anna: Person) -> None:
    key = invite(person=anna, actor="test")
    assert opens(key)
    anna.set_password("een lange zin om in te komen")
    anna.save()
    assert not opens(key)


def test_a_new_link_ends_the_one_before(anna: Person) -> None:
    first = invite(person=anna, actor="test")
    second = invite(person=anna, actor="test")
    assert (opens(first), opens(second)) == (False, True)


def test_a_link_for_somebody_with_a_password_leaves_it_as_it_is(anna: Person) -> None:
    anna.set_password("een lange zin om in te komen")
    anna.save()
    assert opens(invite(person=anna, actor="test"))
    anna.refresh_from_db()
    assert anna.check_password("een lange zin om in te komen")


def test_an_editor_becomes_an_administrator_and_back(anna: Person, bert: Person) -> None:
    change_role(person=bert, role=Role.ADMINISTRATOR, actor="test")
    change_role(person=bert, role=Role.EDITOR, actor="test")
    bert.refresh_from_db()
    assert bert.role == Role.EDITOR
    assert told() == ["made administrator", "made editor", "made administrator", "made editor"]


def test_adding_somebody_again_with_another_role_changes_it(anna: Person, bert: Person) -> None:
    _, changed = add_administrator(email="bert@voorbeeld.example", actor="test")
    assert changed
    assert set(Person.objects.values_list("email", "role")) == {
        ("anna@voorbeeld.example", "administrator"),
        ("bert@voorbeeld.example", "administrator"),
    }


def test_the_last_administrator_stays_one(anna: Person, bert: Person) -> None:
    with pytest.raises(LastAdministrator):
        change_role(person=anna, role=Role.EDITOR, actor="test")
    with pytest.raises(LastAdministrator):
        deactivate(person=anna, actor="test")
    with pytest.raises(LastAdministrator):
        add_person(email=anna.email, role=Role.EDITOR, actor="test")
    anna.refresh_from_db()
    assert (anna.role, anna.is_active) == (Role.ADMINISTRATOR, True)


def test_a_closed_administrator_does_not_count_as_another_one(anna: Person, bert: Person) -> None:
    change_role(person=bert, role=Role.ADMINISTRATOR, actor="test")
    deactivate(person=bert, actor="test")
    with pytest.raises(LastAdministrator):
        deactivate(person=anna, actor="test")


def test_a_closed_account_keeps_nothing_to_sign_in_with(anna: Person, bert: Person) -> None:
    bert.set_password("een lange zin om in te komen")
    bert.save()
    Authenticator.objects.create(user=bert, type="totp", data={"secret": "x"})
    key, session = invite(person=bert, actor="test"), bert.get_session_auth_hash()
    deactivate(person=bert, actor="test")
    bert.refresh_from_db()
    assert not bert.is_active
    assert not bert.has_usable_password()
    assert not has_second_factor(bert)
    assert not opens(key)
    assert bert.get_session_auth_hash() != session


def test_a_closed_account_is_opened_by_adding_the_person_again(anna: Person, bert: Person) -> None:
    deactivate(person=bert, actor="test")
    person, changed = add_person(email=bert.email, role=Role.EDITOR, actor="test")
    assert (person.pk, person.is_active, changed) == (bert.pk, True, True)


def test_a_reset_second_factor_is_gone_and_so_are_the_sessions(bert: Person) -> None:
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=bert, type=kind, data={})
    session = bert.get_session_auth_hash()
    reset_second_factor(person=bert, actor="test")
    assert not Authenticator.objects.filter(user=bert).exists()
    assert bert.get_session_auth_hash() != session


def test_ending_the_sessions_of_one_leaves_those_of_others(anna: Person, bert: Person) -> None:
    hers, his = anna.get_session_auth_hash(), bert.get_session_auth_hash()
    end_sessions(person=anna, actor="test")
    anna.refresh_from_db()
    bert.refresh_from_db()
    assert anna.get_session_auth_hash() != hers
    assert bert.get_session_auth_hash() == his


def test_a_session_outlives_a_change_of_the_secret_key_when_the_old_one_is_kept(
    anna: Person, settings
) -> None:
    session = anna.get_session_auth_hash()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = (
        [settings.SECRET_KEY],
        "another key of enough length, made up",
    )
    assert anna.get_session_auth_hash() != session
    assert session in anna.get_session_auth_fallback_hash()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_close_each_other_at_once_leave_one() -> None:
    people = [
        add_administrator(email=f"{name}@voorbeeld.example", actor="test")[0] for name in ("adrie", "bea")
    ]
    start, refused = threading.Barrier(2), []

    def close(person: Person) -> None:
        start.wait()
        try:
            deactivate(person=person, actor="test")
        except LastAdministrator:
            refused.append(person)
        connection.close()

    threads = [threading.Thread(target=close, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert administrators().count() == 1
