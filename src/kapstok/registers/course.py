# SPDX-License-Identifier: EUPL-1.2
"""The course of a register: every register there is or was, how it stands, and what each of its runs saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from kapstok.core.errors import Fault
from kapstok.regions.folder import RegionFolder
from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Register, Run
from kapstok.registers.register_file import RegisterFile, load_folder


@dataclass(frozen=True)
class RegisterLine:
    """A register and how it stands. `file` is None where it is gone, `last` and `published` where there is no run."""

    id: str
    name: str
    label: str
    file: RegisterFile | None
    last: Run | None
    published: Run | None


@dataclass(frozen=True)
class Point:
    """One run in the course: how many entries it saw on its day, and what became of it."""

    run: int
    day: date
    seen: int
    status: str


def register_lines(folder: RegionFolder) -> tuple[list[RegisterLine], list[Fault]]:
    """Every register that has a file or was ever read, by name; and what is wrong with the files. Four queries."""
    files, faults = load_folder(folder.registers, folder.region().labels)
    known = Register.objects.in_bulk()
    last = _newest(Run.objects.all())
    published = _newest(Run.objects.filter(status=RunStatus.PUBLISHED))
    lines = [
        _line(id_, files.get(id_), known.get(id_), last.get(id_), published.get(id_))
        for id_ in {*files, *known}
    ]
    return sorted(lines, key=lambda line: (line.name.casefold(), line.id)), faults


def register_line(folder: RegionFolder, register: str) -> RegisterLine | None:
    """How one register stands; None where there is no file and never was a run of it."""
    lines, _faults = register_lines(folder)
    return next((line for line in lines if line.id == register), None)


def course(register: str, most: int = 400) -> tuple[Point, ...]:
    """The last runs of a register (at most `most`), the oldest first; those that are still open are left out."""
    runs = Run.objects.filter(register=register).exclude(status=RunStatus.RUNNING)
    rows = runs.order_by("-id").values_list("id", "day", "seen", "status")[:most]
    return tuple(Point(*row) for row in reversed(rows))


def quarantined() -> list[Run]:
    """The runs that wait for a person: in quarantine, and the newest of their register."""
    return list(_waiting().select_related("register").defer("issues"))


def quarantined_count() -> int:
    """How many runs wait for a person."""
    return _waiting().count()


def _waiting() -> QuerySet[Run]:
    newest = Run.objects.order_by().values("register").annotate(newest=Max("id")).values("newest")
    return Run.objects.filter(status=RunStatus.QUARANTINED, id__in=newest)


def _newest(runs: QuerySet[Run]) -> Mapping[str, Run]:
    newest = runs.order_by().values("register").annotate(newest=Max("id")).values("newest")
    return {run.register_id: run for run in Run.objects.filter(id__in=newest).defer("issues", "filled")}


def _line(
    id_: str, file: RegisterFile | None, known: Register | None, last: Run | None, published: Run | None
) -> RegisterLine:
    name = file.name if file else known.name if known else id_
    label = file.label if file else known.label if known else ""
    return RegisterLine(id_, name, label, file, last, published)
