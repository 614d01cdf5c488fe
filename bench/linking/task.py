# SPDX-License-Identifier: EUPL-1.2
"""A task that every method gets alike: entries, and perhaps creditors, in a folder; pairs with a weight come back.

A method is a program of its own (`python -m bench.linking.METHOD FOLDER`), so that its memory is its own. The truth
does not lie in the folder.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.market.creditors import Row
from bench.market.entries import Market
from bench.processes import PYTHON, run

_ENTRIES, _CREDITORS, _GROUPS, _FOUND = "entries.jsonl", "creditors.jsonl", "groups.json", "found.json"
Values = Mapping[str, str]
Pair = tuple[int, int]
Work = Callable[["Task"], Mapping[Pair, float]]


@dataclass(frozen=True)
class Task:
    """The values of each entry with its register, and of each creditor (none: the entries among themselves).

    A pair is two entries, or an entry and a creditor, by their positions. `groups` is the company of each entry, where
    creditors are to be linked to companies that are known.
    """

    registers: Sequence[str]
    entries: Sequence[Values]
    creditors: Sequence[Values]
    groups: Sequence[int]
    folder: Path


@dataclass(frozen=True)
class Done:
    """What a method found, the seconds that the work itself took, and the memory of its process in MB."""

    weights: dict[Pair, float]
    seconds: float
    megabytes: float


def lay(market: Market, rows: Iterable[Row], folder: Path) -> None:
    """Puts a task in a folder: the creditors' own columns go along, the truth of creditors does not."""
    entries = ({"register": entry.register} | entry.values for entry in market.entries)
    _write(folder / _ENTRIES, entries)
    _write(folder / _CREDITORS, (row.values for row in rows))
    (folder / _GROUPS).write_text(json.dumps([entry.truth for entry in market.entries]), encoding="utf-8")


def done_by(method: str, folder: Path) -> Done:
    """Lets a method do the task that lies in a folder. Raises `CommandFailed`."""
    cost = run(PYTHON, "-m", f"bench.linking.{method}", str(folder))
    told = json.loads((folder / _FOUND).read_text(encoding="utf-8"))
    return Done({(a, b): weight for a, b, weight in told["pairs"]}, told["seconds"], cost.megabytes)


def work(method: Work) -> None:
    """What a method's program does: reads the task, does it on the clock, and leaves what it found."""
    folder = Path(sys.argv[1])
    entries = _read(folder / _ENTRIES)
    task = Task(
        registers=[entry.pop("register") for entry in entries],
        entries=entries,
        creditors=_read(folder / _CREDITORS),
        groups=json.loads((folder / _GROUPS).read_text(encoding="utf-8")),
        folder=folder,
    )
    began = time.perf_counter()
    found = method(task)
    told = {
        "seconds": time.perf_counter() - began,
        "pairs": [(a, b, weight) for (a, b), weight in found.items()],
    }
    (folder / _FOUND).write_text(json.dumps(told), encoding="utf-8")


def _write(path: Path, rows: Iterable[Values]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]
