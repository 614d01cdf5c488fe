# SPDX-License-Identifier: EUPL-1.2
"""What a scan keeps on disk while it lasts: a folder that nobody else reads, and in it the rows of the list.

A creditor list may name people and what was paid to them. The folder is removed whatever happens to the scan; one
that a killed process left behind is swept up by the night (`sweep`).
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from kapstok.procurement.creditors.shapes import Creditor
from kapstok.regions.folder import RegionFolder

_FOLDER: Final = "scanning"
_KEPT: Final = timedelta(days=1)
_OURS_ONLY: Final = 0o700
_BATCH: Final = 1_000


@contextmanager
def private_folder(folder: RegionFolder) -> Iterator[Path]:
    """A folder for one scan, which only this user can open; removed with all that is in it."""
    parent = folder.var / _FOLDER
    parent.mkdir(mode=_OURS_ONLY, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent, ignore_cleanup_errors=True) as made:
        yield Path(made)


def sweep(folder: RegionFolder, at: datetime) -> int:
    """Removes what killed scans left more than a day before `at`; how many there were."""
    parent = folder.var / _FOLDER
    if not parent.is_dir():
        return 0
    before = (at - _KEPT).timestamp()
    old = [path for path in parent.iterdir() if path.is_dir() and path.stat().st_mtime < before]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


class Row(NamedTuple):
    """What the sheets show of a row of the list; its place in the list is its number, from 0."""

    row: str
    name: str
    city: str
    postcode: str
    amount: Decimal | None
    category: str
    unreadable: str | None


class Spool:
    """The rows of a list on disk, in their order: kept while the list is read, to be read again as often as needed."""

    def __init__(self, file: Path):
        self._file = file
        self.rows = 0

    def keep(self, creditors: Iterable[Creditor]) -> Iterator[Mapping[str, str]]:
        """Gives the facts of each row on to whoever compares them (none of an unreadable one), and keeps the rest."""
        waiting = iter(creditors)
        with self._file.open("w", encoding="ascii") as file:
            while batch := list(islice(waiting, _BATCH)):
                file.write(json.dumps([_kept(one) for one in batch]) + "\n")
                for one in batch:
                    self.rows += 1
                    yield {} if one.unreadable else one.values

    def __iter__(self) -> Iterator[Row]:
        with self._file.open(encoding="ascii") as file:
            for line in file:
                for row, name, city, postcode, amount, category, unreadable in json.loads(line):
                    worth = None if amount is None else Decimal(amount)
                    yield Row(row, name, city, postcode, worth, category, unreadable)


def _kept(one: Creditor) -> tuple[str | None, ...]:
    values = one.values
    name = values.get("name") or values.get("statutory_name", "")
    amount = str(one.amount) if one.amount is not None and one.amount.is_finite() else None
    return (
        one.row,
        name,
        values.get("city", ""),
        values.get("postcode", ""),
        amount,
        one.category,
        one.unreadable,
    )
