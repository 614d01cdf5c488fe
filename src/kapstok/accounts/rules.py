# SPDX-License-Identifier: EUPL-1.2
"""Who may do what. Each room states its own permissions in its `rules.py`; a test walks them all, role by role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from kapstok.accounts.enums import Role


class Someone(Protocol):
    """A person, or the nobody who has not signed in."""

    @property
    def is_active(self) -> bool: ...


@dataclass(frozen=True)
class Permission:
    """One thing that may be done ("room: what"), and the roles that may do it."""

    name: str
    roles: frozenset[Role]

    def granted_to(self, person: Someone) -> bool:
        """Whether this person may do it now; nobody, and someone whose account is closed, never may."""
        return bool(person.is_active) and getattr(person, "role", "") in self.roles


ADMINISTRATORS: Final = frozenset({Role.ADMINISTRATOR})
EDITORS: Final = frozenset({Role.ADMINISTRATOR, Role.EDITOR})

ENTER = Permission("accounts: see the pages of editors", EDITORS)
MANAGE_PEOPLE = Permission("accounts: add people, change what they may, close their account", ADMINISTRATORS)
