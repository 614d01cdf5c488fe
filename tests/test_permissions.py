# SPDX-License-Identifier: EUPL-1.2
"""Who may what: every permission of every room against everybody, in one table written by hand."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from django.contrib.auth.models import AnonymousUser

import kapstok
from kapstok.accounts.enums import FUNCTIONS_OF, Function, OrganisationKind, Role
from kapstok.accounts.models import Organisation
from kapstok.accounts.organisations import close_organisation
from kapstok.accounts.rules import Permission, Someone
from tests.accounts.people import organisation, somebody

ROOMS = sorted(path.parent.name for path in Path(kapstok.__file__).parent.glob("*/rules.py"))
PERMISSIONS = {
    f"{room}.{name}": value
    for room in ROOMS
    for name, value in vars(importlib.import_module(f"kapstok.{room}.rules")).items()
    if isinstance(value, Permission)
}

# yes: may, whatever it is done to. own: may, to what belongs to the organisation they act for, and to nothing else.
# Whoever acts for an organisation does so in one function here; of two functions each counts as it would alone.
TABLE: Final = """
                              nobody nothing manager entrepreneur buyer coordinator facilitator networker editor administrator
accounts.ENTER                -      -       -       -            -     -           -           -         yes    yes
accounts.MANAGE_PEOPLE        -      -       -       -            -     -           -           -         -      yes
accounts.READ_AUDIT           -      -       -       -            -     -           -           -         -      yes
accounts.MANAGE_ORGANISATIONS -      -       -       -            -     -           -           -         yes    yes
accounts.SEE_MEMBERS          -      -       own     own          own   own         own         own       yes    yes
accounts.MANAGE_MEMBERS       -      -       own     -            -     -           -           -         yes    yes
accounts.HAND_OVER            -      -       own     -            -     -           -           -         -      -
accounts.LEAVE                -      -       own     own          own   own         own         own       -      -
enterprises.FOLLOW_LABELS     -      -       -       -            -     -           -           -         yes    yes
enterprises.CORRECT_PLACES    -      -       -       -            -     -           -           -         yes    yes
enterprises.HANDLE_REPORTS    -      -       -       -            -     -           -           -         yes    yes
enterprises.DECIDE_OBJECTIONS -      -       -       -            -     -           -           -         yes    yes
enterprises.DECIDE_CLAIMS     -      -       -       -            -     -           -           -         yes    yes
enterprises.EDIT_PROFILE      -      -       own     own          -     -           -           -         -      -
enterprises.MODERATE          -      -       -       -            -     -           -           -         yes    yes
enterprises.SEE_OWN           -      -       own     own          -     -           -           -         yes    yes
enterprises.SAY_RENEWAL       -      -       own     own          -     -           -           -         -      -
privacy.READ_PROCESSING       -      -       -       -            -     -           -           -         yes    yes
procurement.SCAN_LONG_LISTS   -      -       -       -            yes   yes         -           -         yes    yes
procurement.SEND_NEEDS        -      -       -       -            own   own         -           -         -      -
procurement.READ_NEEDS        -      -       own     own          -     -           -           -         -      -
registers.READ_RUNS           -      -       -       -            -     -           -           -         yes    yes
registers.DECIDE_RUNS         -      -       -       -            -     -           -           -         yes    yes
registers.TRY_REGISTERS       -      -       -       -            -     -           -           -         yes    yes
resolution.DECIDE_PAIRS       -      -       -       -            -     -           -           -         yes    yes
search.ADD_WORDS              -      -       -       -            -     -           -           -         yes    yes
"""  # noqa: E501
EVERYBODY, *_ROWS = (line.split() for line in TABLE.strip().splitlines())
CELLS = {row[0]: dict(zip(EVERYBODY, row[1:], strict=True)) for row in _ROWS}
# What a cell says of: it as such, done to one's own organisation, to another one, to what is nobody's.
MEANS = {
    "-": (False, False, False, False),
    "own": (False, True, False, False),
    "yes": (True, True, True, True),
}


@pytest.fixture
def own(db: None) -> Organisation:
    return organisation(OrganisationKind.MUNICIPALITY, "Zwolle")


@pytest.fixture
def other(db: None) -> Organisation:
    return organisation(OrganisationKind.MUNICIPALITY, "Deventer")


def everybody(own: Organisation, **facts: object) -> Iterator[tuple[str, Someone]]:
    """Each column of the table but nobody, as a person with these facts besides."""
    yield "nothing", somebody("iris", **facts)
    for role in Role:
        yield role.value, somebody(role.value, role=role, **facts)
    for function in Function:
        found = somebody(function.value, **facts)
        # Whatever the kind: what a function opens follows from the function alone.
        own.mandates.create(person=found, function=function.value, since=found.joined_at)
        yield function.value, found


def found(permission: Permission, person: Someone, own: int, other: int) -> tuple[bool, ...]:
    """What is so, in the order of `MEANS`."""
    return (
        permission.granted_to(person),
        permission.granted_for(person, own),
        permission.granted_for(person, other),
        permission.granted_for(person, None),
    )


def wrong(people: Iterator[tuple[str, Someone]], own: Organisation, other: Organisation, never: bool = False):
    """The cells that are not as the table says, or where anything is granted that never may be."""
    return {
        (where, who): is_so
        for who, person in people
        for where, permission in PERMISSIONS.items()
        if (is_so := found(permission, person, own.pk, other.pk))
        != MEANS["-" if never else CELLS[where][who]]
    }


def test_the_table_has_a_row_for_every_permission_and_a_column_for_everybody() -> None:
    assert set(CELLS) == set(PERMISSIONS)
    assert set(EVERYBODY) == {"nobody", "nothing", *Function, *Role}
    assert {cell for row in CELLS.values() for cell in row.values()} == set(MEANS)


def test_each_permission_tells_its_room_and_is_called_like_no_other() -> None:
    for where, permission in PERMISSIONS.items():
        assert permission.name.startswith(f"{where.split('.')[0]}: "), where
    assert len({permission.name for permission in PERMISSIONS.values()}) == len(PERMISSIONS)


def test_each_permission_is_somebody_s_and_each_function_and_role_is_good_for_something() -> None:
    for where, row in CELLS.items():
        assert {"own", "yes"} & set(row.values()), where
    for who in (*Function, *Role):
        assert [where for where, row in CELLS.items() if row[who] != "-"], who
    assert {row["nobody"] for row in CELLS.values()} == {"-"} == {row["nothing"] for row in CELLS.values()}


def test_everybody_may_what_the_table_says_and_nothing_else(own: Organisation, other: Organisation) -> None:
    people = [("nobody", AnonymousUser()), *everybody(own)]
    assert {who for who, _ in people} == set(EVERYBODY)
    assert wrong(iter(people), own, other) == {}


def test_a_closed_account_may_nothing(own: Organisation, other: Organisation) -> None:
    assert wrong(everybody(own, is_active=False), own, other, never=True) == {}


def test_of_a_closed_organisation_nothing_is_left(own: Organisation, other: Organisation) -> None:
    acting = [(who, person) for who, person in everybody(own) if who in set(Function)]
    close_organisation(organisation=own, actor="test")
    assert wrong(iter(acting), own, other, never=True) == {}


def test_two_functions_give_what_each_gives_alone(own: Organisation, other: Organisation) -> None:
    both = somebody("allebei", Function.BUYER, Function.COORDINATOR, of=own)
    for where, permission in PERMISSIONS.items():
        alone = [MEANS[CELLS[where][one]] for one in ("buyer", "coordinator")]
        assert found(permission, both, own.pk, other.pk) == tuple(map(any, zip(*alone, strict=True))), where


def test_a_function_elsewhere_adds_nothing_here(own: Organisation, other: Organisation) -> None:
    """Who manages one organisation and buys for another may buy for the one and manage the other, not both."""
    person = somebody("twee", Function.MANAGER, of=own)
    other.mandates.create(person=person, function=Function.BUYER.value, since=person.joined_at)
    manage = PERMISSIONS["accounts.MANAGE_MEMBERS"]
    assert (manage.granted_for(person, own.pk), manage.granted_for(person, other.pk)) == (True, False)


def test_every_kind_of_organisation_has_a_manager_among_its_functions() -> None:
    assert set(FUNCTIONS_OF) == set(OrganisationKind)
    for kind, functions in FUNCTIONS_OF.items():
        assert Function.MANAGER in functions, kind
    assert {one for functions in FUNCTIONS_OF.values() for one in functions} == set(Function)
