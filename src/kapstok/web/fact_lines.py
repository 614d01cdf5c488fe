# SPDX-License-Identifier: EUPL-1.2
"""A fact as a page shows it: its name, its values, and whose word it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """One value of a fact; `href` only where it certainly is a web address."""

    text: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class FactLine:
    """A fact by its name, with its values and where they stand. `is_dutch`: the values are words of the language."""

    name: str
    values: tuple[Value, ...]
    sources: tuple[str, ...] = ()
    is_dutch: bool = False
