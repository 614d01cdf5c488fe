# SPDX-License-Identifier: EUPL-1.2
"""Reading five registers from nothing, and again when nothing has changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.companies import Company, companies
from bench.figures import Figure, Part
from bench.processes import PYTHON, CommandFailed, Cost, run
from bench.region import Shown, region

_TARGET_SECONDS = 30
_TARGET_MEGABYTES = 400


def registers(entries: int, today: date) -> Shown:
    """About so many entries over five registers, in which companies return: 20 entries are of 14 companies."""
    known = companies(entries * 14 // 20, today)

    def share(first: int, last: int) -> Sequence[Company]:
        return known[len(known) * first // 14 : len(known) * last // 14]

    return {
        "table": share(0, 4),
        "cards": share(2, 7),
        "api": share(6, 11),
        "export": share(9, 12),
        "workbook": share(11, 14),
    }


def measured(entries: int, today: date) -> Part:
    """Both syncs as processes, beside a process that only fetches the same addresses and parses them."""
    shown = registers(entries, today)
    with region(shown) as made:
        first = made.sync()
        _check(first, shown)
        asked = [*made.site.asked]
        bare = _bare(asked)
        again = made.sync()
        _check(again, shown)
    count = sum(map(len, shown.values()))
    return Part(
        f"kapstok sync: 5 registers, {count:,} entries, {len(shown['table']):,} detail pages, {len(asked):,} requests",
        (
            Figure("first, until it ends", first.seconds, "s", "target", _TARGET_SECONDS),
            Figure("first, until it ends", first.seconds, "s", "only fetch and parse", bare.seconds),
            Figure("first, processor", first.processor, "s", "only fetch and parse", bare.processor),
            Figure("first, peak memory", first.megabytes, "MB", "target", _TARGET_MEGABYTES),
            Figure("first, peak memory", first.megabytes, "MB", "only fetch and parse", bare.megabytes),
            Figure("again, unchanged, until it ends", again.seconds, "s", "first", first.seconds),
            Figure("again, unchanged, processor", again.processor, "s", "first", first.processor),
            Figure("again, unchanged, peak memory", again.megabytes, "MB", "first", first.megabytes),
        ),
    )


def _bare(asked: Sequence[str]) -> Cost:
    with TemporaryDirectory(prefix="kapstok-bench-") as place:
        addresses = Path(place) / "addresses.txt"
        addresses.write_text("\n".join(asked), encoding="utf-8")
        return run(PYTHON, "-m", "bench.bare_reading", str(addresses))


def _check(synced: Cost, shown: Shown) -> None:
    """A figure about entries that were not read would say nothing. Raises `CommandFailed`."""
    seen = {told["register"]: told["seen"] for told in json.loads(synced.output)["runs"]}
    if seen != {register: len(entries) for register, entries in shown.items()}:
        raise CommandFailed(f"kapstok sync: not every entry was read: {seen}")
