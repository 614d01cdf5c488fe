# SPDX-License-Identifier: EUPL-1.2
"""Whether an organisation keeps a manager (organisations.md, rules 1 and 2). Plain Python."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kapstok.accounts.enums import Function

# The functions of each person who acts for an organisation with an open account, by any key of that person.
Acting = Mapping[int, Collection[Function]]


def has_manager(acting: Acting) -> bool:
    """Whether one of these people is a manager."""
    return any(Function.MANAGER in functions for functions in acting.values())


def loses_its_manager(before: Acting, after: Acting) -> bool:
    """Whether a change takes the last manager away from those who stay."""
    stay = {person for person, functions in after.items() if functions}
    return bool(stay) and has_manager(before) and not has_manager(after)
