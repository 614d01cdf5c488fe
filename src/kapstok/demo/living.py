# SPDX-License-Identifier: EUPL-1.2
"""Lives through the three days: sets the sites to a day, reads them as any sync does, and sees what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kapstok.demo import changes, days, telling
from kapstok.demo.changes import Changes, Row
from kapstok.demo.days import Dates
from kapstok.demo.sites import Sites
from kapstok.demo.visits import Visit, visits
from kapstok.enterprises.export import export_rows
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.sync import SyncReport, sync
from kapstok.regions.folder import RegionFolder
from kapstok.registers.queries import last_published
from kapstok.registers.reading import Told


@dataclass(frozen=True)
class DayLived:
    """One day: what the sync reported, what the directory held afterwards, and what had become different."""

    day: telling.Day
    report: SyncReport
    story: telling.Story

    @property
    def rows(self) -> Sequence[Row]:
        """Every known enterprise as `export --all` gave it on that day."""
        return self.day.rows

    @property
    def changes(self) -> Changes:
        return self.day.changes

    def as_json(self) -> dict[str, Any]:
        return {
            "date": self.day.date.isoformat(),
            **self.report.as_json(),
            "joined": [change.row["slug"] for change in self.changes.joined],
            "left": [change.row["slug"] for change in self.changes.left],
            "moved": [change.row["slug"] for change in self.changes.moved],
            "waiting": [change.row["slug"] for change in self.changes.waiting],
            "not_listed": dict(self.changes.unlisted),
            "story": {"heading": self.story.heading, "sections": self.story.as_json()},
        }


def live(folder: RegionFolder, sites: Sites, dates: Dates, told: Told) -> Iterator[DayLived]:
    """Lives the days one by one; the register files of the folder must lead to the sites."""
    region = folder.region()
    before: Sequence[Row] = ()
    visited: Sequence[Visit] = ()
    for number in days.ALL:
        sites.show(number)
        report = sync(folder, None, dates[number], told)
        rows = list(export_rows(dates[number], ListingRules.of(region), everyone=True))
        visited = visits(report.runs, folder, visited)
        day = telling.Day(
            number=number + 1,
            of=len(days.ALL),
            date=dates[number],
            runs=report.runs,
            rows=rows,
            changes=changes.compare(before, rows, _last_read()),
            reviews=report.reviews,
            region=region,
            visits=visited,
        )
        yield DayLived(day, report, telling.tell(day))
        before = rows


def _last_read() -> dict[str, str]:
    runs = {register: last_published(register) for register in days.REGISTERS}
    return {register: run.day.isoformat() for register, run in runs.items() if run}
