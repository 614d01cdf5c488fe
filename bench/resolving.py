# SPDX-License-Identifier: EUPL-1.2
"""Which entries are one company, over all of them, beside only making their facts comparable."""

from __future__ import annotations

from functools import partial

from bench.figures import Figure, Part
from bench.inside import timed
from kapstok.enterprises.locating import entry_location
from kapstok.regions.folder import RegionFolder
from kapstok.registers.queries import entry_histories
from kapstok.resolution.actions import resolve
from kapstok.resolution.records import Record, record


def figures(folder: RegionFolder, count: int) -> Part:
    """Judging all pairs that are worth it, and all that a sync does of resolution where nothing has changed."""
    entries = [
        partial(
            record, entry=one.entry, register=one.register, values=values, location=entry_location(values)
        )
        for one in entry_histories()[:count]
        for values in [one.versions[-1].values]
    ]
    records, normalised = timed(partial(_made, entries))
    resolved, judging = timed(partial(resolve, records))
    _, resolving = timed(partial(resolve, records))
    beside = "only normalising"
    return Part(
        f"resolving {len(records):,} records in {len(resolved.clusters):,} clusters, processor time",
        (
            Figure("all of it, from nothing", judging, "ms", beside, normalised),
            Figure("all of it, nothing changed", resolving, "ms", beside, normalised),
        ),
    )


def _made(entries: list[partial[Record]]) -> list[Record]:
    return [entry() for entry in entries]
