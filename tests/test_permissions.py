# SPDX-License-Identifier: EUPL-1.2
"""Who may what: every permission of every room against everybody."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

import kapstok
from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.accounts.rules import Permission

ROOMS = sorted(path.parent.name for path in Path(kapstok.__file__).parent.glob("*/rules.py"))
PERMISSIONS = {
    f"{room}.{name}": value
    for room in ROOMS
    for name, value in vars(importlib.import_module(f"kapstok.{room}.rules")).items()
    if isinstance(value, Permission)
}
EVERYBODY = {
    "nobody": AnonymousUser(),
    "without a role": Person(email="iris@voorbeeld.example"),
    "editor": Person(email="eddy@voorbeeld.example", role=Role.EDITOR),
    "administrator": Person(email="adrie@voorbeeld.example", role=Role.ADMINISTRATOR),
    "closed administrator": Person(email="karel@voorbeeld.example", role=Role.ADMINISTRATOR, is_active=False),
}


def test_there_are_permissions_and_each_tells_its_room() -> None:
    assert PERMISSIONS
    for where, permission in PERMISSIONS.items():
        assert permission.name.startswith(f"{where.split('.')[0]}: "), where
    assert len({permission.name for permission in PERMISSIONS.values()}) == len(PERMISSIONS)


@pytest.mark.parametrize("where", PERMISSIONS)
def test_a_permission_is_somebody_s_and_never_nobody_s(where: str) -> None:
    may = {who for who, person in EVERYBODY.items() if PERMISSIONS[where].granted_to(person)}
    assert may in ({"editor", "administrator"}, {"administrator"})


def test_only_administrators_let_people_in() -> None:
    manage = PERMISSIONS["accounts.MANAGE_PEOPLE"]
    assert [who for who, person in EVERYBODY.items() if manage.granted_to(person)] == ["administrator"]
