# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A section as the navigation of editors, or of who has signed in, shows it (`web/desk.html`)."""

    title: str
    href: str
    count: int
    current: bool
