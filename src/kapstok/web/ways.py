# SPDX-License-Identifier: EUPL-1.2
"""Ways on from a list, each a link in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Removable:
    """Something that narrows the list, with the address of the list without it."""

    text: str
    href: str


@dataclass(frozen=True)
class Choice:
    """Another way to see the list, and whether it is the present one."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class Way:
    """A link to part of the list, with how many enterprises there are."""

    text: str
    count: int
    href: str
