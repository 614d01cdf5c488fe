# SPDX-License-Identifier: EUPL-1.2
"""What can go wrong, said in one line to a person.

Every error that a room raises on purpose descends from `KapstokError`; each face (commands, pages, API) turns it into
its own form in one place. Anything else that is raised is a fault of the program.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class KapstokError(Exception):
    """The call, a file or what came from outside is wrong; the message is one line for a person."""

    exit_code = 2


class NeedsPerson(KapstokError):
    """Done as far as it could be; a person has to look."""

    exit_code = 1


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in a file: which file, where in it, and why."""

    file: str
    place: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.place, self.reason) if part)


class FileFaults(KapstokError):
    """Files that cannot be used, with every fault found in them."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(faults)
        super().__init__("; ".join(map(str, self.faults)))
