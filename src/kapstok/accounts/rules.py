# SPDX-License-Identifier: EUPL-1.2
"""Who may do what. Each room states its own permissions in its `rules.py`; a test walks them all, role by role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Protocol

from kapstok.accounts.enums import Function, Role

_NONE: Final[frozenset[Function]] = frozenset()


class Someone(Protocol):
    """A person, or the nobody who has not signed in."""

    @property
    def is_active(self) -> bool: ...


@dataclass(frozen=True)
class Permission:
    """One thing that may be done ("room: what"), the roles that may do it, and the functions that may.

    A `bound` one is done to something of an organisation: a function counts for that organisation only. Of one that
    is not bound a function counts whatever the organisation.
    """

    name: str
    roles: frozenset[Role] = frozenset()
    functions: frozenset[Function] = _NONE
    bound: bool = False

    def granted_to(self, person: Someone) -> bool:
        """Whether this person may do it now; nobody, and someone whose account is closed, never may.

        Of a bound permission: whether they may do it whatever the organisation.
        """
        return self._by_role(person) or (not self.bound and _acts(person, self.functions, None))

    def granted_for(self, person: Someone, organisation: int | None) -> bool:
        """Whether this person may do it to what belongs to this organisation (its number; None: to nobody's)."""
        if not self.bound or organisation is None:
            return self.granted_to(person)
        return self._by_role(person) or _acts(person, self.functions, organisation)

    def _by_role(self, person: Someone) -> bool:
        return bool(person.is_active) and getattr(person, "role", "") in self.roles


def _acts(person: Any, functions: frozenset[Function], organisation: int | None) -> bool:
    """Whether someone with an open account has one of these functions, for one organisation or (None) for any."""
    if not functions or not person.is_active or not hasattr(person, "acts_as"):
        return False
    return bool(person.acts_as(functions, organisation))


ADMINISTRATORS: Final = frozenset({Role.ADMINISTRATOR})
EDITORS: Final = frozenset({Role.ADMINISTRATOR, Role.EDITOR})
ENTREPRENEURS: Final = frozenset({Function.ENTREPRENEUR, Function.MANAGER})
BUYERS: Final = frozenset({Function.BUYER, Function.COORDINATOR})

ENTER = Permission("accounts: see the pages of editors", EDITORS)
MANAGE_PEOPLE = Permission("accounts: add people, change what they may, close their account", ADMINISTRATORS)
READ_AUDIT = Permission("accounts: read the audit trail", ADMINISTRATORS)
MANAGE_ORGANISATIONS = Permission("accounts: add and close organisations", EDITORS)
SEE_MEMBERS = Permission(
    "accounts: see who acts for an organisation", EDITORS, frozenset(Function), bound=True
)
MANAGE_MEMBERS = Permission(
    "accounts: decide who acts for an organisation", EDITORS, frozenset({Function.MANAGER}), bound=True
)
HAND_OVER = Permission(
    "accounts: hand an organisation over to another manager",
    frozenset(),
    frozenset({Function.MANAGER}),
    bound=True,
)
LEAVE = Permission("accounts: stop acting for an organisation", frozenset(), frozenset(Function), bound=True)
